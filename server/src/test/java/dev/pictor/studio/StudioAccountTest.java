package dev.pictor.studio;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.pictor.studio.StudioHouse.Door;
import dev.pictor.testkit.AdminClient;
import dev.pictor.testkit.Outbox;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What people decide about their own account.
@ExtendWith(StudioHouse.class)
class StudioAccountTest {
  private static final String NEW_PASSWORD = "a lighthouse under water 23";

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
      assertThat(keysOf(visitor)).containsText("Used just now");
      assertThat(visitor.page().content()).doesNotContain(key);

      visitor.button("Revoke The cellar").click();
      visitor.button("Revoke").click();
      assertThat(keysOf(visitor)).containsText("Revoked just now");
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
      assertThat(keysOf(visitor)).containsText("Does not end.");
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
      assertThat(keysOf(visitor)).hasCount(0);
    }
  }

  @Test
  void whatOneMaySpendAndWhatIsKeptIsShown(Door door) {
    try (var visitor = atTheAccount(door)) {
      Locator wallet = visitor.page().getByRole(AriaRole.REGION, named("Plan and credits"));
      assertThat(wallet).containsText("Free");
      assertThat(wallet).containsText("1,000");
      visitor.link("Easel").click();
      visitor.hangPhoto();
      visitor.link("Account of " + visitor.email()).click();
      Locator storage = visitor.page().getByRole(AriaRole.REGION, named("Storage"));
      assertThat(storage).containsText("1 file");
    }
  }

  @Test
  void aForgottenPasswordIsReplacedByTheLinkOfAMail(Door door) {
    try (var visitor = door.enter(Device.DESKTOP_LIGHT)) {
      visitor.signUp();
      visitor.button("Sign out").click();
      visitor.button("I have an account").click();
      visitor.button("Forgot your password?").click();
      visitor.page().getByLabel("E-mail").fill(visitor.email());
      visitor.button("Send the link").click();
      assertThat(visitor.page().getByText("a mail with a link is on its way")).isVisible();
      List<String> asked = new ArrayList<>();
      visitor.page().onRequest(request -> asked.add(request.url()));
      String link = linkTo(door, visitor.email(), "reset");
      visitor.page().navigate(link);
      visitor.page().getByLabel("New password").fill(NEW_PASSWORD);
      visitor.button("Set it").click();
      assertThat(visitor.page().getByText("Your password is set")).isVisible();
      assertThat(asked).noneMatch(url -> url.contains("token="));

      visitor.link("Sign in with it").click();
      visitor.page().getByLabel("E-mail or username").fill(visitor.email());
      visitor.page().getByLabel("Password").fill(Visitor.PASSWORD);
      visitor.button("Sign in").click();
      assertThat(visitor.alert()).isVisible();
      visitor.page().getByLabel("Password").fill(NEW_PASSWORD);
      visitor.button("Sign in").click();
      visitor.heading("What shall we draw?").waitFor();
      visitor.page().navigate(link);
      visitor.page().getByLabel("New password").fill(NEW_PASSWORD);
      visitor.button("Set it").click();
      assertThat(visitor.alert()).containsText("used already");
    }
  }

  @Test
  void aNewAddressCountsOnceItsLinkIsFollowed(Door door) {
    try (var visitor = atTheAccount(door)) {
      String next = "new-" + visitor.email();
      visitor.page().getByLabel("New address").fill(next);
      visitor.form("Change the e-mail address").getByLabel("Password").fill("not the password");
      visitor.button("Change the address").click();
      assertThat(visitor.alert()).isVisible();
      visitor.form("Change the e-mail address").getByLabel("Password").fill(Visitor.PASSWORD);
      visitor.button("Change the address").click();
      assertThat(visitor.page().getByText("A link is on its way to " + next)).isVisible();
      visitor.page().navigate(linkTo(door, next, "confirm"));
      visitor.button("Yes, confirm it").click();
      visitor.heading("Thank you").waitFor();
      visitor.page().reload();
      assertThat(visitor.link("Account of " + next)).isVisible();
    }
  }

  @Test
  void aNewPasswordKeepsThisDeviceSignedInAndNoOther(Door door) {
    try (var visitor = atTheAccount(door);
        var elsewhere = door.enter(Device.PHONE_LIGHT)) {
      elsewhere.signIn(visitor.email(), Visitor.PASSWORD);
      visitor.page().getByLabel("Present password").fill(Visitor.PASSWORD);
      visitor.page().getByLabel("New password").fill(NEW_PASSWORD);
      visitor.button("Change the password").click();
      assertThat(visitor.page().getByText("Your password is changed.")).isVisible();
      visitor.link("History").click();
      assertThat(visitor.page().getByText("The wall is still bare.")).isVisible();
      elsewhere.link("History").click();
      assertThat(elsewhere.page().getByText("Your session has ended.")).isVisible();
    }
  }

  @Test
  void whoeverSignsOutEverywhereIsSignedOutHereAndThere(Door door) {
    try (var visitor = atTheAccount(door);
        var elsewhere = door.enter(Device.PHONE_LIGHT)) {
      elsewhere.signIn(visitor.email(), Visitor.PASSWORD);
      visitor.button("Sign out everywhere").click();
      visitor.page().locator("dialog .button-danger").click();
      visitor.button("Create account").waitFor();
      elsewhere.link("History").click();
      assertThat(elsewhere.page().getByText("Your session has ended.")).isVisible();
    }
  }

  @Test
  void anAccountIsDeletedWithItsPasswordAndAReportIsShown(Door door) {
    try (var visitor = atTheAccount(door)) {
      visitor.button("Delete my account").click();
      Locator password = visitor.form("Delete the account").getByLabel("Password");
      visitor.hasFocusOn(password);
      password.fill("not the password");
      visitor.button("Delete for good").click();
      assertThat(visitor.alert()).isVisible();
      password.fill(Visitor.PASSWORD);
      visitor.button("Delete for good").click();
      visitor.heading("It is gone").waitFor();
      Locator counts = visitor.page().locator(".particulars");
      assertThat(counts.first()).containsText("account");
      assertThat(visitor.heading("Kept without your name")).isVisible();
      assertThat(counts.last()).containsText("credit transfers");
      visitor.button("To the entrance").click();
      visitor.button("I have an account").click();
      visitor.page().getByLabel("E-mail or username").fill(visitor.email());
      visitor.page().getByLabel("Password").fill(Visitor.PASSWORD);
      visitor.button("Sign in").click();
      assertThat(visitor.alert()).isVisible();
    }
  }

  private static Locator keysOf(Visitor visitor) {
    return visitor.page().getByRole(AriaRole.REGION, named("API keys")).locator(".entry");
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }

  private static String linkTo(Door door, String address, String page) {
    String mail = Outbox.newest(door.app().data().resolve("outbox"), address);
    var link = Pattern.compile("http\\S+/#/" + page + "\\?token=\\S+").matcher(mail);
    assertThat(link.find()).as(mail).isTrue();
    return door.app().uri() + "/" + link.group().replaceAll("^[^#]*", "");
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
