package dev.pictor.studio;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.pictor.testkit.AdminClient;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/// Somebody at the page, and what such a person does there. When the visitor leaves, nothing may
/// have been thrown in the page and its Content-Security-Policy may have stopped nothing.
final class Visitor implements AutoCloseable {
  static final String PASSWORD = "a donkey on the roof 17";
  static final Path PHOTO = Path.of("..", "testdata", "grace_hopper.jpg");

  private static final double MOST_MILLIS = 20_000;

  private final BrowserContext context;
  private final Page page;
  private final String email = UUID.randomUUID() + "@example.org";
  private final List<String> faults = new ArrayList<>();

  private Visitor(BrowserContext context) {
    this.context = context;
    this.page = context.newPage();
    page.setDefaultTimeout(MOST_MILLIS);
    PlaywrightAssertions.setDefaultAssertionTimeout(MOST_MILLIS);
    page.onPageError(faults::add);
    page.onConsoleMessage(message -> {
      if (message.text().contains("Content Security Policy")) {
        faults.add(message.text());
      }
    });
  }

  static Visitor enter(BrowserContext context, URI address) {
    var visitor = new Visitor(context);
    var page = visitor.page.navigate(address.toString());
    assertThat(page.status()).as("the page at " + address).isEqualTo(200);
    visitor.button("Create account").waitFor();
    return visitor;
  }

  Page page() {
    return page;
  }

  String email() {
    return email;
  }

  Locator button(String name) {
    return page.getByRole(AriaRole.BUTTON, exactly(name));
  }

  Locator link(String name) {
    return page.getByRole(AriaRole.LINK, exactly(name));
  }

  Locator heading(String name) {
    return page.getByRole(AriaRole.HEADING, exactly(name));
  }

  Locator look(String name) {
    return page.getByRole(AriaRole.RADIO, exactly(name));
  }

  /// Before and after, as a range from 0 (drawing only) to 100 (photo only).
  Locator comparison() {
    return page.getByRole(AriaRole.SLIDER, exactly("Before and after"));
  }

  Locator form(String name) {
    return page.getByRole(AriaRole.FORM, exactly(name));
  }

  Locator alert() {
    return page.getByRole(AriaRole.ALERT);
  }

  void signUp() {
    page.getByLabel("E-mail").fill(email);
    page.getByLabel("Password").fill(PASSWORD);
    button("Create account").click();
    heading("What shall we draw?").waitFor();
  }

  /// @param name an e-mail address or a username
  void signIn(String name, String password) {
    button("I have an account").click();
    page.getByLabel("E-mail or username").fill(name);
    page.getByLabel("Password").fill(password);
    button("Sign in").click();
    heading("What shall we draw?").waitFor();
  }

  void signInAsAdmin() {
    signIn("admin", Objects.requireNonNull(AdminClient.ADMIN.get("ADMIN_PASSWORD")));
  }

  void pick(Path photo) {
    page.locator("input[type=file]").setInputFiles(photo);
  }

  void hangPhoto() {
    pick(PHOTO);
    heading("Choose a look").waitFor();
  }

  /// Ordered, and not yet waited for.
  void order(String look) {
    look(look).check(new Locator.CheckOptions().setForce(true));
    button("Draw it").click();
  }

  void awaitDrawing() {
    link("Download").waitFor();
  }

  /// A page that can be moved sideways is broken on a phone.
  void seesNothingCutOffAtTheSide() {
    var beyond =
        page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth");
    assertThat(beyond).as("pixels beyond the right edge").isEqualTo(0);
  }

  /// The page suits the screen, and axe finds nothing in it.
  ///
  /// @param state what the page shows, for who reads the failure
  void findsNothingAmiss(String state) {
    seesNothingCutOffAtTheSide();
    // Colours that are still on their way from one to the other would be measured half-way.
    page.evaluate(
        "Promise.all(document.getAnimations()"
            + ".filter(a => a.effect.getTiming().iterations !== Infinity)"
            + ".map(a => a.finished.catch(() => 0))).then(() => 0)");
    assertThat(new AxeBuilder(page).analyze().getViolations()).as(state).isEmpty();
  }

  void hasFocusOn(Locator element) {
    assertThat(element).isFocused();
  }

  @Override
  public void close() {
    context.close();
    assertThat(faults).as("what went wrong in the page").isEmpty();
  }

  private static GetByRoleOptions exactly(String name) {
    return new GetByRoleOptions().setName(name).setExact(true);
  }
}
