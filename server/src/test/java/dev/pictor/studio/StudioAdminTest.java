package dev.pictor.studio;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import dev.pictor.studio.StudioHouse.Door;
import dev.pictor.testkit.AdminClient;
import dev.pictor.testkit.Outbox;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What an admin does in the Studio, and that nobody else does it.
@ExtendWith(StudioHouse.class)
class StudioAdminTest {

  @Test
  void aThemeThatIsHiddenIsNotOfferedUntilItIsShownAgain(Door door) {
    try (var visitor = atTheThemes(door)) {
      Locator shown = visitor.page().getByLabel("Show Night shift");
      shown.click();
      assertThat(shown).not().isChecked();
      assertThat(AdminClient.with(door.app(), "").get("/api/themes").findValuesAsText("name"))
          .doesNotContain("Night shift");
      shown.click();
      assertThat(shown).isChecked();
      assertThat(AdminClient.with(door.app(), "").get("/api/themes").findValuesAsText("name"))
          .contains("Night shift");
    }
  }

  @Test
  void theOrderIsTheOneThatPeopleSee(Door door) {
    try (var visitor = atTheThemes(door)) {
      Locator names = visitor.page().locator(".theme h2");
      var before = names.allTextContents();
      visitor.button("Move " + before.get(2) + " up").click();
      assertThat(names.nth(1)).hasText(before.get(2));
      assertThat(AdminClient.with(door.app(), "").get("/api/themes").findValuesAsText("name"))
          .containsSubsequence(before.get(2), before.get(1));
      visitor.hasFocusOn(visitor.button("Move " + before.get(2) + " up"));
    }
  }

  @Test
  void theWordsOfAThemeAreChangedAndTakenBack(Door door) {
    try (var visitor = atTheThemes(door)) {
      visitor.link("Retro poster").click();
      visitor.page().getByLabel("Name").fill("Old poster");
      visitor.button("Save").click();
      assertThat(visitor.heading("Old poster")).isVisible();
      visitor.button("As it ships").click();
      visitor.button("Take it back").click();
      assertThat(visitor.heading("Retro poster")).isVisible();
      assertThat(visitor.button("As it ships")).hasCount(0);
    }
  }

  @Test
  void whoeverIsNoAdminIsToldSo(Door door) {
    try (var visitor = door.enter(Device.DESKTOP_LIGHT)) {
      visitor.signUp();
      assertThat(visitor.link("Admin")).hasCount(0);
      visitor.page().navigate(door.app().uri() + "/#/admin/themes");
      assertThat(visitor.alert()).containsText("Only an admin may do this.");
    }
  }

  @Test
  void aMailIsShownAsWordsAndAsItLooks(Door door) {
    try (var visitor = door.enter(Device.DESKTOP_LIGHT)) {
      String address = UUID.randomUUID() + "@example.org";
      AdminClient.with(door.app(), "")
          .send(
              "POST", "/api/auth/register", Map.of("email", address, "password", Visitor.PASSWORD))
          .is(201);
      AdminClient.with(door.app(), "")
          .send("POST", "/api/v1/auth/forgot-password", Map.of("email", address))
          .is(202);
      assertThat(Outbox.newest(door.app().data().resolve("outbox"), address)).isNotEmpty();
      visitor.signInAsAdmin();
      visitor.link("Admin").click();
      Locator mail = visitor.page().locator(".entry").filter(having(address)).first();
      mail.getByRole(AriaRole.LINK).click();
      assertThat(visitor.page().locator(".letter")).containsText("/#/reset?token=");
      visitor.button("As it looks").click();
      var page = visitor.page().frameLocator("iframe[sandbox='']");
      assertThat(page.getByText("Choose a new password")).isVisible();
    }
  }

  @Test
  void anAccountIsClosedAndOpenedAgain(Door door) {
    try (var visitor = door.enter(Device.DESKTOP_LIGHT);
        var guest = door.enter(Device.PHONE_LIGHT)) {
      guest.signUp();
      visitor.signInAsAdmin();
      visitor.page().navigate(door.app().uri() + "/#/admin/users");
      visitor.page().getByLabel("Find by address or username").fill(guest.email());
      visitor.button("Find").click();
      assertThat(visitor.page().locator(".entry")).hasCount(1);
      visitor.button("Close: " + guest.email()).click();
      visitor.button("Close it").click();
      assertThat(visitor.page().locator(".entry.is-over")).hasCount(1);
      guest.page().reload();
      guest.button("Create account").waitFor();
      visitor.button("Open: " + guest.email()).click();
      visitor.button("Open it").click();
      assertThat(visitor.page().locator(".entry.is-over")).hasCount(0);
      guest.signIn(guest.email(), Visitor.PASSWORD);
    }
  }

  @Test
  void aUserIsGivenAPlanAndCreditsWithAReason(Door door) {
    try (var visitor = door.enter(Device.DESKTOP_LIGHT);
        var guest = door.enter(Device.PHONE_LIGHT)) {
      guest.signUp();
      visitor.signInAsAdmin();
      visitor.page().navigate(door.app().uri() + "/#/admin/users");
      visitor.page().getByLabel("Find by address or username").fill(guest.email());
      visitor.button("Find").click();
      visitor.link(guest.email()).click();
      assertThat(visitor.heading(guest.email())).isVisible();

      visitor.page().locator("select[name=plan]").selectOption("Pro");
      visitor.page().locator("input[name=until]").fill("2099-06-15");
      visitor.page().getByLabel("Why").fill("a prize");
      visitor.button("Change the plan").click();
      assertThat(visitor.page().getByText("The plan is changed.")).isVisible();

      visitor.page().locator("input[name=amount]").fill("-5");
      visitor.page().locator("input[name=reason]").fill("a slip of the pen");
      visitor.button("Move credits").click();
      assertThat(visitor.page().getByText("Taken. There are 995 credits now.")).isVisible();
      Locator moved = visitor.page().getByLabel("What moved last");
      assertThat(moved).containsText("a slip of the pen");
      assertThat(moved).containsText("-5");

      visitor.page().locator("input[name=amount]").fill("-996");
      visitor.page().locator("input[name=reason]").fill("more than there is");
      visitor.button("Move credits").click();
      assertThat(visitor.alert()).containsText("The wallet has 995 credits");

      guest.page().navigate(door.app().uri() + "/#/account");
      assertThat(guest.page().getByLabel("What moved last")).containsText("a slip of the pen");
      assertThat(guest.page().getByLabel("Plan and credits")).containsText("Pro, ends on");
    }
  }

  private static Locator.FilterOptions having(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }

  private static Visitor atTheThemes(Door door) {
    Visitor visitor = door.enter(Device.DESKTOP_LIGHT);
    visitor.signInAsAdmin();
    visitor.link("Admin").click();
    visitor.link("Themes").click();
    visitor.heading("Themes").waitFor();
    return visitor;
  }
}
