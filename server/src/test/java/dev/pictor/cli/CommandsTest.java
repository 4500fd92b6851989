package dev.pictor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The real command in a process of its own, as a person or a script calls it.
class CommandsTest {
  private static final Path TESTDATA = Path.of("..", "testdata").toAbsolutePath();

  @TempDir Path folder;
  private Path photo;

  @BeforeEach
  void copyPhoto() throws IOException {
    photo = Files.copy(TESTDATA.resolve("grace_hopper.jpg"), folder.resolve("a photo.jpg"));
  }

  /// How a call ended.
  private record Call(int code, byte[] out, String err) {
    BufferedImage picture() throws IOException {
      return ImageIO.read(new ByteArrayInputStream(out));
    }

    String text() {
      return new String(out, StandardCharsets.UTF_8);
    }
  }

  private Call pictor(String... arguments) throws IOException, InterruptedException {
    return pictor(new byte[0], arguments);
  }

  private Call pictor(byte[] in, String... arguments) throws IOException, InterruptedException {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "dev.pictor.Main"));
    command.addAll(List.of(arguments));
    Path err = folder.resolve("err.txt");
    var builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    builder.environment().put("PICTOR_DATA", folder.resolve("data").toString());
    Process process = builder.redirectError(err.toFile()).start();
    try (var standardIn = process.getOutputStream()) {
      standardIn.write(in);
    }
    byte[] out = process.getInputStream().readAllBytes();
    return new Call(process.waitFor(), out, Files.readString(err));
  }

  @Test
  void aPhotoBecomesASketchBesideItAndNothingElse() throws Exception {
    Call call =
        pictor("sketch", "a photo.jpg", "--style", "ink", "--method=basic", "-o", "ink.png");
    assertThat(call.err()).contains("ink.png  512 x 600");
    assertThat(call.code()).isZero();
    assertThat(ImageIO.read(folder.resolve("ink.png").toFile()).getHeight()).isEqualTo(600);
    assertThat(call.out()).isEmpty();
    try (var files = Files.list(folder)) {
      assertThat(files.map(each -> each.getFileName().toString()))
          .as("no data folder, nothing half done")
          .containsExactlyInAnyOrder("a photo.jpg", "ink.png", "err.txt");
    }
  }

  @Test
  void aPictureGoesThroughPipes() throws Exception {
    Call call =
        pictor(
            Files.readAllBytes(photo),
            "sketch",
            "-",
            "--style=PENCIL",
            "--method=BASIC",
            "--max-side=128",
            "--output-format=jpeg",
            "-q",
            "-o",
            "-");
    assertThat(call.err()).isEmpty();
    assertThat(call.picture().getHeight()).isEqualTo(128);
  }

  @Test
  void severalPicturesGoIntoAFolderAndOneThatFailsStopsNoOther() throws Exception {
    Files.createDirectory(folder.resolve("out"));
    Files.writeString(folder.resolve("b.jpg"), "no picture");
    Call call =
        pictor(
            "sketch",
            "a photo.jpg",
            "b.jpg",
            "c.jpg",
            "a photo.jpg",
            "--style=ink",
            "--method=basic",
            "-f",
            "-o",
            "out/");
    assertThat(call.code()).isEqualTo(65);
    assertThat(call.err())
        .contains("out/a photo-sketch.png", "b.jpg: The file is not a picture", "no file c.jpg");
    assertThat(Files.exists(folder.resolve("out/a photo-sketch.png"))).isTrue();
  }

  @Test
  void whatIsThereIsReplacedOnlyWhenThatIsSaid() throws Exception {
    Files.writeString(folder.resolve("ink.jpg"), "precious");
    String[] call = {"sketch", "a photo.jpg", "--style=ink", "--method=basic", "-o", "ink.jpg"};
    Call refused = pictor(call);
    assertThat(refused.code()).isEqualTo(73);
    assertThat(refused.err()).contains("ink.jpg is there already", "--force");
    assertThat(Files.readString(folder.resolve("ink.jpg"))).isEqualTo("precious");
    var forced = new ArrayList<>(List.of(call));
    forced.add("--force");
    assertThat(pictor(forced.toArray(String[]::new)).code()).isZero();
    assertThat(ImageIO.read(folder.resolve("ink.jpg").toFile()).getWidth()).isEqualTo(512);
  }

  @Test
  void everyBadOptionIsNamedAtOnce() throws Exception {
    Call call = pictor("sketch", "a photo.jpg", "--style=crayon", "--intensity=7", "-o", "x.png");
    assertThat(call.code()).isEqualTo(64);
    assertThat(call.err())
        .contains("--style is one of PENCIL", "--intensity is within 0 to 1")
        .doesNotContain("Exception");
  }

  @Test
  void wrongCallsSayWhatIsMissing() throws Exception {
    assertThat(pictor("sketch", "a photo.jpg", "--style=ink"))
        .matches(call -> call.code() == 64 && call.err().contains("--output"));
    assertThat(pictor("swap", "a photo.jpg", "-o", "x.png"))
        .matches(call -> call.code() == 64 && call.err().contains("FACE TARGET"));
    assertThat(pictor("sketch", "a photo.jpg", "--style=ink", "-o", "x.tiff"))
        .matches(call -> call.code() == 64 && call.err().contains(".png, .jpg or .webp"));
    assertThat(pictor("sketch", "a photo.jpg", "--style=ink", "-o", "nowhere/x.png"))
        .matches(call -> call.code() == 73 && call.err().contains("no folder"));
    assertThat(pictor("sketch", "none.jpg", "--style=ink", "-o", "x.png"))
        .matches(call -> call.code() == 66 && call.err().contains("no file none.jpg"));
    assertThat(pictor("sketch", "a photo.jpg", "--style=ink", "--stile=ink", "-o", "x.png"))
        .matches(call -> call.code() == 64 && call.err().contains("--stile"));
  }

  @Test
  void eachCommandExplainsItself() throws Exception {
    for (Verb verb : Verb.ALL) {
      Call call = pictor(verb.name(), "--help");
      assertThat(call.code()).isZero();
      assertThat(call.text())
          .as(verb.name())
          .contains("pictor " + verb.name(), "--output", "Exit codes")
          .contains(verb.operation().sentence());
      verb.operation()
          .parameters()
          .forEach(each -> assertThat(call.text()).contains(Wish.optionOf(each.name())));
    }
  }

  @Test
  void theModelsAreListedAndChecked() throws Exception {
    Call list = pictor("models", "list");
    assertThat(list.code()).isZero();
    assertThat(list.text()).contains("anime4k-x2", "upscale-x2", "MIT", "ships");
    Call check = pictor("models", "check");
    assertThat(check.code()).isZero();
    assertThat(check.text().lines()).allMatch(line -> line.startsWith("good"));
  }

  @Test
  void aFileThatIsNoModelIsNotAdded() throws Exception {
    Call call = pictor("models", "add", TESTDATA.resolve("mountains.jpg").toString());
    assertThat(call.code()).isEqualTo(ExitCode.UNAVAILABLE.number());
    assertThat(call.err()).contains("mountains.jpg", "not a whole ONNX model");
  }

  @Test
  void completionKnowsCommandsAndOptions() throws Exception {
    Call call = pictor("completion");
    assertThat(call.code()).isZero();
    assertThat(call.text()).contains("thumbnail", "--swap-strength", "complete -F");
  }

  @Test
  void aPictureWithoutAFaceIsToldWithWhatToDo() throws Exception {
    Path mountains = TESTDATA.resolve("mountains.jpg");
    Call call = pictor("theme", mountains.toString(), "--theme=scrubs", "-o", "x.png");
    assertThat(call.code()).isEqualTo(65);
    assertThat(call.err()).contains("No face was found");
    assertThat(Files.exists(folder.resolve("x.png"))).isFalse();
  }
}
