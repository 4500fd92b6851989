package dev.pictor.testkit;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Playwright.CreateOptions;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// The machine's own Chromium, driven by Playwright. Nothing is downloaded: the driver comes with
/// Playwright's jars and the browser is the one that is installed.
public final class Browser implements AutoCloseable {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome");

  private static final List<String> ELSEWHERE =
      List.of(
          "/snap/bin/chromium",
          "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
          "/Applications/Chromium.app/Contents/MacOS/Chromium");

  /// Root, which builds in containers are, cannot have Chromium's sandbox; and a test's browser
  /// must not talk to anybody but the test's server.
  private static final List<String> ARGUMENTS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--no-first-run");

  private final Playwright playwright;
  private final com.microsoft.playwright.Browser chromium;

  private Browser(Playwright playwright, com.microsoft.playwright.Browser chromium) {
    this.playwright = playwright;
    this.chromium = chromium;
  }

  public static Browser start() throws IOException {
    Path program = installed();
    System.setProperty("playwright.cli.dir", PlaywrightDriver.unpacked().toString());
    var playwright =
        Playwright.create(
            new CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    var options = new LaunchOptions().setExecutablePath(program).setArgs(ARGUMENTS);
    return new Browser(playwright, playwright.chromium().launch(options));
  }

  /// A visitor of his own: no cookies, no storage, nothing remembered.
  public BrowserContext visit(com.microsoft.playwright.Browser.NewContextOptions device) {
    return chromium.newContext(device);
  }

  @Override
  public void close() {
    chromium.close();
    playwright.close();
  }

  private static Path installed() {
    return Stream.of(chosen(), onThePath(), ELSEWHERE.stream().map(Path::of))
        .flatMap(paths -> paths)
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() ->
            new IllegalStateException(
                "The browser tests need Chromium: install it (Debian, Ubuntu: apt-get install"
                    + " chromium) or set CHROMIUM to the path of Chromium or Chrome."));
  }

  /// A path or the name of a program, in the setting that `./pictor test` reads too.
  private static Stream<Path> chosen() {
    return Stream.of("PICTOR_CHROMIUM", "CHROMIUM")
        .map(System::getenv)
        .filter(Objects::nonNull)
        .flatMap(program -> Stream.concat(Stream.of(Path.of(program)), onThePath(program)));
  }

  private static Stream<Path> onThePath() {
    return NAMES.stream().flatMap(Browser::onThePath);
  }

  private static Stream<Path> onThePath(String name) {
    String path = Objects.requireNonNullElse(System.getenv("PATH"), "/usr/bin");
    return Stream.of(path.split(File.pathSeparator, -1))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, name));
  }
}
