package dev.pictor.studio;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.pictor.testkit.Browser;
import dev.pictor.testkit.HookReceiver;
import dev.pictor.testkit.RunningApp;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Webhooks on the account page. The service of these tests may call this machine.
class StudioWebhooksTest {
  private static RunningApp app;
  private static Browser browser;

  @BeforeAll
  static void open() throws IOException {
    app = RunningApp.start(Map.of("ALLOW_PRIVATE_ADDRESSES", "true"));
    browser = Browser.start();
  }

  @AfterAll
  static void close() {
    browser.close();
    app.close();
  }

  @ParameterizedTest
  @EnumSource(
      value = Device.class,
      names = {"DESKTOP_LIGHT", "PHONE_DARK"})
  void anEndpointIsAddedTriedLookedAtAndRemoved(Device device) {
    try (var receiver = new HookReceiver();
        var visitor = atTheAccount(device)) {
      String url = receiver.url("/a-rather-long-address-of-a-shop/that/listens/to-pictor");
      visitor.button("Add an endpoint").click();
      visitor.form("Add an endpoint").getByLabel("Address").fill(url);
      visitor.findsNothingAmiss("the form of an endpoint");
      visitor.button("Add it").click();
      Locator secret = visitor.page().getByLabel("The secret of " + url);
      visitor.hasFocusOn(secret);
      String text = secret.inputValue();
      assertThat(text).startsWith("whsec_");
      visitor.findsNothingAmiss("the secret");
      visitor.button("I have kept it").click();

      visitor.button("Send a test to " + url).click();
      receiver.await(1);
      Locator log = section(visitor).locator(".deliveries");
      visitor.button("Look again").click();
      assertThat(log).containsText("Delivered. Answered 204.");
      assertThat(log).containsText("webhook.test");
      visitor.button("Send webhook.test again").click();
      assertThat(receiver.await(2).getLast().header("webhook-id"))
          .isEqualTo(receiver.messages().getFirst().header("webhook-id"));
      visitor.findsNothingAmiss("an endpoint with its log");

      visitor.button("Disable " + url).click();
      assertThat(section(visitor)).containsText("Disabled just now. You have disabled it.");
      visitor.button("Enable " + url).click();
      assertThat(section(visitor)).containsText("Added just now.");
      visitor.page().reload();
      assertThat(section(visitor)).containsText(url);
      assertThat(visitor.page().content()).doesNotContain(text);

      visitor.button("Remove " + url).click();
      visitor.button("Remove").click();
      assertThat(section(visitor)).containsText("There are none yet.");
    }
  }

  @Test
  void whatIsWrongWithAnAddressStandsBesideIt() {
    try (var visitor = atTheAccount(Device.DESKTOP_LIGHT)) {
      visitor.button("Add an endpoint").click();
      visitor.form("Add an endpoint").getByLabel("Address").fill("https://169.254.169.254/latest");
      visitor.button("Add it").click();
      assertThat(visitor.page().getByText("does not lead to a public address")).isVisible();
    }
  }

  @Test
  void aNewSecretIsShownOnceToo() {
    try (var visitor = atTheAccount(Device.DESKTOP_LIGHT)) {
      String url = "http://127.0.0.1:6553/nobody";
      visitor.button("Add an endpoint").click();
      visitor.form("Add an endpoint").getByLabel("Address").fill(url);
      visitor.button("Add it").click();
      Locator shown = visitor.page().getByLabel("The secret of " + url);
      String first = shown.inputValue();
      visitor.button("New secret for " + url).click();
      assertThat(shown).not().hasValue(first);
      assertThat(shown.inputValue()).startsWith("whsec_");
    }
  }

  private static Locator section(Visitor visitor) {
    return visitor
        .page()
        .getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("Webhooks").setExact(true));
  }

  private static Visitor atTheAccount(Device device) {
    var visitor = Visitor.enter(browser.visit(device.options()), app.uri());
    visitor.signUp();
    visitor.page().navigate(app.uri() + "/#/account");
    visitor.heading("Account").waitFor();
    return visitor;
  }
}
