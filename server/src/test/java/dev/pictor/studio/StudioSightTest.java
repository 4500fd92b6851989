package dev.pictor.studio;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.pictor.studio.StudioHouse.Door;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Each state of the page, on each kind of screen: for everybody to use (axe finds nothing) and
/// never wider than the screen.
@ExtendWith(StudioHouse.class)
class StudioSightTest {

  @ParameterizedTest
  @EnumSource
  void everyStateSuitsTheScreenAndEverybody(Device device, Door door) {
    try (var visitor = door.enter(device)) {
      check(visitor, "welcome");
      visitor.button("I have an account").click();
      visitor.page().getByLabel("E-mail").fill("nobody@example.org");
      visitor.page().getByLabel("Password").fill("not the password");
      visitor.button("Sign in").click();
      assertThat(visitor.alert()).isVisible();
      check(visitor, "wrong password");
      visitor.button("Forgot your password?").click();
      check(visitor, "forgotten password");
      visitor.button("Back").click();
      visitor.page().navigate(door.app().uri() + "/#/reset?token=none");
      visitor.page().getByLabel("New password").fill("a lighthouse under water");
      visitor.button("Set it").click();
      assertThat(visitor.alert()).isVisible();
      check(visitor, "a link that has ended");
      visitor.page().navigate(door.app().uri() + "/#/confirm?token=none");
      visitor.button("Yes, confirm it").waitFor();
      check(visitor, "confirming an address");
      visitor.page().navigate(door.app().uri() + "/#/");
      visitor.signUp();
      check(visitor, "empty easel");
      visitor.pick(Path.of("..", "testdata", "README.md"));
      assertThat(visitor.alert()).isVisible();
      check(visitor, "refused file");
      visitor.hangPhoto();
      assertThat(visitor.page().locator(".look .frame.is-ready").nth(2)).isVisible();
      check(visitor, "looks");
      visitor.order("Oil, Artistic");
      visitor.awaitDrawing();
      check(visitor, "drawing");
      visitor.button("Delete").click();
      check(visitor, "question");
      visitor.button("Keep it").click();
      visitor.link("History").click();
      assertThat(visitor.page().locator(".card img")).isVisible();
      check(visitor, "history");
      visitor.link("Tools").click();
      visitor.heading("What else can be done").waitFor();
      check(visitor, "tools");
      visitor.page().navigate(door.app().uri() + "/#/tools/swap");
      visitor.heading("Swap a face").waitFor();
      check(visitor, "swap");
      visitor.page().navigate(door.app().uri() + "/#/tools/dress");
      assertThat(visitor.page().locator(".outfit")).hasCount(8);
      check(visitor, "outfits");
      visitor.page().navigate(door.app().uri() + "/#/tools/thumbnail");
      visitor.heading("Make a thumbnail").waitFor();
      check(visitor, "thumbnail");
      visitor.page().navigate(door.app().uri() + "/#/sketch/nothing");
      assertThat(visitor.heading("An empty nail")).isVisible();
      check(visitor, "missing drawing");
      checkAccount(visitor);
    }
  }

  private static void checkAccount(Visitor visitor) {
    visitor.link("Account of " + visitor.email()).click();
    assertThat(visitor.page().getByLabel("API keys").getByText("There are none yet.")).isVisible();
    check(visitor, "account");
    visitor.button("Make a key").click();
    visitor.page().getByLabel("Name").fill("A name that is as long as people make them");
    check(visitor, "form of a key");
    visitor.button("Make it").click();
    visitor.button("Copy").waitFor();
    check(visitor, "new key");
    visitor.button("I have kept it").click();
    visitor.page().getByText("Revoke").first().click();
    check(visitor, "question about a key");
    visitor.button("Revoke").click();
    assertThat(visitor.page().locator(".entry.is-over")).isVisible();
    check(visitor, "revoked key");
  }

  @ParameterizedTest
  @EnumSource
  void everyAdminPageSuitsTheScreenAndEverybody(Device device, Door door) {
    try (var visitor = door.enter(device)) {
      visitor.signInAsAdmin();
      visitor.page().navigate(door.app().uri() + "/#/admin");
      visitor.heading("Outbox").waitFor();
      assertThat(visitor.page().getByText("Fetching…")).hasCount(0);
      check(visitor, "outbox");
      visitor.link("Users").click();
      visitor.page().getByLabel("Find by address or username").fill("admin");
      visitor.button("Find").click();
      assertThat(visitor.page().getByText("You", exactly())).isVisible();
      check(visitor, "users");
      visitor.page().navigate(door.app().uri() + "/#/admin/themes");
      assertThat(visitor.page().locator(".theme")).hasCount(8);
      check(visitor, "themes");
      visitor.link("Scrubs").click();
      visitor.button("Save").waitFor();
      check(visitor, "a theme");
      visitor.page().navigate(door.app().uri() + "/#/admin/themes/nothing");
      visitor.heading("An empty nail").waitFor();
      check(visitor, "no such theme");
    }
  }

  @Test
  void theThemeFollowsTheSystemUntilItIsChosenAndThenIsRemembered(Door door) {
    try (var visitor = door.enter(Device.DESKTOP_DARK)) {
      String dark = wall(visitor);
      visitor.button("Switch to the light theme").click();
      String light = wall(visitor);
      assertThat(light).isNotEqualTo(dark);
      visitor.page().reload();
      visitor.button("Switch to the dark theme").waitFor();
      assertThat(wall(visitor)).isEqualTo(light);
    }
  }

  private static Page.GetByTextOptions exactly() {
    return new Page.GetByTextOptions().setExact(true);
  }

  private static String wall(Visitor visitor) {
    return String.valueOf(
        visitor.page().evaluate("getComputedStyle(document.documentElement).backgroundColor"));
  }

  private static void check(Visitor visitor, String state) {
    visitor.findsNothingAmiss(state);
  }
}
