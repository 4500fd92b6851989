package dev.pictor.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import dev.pictor.testkit.Browser;
import dev.pictor.testkit.RunningApp;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The pages that show the document, in a browser: they come up under their own policy, ask nobody
/// else for anything, and are no wider than the screen.
class DocumentationPagesTest {
  private static RunningApp app;
  private static Browser browser;

  @BeforeAll
  static void start() throws IOException {
    app = RunningApp.start(Map.of("PICTOR_ROLE", "api"));
    browser = Browser.start();
  }

  @AfterAll
  static void stop() {
    browser.close();
    app.close();
  }

  @ParameterizedTest
  @CsvSource({
    "/docs, .opblock-tag, 1280, 900",
    "/docs, .opblock-tag, 390, 844",
    "/api/v1/docs, .opblock-tag, 1280, 900",
    "/redoc, #redoc h1, 1280, 900",
    "/redoc, #redoc h1, 390, 844"
  })
  void aPageComesUpFromThisHostAlone(String path, String content, int width, int height) {
    var device = new NewContextOptions().setViewportSize(width, height);
    try (var visit = browser.visit(device)) {
      Page page = visit.newPage();
      var elsewhere = new ArrayList<String>();
      var complaints = new ArrayList<String>();
      // Also what the policy would keep from leaving the browser.
      page.onRequest(request -> {
        boolean own = request.url().startsWith(app.uri().toString());
        if (!own && !request.url().startsWith("data:") && !request.url().startsWith("blob:")) {
          elsewhere.add(request.url());
        }
      });
      page.onPageError(complaints::add);
      page.navigate(app.uri(path).toString());
      page.locator(content).first().waitFor();
      String name = path.substring(1).replace('/', '-') + "-" + width + ".png";
      page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "pages", name)));
      assertThat(complaints).isEmpty();
      assertThat(elsewhere).isEmpty();
      assertThat((int) page.evaluate("document.documentElement.scrollWidth"))
          .as("width of %s", path)
          .isLessThanOrEqualTo(width);
    }
  }
}
