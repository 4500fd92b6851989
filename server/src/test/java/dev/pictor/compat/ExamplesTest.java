package dev.pictor.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.pictor.testkit.RunningApp;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every example, run as it stands against a running service. One whose language is not on this
/// machine is skipped, and the report says so.
class ExamplesTest {
  private static final Path EXAMPLES = Path.of("..", "examples").toAbsolutePath().normalize();
  private static final Path PHOTOS = Path.of("..", "testdata").toAbsolutePath().normalize();
  private static final String HAS_WEB_SOCKET =
      "process.exit(typeof WebSocket === 'function' ? 0 : 1)";

  private static RunningApp app;

  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    app = RunningApp.start();
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  @Test
  void nurseFilterPutsAThemeOnAPhoto() throws Exception {
    needs("python3", "--version");
    assertThat(run("python3", "nursefilter.py", photo("grace_hopper.jpg")))
        .contains("nurse.jpg is there");
    assertPicture("nurse.jpg", 0, 0);
  }

  @Test
  void oneShotRestoresAFace() throws Exception {
    needs("curl", "--version");
    needs("jq", "--version");
    assertThat(run("sh", "oneshot.sh", photo("grace_hopper.jpg")))
        .contains("restored.png is there");
    assertPicture("restored.png", 0, 0);
  }

  @Test
  void pictooraPutsAFaceOnAPage() throws Exception {
    needs("python3", "--version");
    String said = run("python3", "pictoora.py", photo("grace_hopper.jpg"), photo("astronaut.png"));
    assertThat(said).contains("page.png is there");
    assertPicture("page.png", 512, 512);
  }

  @Test
  void sketchDrawsAPhoto() throws Exception {
    needs("node", "-e", HAS_WEB_SOCKET);
    assertThat(run("node", "sketch.mjs", photo("grace_hopper.jpg")))
        .contains("sketch.jpg is there");
    assertPicture("sketch.jpg", 512, 600);
  }

  @Test
  void mugShotTalksThumbnailsIntoBeing() throws Exception {
    needs("node", "-e", "process.exit(typeof FormData === 'function' ? 0 : 1)");
    String said = run("node", "mugshot.mjs", photo("astronaut.png"), "I flew to space");
    assertThat(said)
        .contains("a new address is to create_account", "the chat has a page: " + app.uri() + "/c/")
        .contains("I set the vibe to “neon”", "it cost 2 credits");
    assertPicture("thumbnail-1.png", 1280, 720);
    assertPicture("thumbnail-2.png", 1280, 720);
  }

  @Test
  void everyExampleIsHere() throws IOException {
    try (var files = Files.list(EXAMPLES)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "README.md",
              "nursefilter.py",
              "oneshot.sh",
              "pictoora.py",
              "sketch.mjs",
              "mugshot.mjs");
    }
  }

  private static String photo(String name) {
    return PHOTOS.resolve(name).toString();
  }

  private static void needs(String... command) throws InterruptedException {
    boolean works;
    try {
      works =
          new ProcessBuilder(command)
                  .redirectErrorStream(true)
                  .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                  .start()
                  .waitFor()
              == 0;
    } catch (IOException _) {
      works = false;
    }
    assumeThat(works).as("%s is on this machine", String.join(" ", command)).isTrue();
  }

  private String run(String language, String example, String... arguments) throws Exception {
    var command = new ArrayList<>(List.of(language, EXAMPLES.resolve(example).toString()));
    command.addAll(List.of(arguments));
    Path output = folder.resolve("said.txt");
    var builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().put("PICTOR", app.uri().toString());
    builder.environment().put("PYTHONIOENCODING", "utf-8");
    builder.environment().remove("API_KEY");
    Process process = builder.start();
    boolean ended = process.waitFor(2, TimeUnit.MINUTES);
    if (!ended) {
      process.destroyForcibly().waitFor();
    }
    String said = Files.readString(output, StandardCharsets.UTF_8);
    assertThat(ended).as("%s has ended; it said%n%s", example, said).isTrue();
    assertThat(process.exitValue()).as("%s said%n%s", example, said).isZero();
    return said;
  }

  /// @param width 0 for any
  private void assertPicture(String name, int width, int height) throws IOException {
    BufferedImage picture = ImageIO.read(folder.resolve(name).toFile());
    assertThat(picture).as(name).isNotNull();
    if (width > 0) {
      assertThat(picture.getWidth() + " x " + picture.getHeight())
          .isEqualTo(width + " x " + height);
    }
  }
}
