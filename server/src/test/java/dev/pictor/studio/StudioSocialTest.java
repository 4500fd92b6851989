package dev.pictor.studio;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.studio.StudioHouse.Door;
import dev.pictor.testkit.Browser;
import dev.pictor.testkit.MockIdentity;
import dev.pictor.testkit.Outbox;
import dev.pictor.testkit.RunningApp;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/// The account of somebody who signs in at another service and has no password.
class StudioSocialTest {
  private static final String NEW_ADDRESS = "grace@example.org";

  @Test
  void whoeverHasNoPasswordChangesTheAddressAndDeletesTheAccount() throws IOException {
    try (var provider = new MockIdentity();
        var door = new Door(RunningApp.start(provider.environment()), Browser.start());
        var visitor = door.enter(Device.DESKTOP_LIGHT)) {
      String start = "/api/v1/auth/oidc/mock-id/start?return_to=/%23/account";
      visitor.page().navigate(door.app().uri(start).toString());
      var form = visitor.page().getByLabel("Change the e-mail address");
      assertThat(form).containsText("You sign in at another service");
      assertThat(form.locator("input[type=password]")).hasCount(0);
      assertThat(form.getByText("Sign in again at Mock ID"))
          .hasAttribute("href", "/api/v1/auth/oidc/mock-id/start?return_to=%2F%23%2Faccount");

      visitor.page().getByLabel("New address").fill(NEW_ADDRESS);
      visitor.button("Change the address").click();
      assertThat(form).containsText("A link is on its way to " + NEW_ADDRESS);
      assertThat(Outbox.newest(door.app().data().resolve("outbox"), NEW_ADDRESS))
          .contains("/#/confirm?token=");

      form.getByText("Choose a password by mail").click();
      assertThat(form).containsText("A link to choose a password is on its way");

      visitor.button("Delete my account").click();
      visitor.button("Delete for good").click();
      assertThat(visitor.page().locator("body")).containsText("deleted");
      visitor.page().navigate(door.app().uri().toString());
      visitor.button("Create account").waitFor();
    }
  }
}
