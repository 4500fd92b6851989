package dev.pictor.studio;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.pictor.studio.StudioHouse.Door;
import dev.pictor.testkit.AdminClient;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What people decide about their own account.
@ExtendWith(StudioHouse.class)
class StudioAccountTest {

  @Test
  void aKeyIsShownOnceWorksAndIsRefusedOnceItIsRevoked(Door door) {
    try (var visitor = atTheAccount(door)) {
      visitor.button("Make a key").click();
      visitor.page().getByLabel("Name").fill("The cellar");
      visitor.button("Make it").click();
      Locator shown = visitor.page().getByLabel("The key “The cellar”");
      visitor.hasFocusOn(shown);
      String key = shown.inputValue();
      assertThat(key).startsWith("pk_");
      var program = AdminClient.with(door.app(), key);
      assertThat(program.get("/api/auth/me").get("email").asText()).isEqualTo(visitor.email());

      visitor.button("I have kept it").click();
      visitor.page().reload();
      assertThat(visitor.page().locator(".entry")).containsText("Used just now");
      assertThat(visitor.page().content()).doesNotContain(key);

      visitor.button("Revoke The cellar").click();
      visitor.button("Revoke").click();
      assertThat(visitor.page().locator(".entry")).containsText("Revoked just now");
      assertThat(visitor.button("Revoke The cellar")).hasCount(0);
      assertThat(program.send("GET", "/api/auth/me", null).status()).isEqualTo(401);
    }
  }

  @Test
  void aKeyThatMayOnlyLookChangesNothing(Door door) {
    try (var visitor = atTheAccount(door)) {
      visitor.button("Make a key").click();
      visitor.page().getByLabel("Name").fill("Onlooker");
      scope(visitor, "Make").uncheck();
      visitor.page().getByLabel("Ends after").selectOption("Until I revoke it");
      visitor.button("Make it").click();
      String key = visitor.page().getByLabel("The key “Onlooker”").inputValue();
      assertThat(visitor.page().locator(".entry")).containsText("Does not end.");
      var program = AdminClient.with(door.app(), key);
      assertThat(program.send("GET", "/api/auth/me", null).status()).isEqualTo(200);
      assertThat(program.send("POST", "/api/v1/jobs", Map.of()).status()).isEqualTo(403);
    }
  }

  @Test
  void aKeyThatIsGoodForNothingIsRefusedBesideTheChoice(Door door) {
    try (var visitor = atTheAccount(door)) {
      visitor.button("Make a key").click();
      visitor.page().getByLabel("Name").fill("Nothing");
      scope(visitor, "Look").uncheck();
      scope(visitor, "Make").uncheck();
      visitor.button("Make it").click();
      assertThat(visitor.page().getByText("Name at least one of read")).isVisible();
      assertThat(visitor.page().locator(".entry")).hasCount(0);
    }
  }

  private static Visitor atTheAccount(Door door) {
    Visitor visitor = door.enter(Device.DESKTOP_LIGHT);
    visitor.signUp();
    visitor.link("Account of " + visitor.email()).click();
    visitor.heading("Account").waitFor();
    return visitor;
  }

  private static Locator scope(Visitor visitor, String name) {
    return visitor
        .page()
        .getByRole(AriaRole.CHECKBOX, new Page.GetByRoleOptions().setName(name).setExact(true));
  }
}
