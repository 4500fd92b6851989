package dev.pictor.engine.sketch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.engine.Progress;
import dev.pictor.engine.codec.Picture;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// The looks as they were approved by eye, kept as fingerprints in `goldens.txt`. When a look is
/// changed on purpose, look at it (the program [ContactSheet] draws them all), then record anew:
///
/// ```
/// ./mvnw -pl engine test -Dtest=GoldenTest -Dsurefire.argLine=-Dgoldens.record=true
/// ```
class GoldenTest {
  static final List<Look> LOOKS = Look.ALL;
  private static final List<String> SUBJECTS = List.of("astronaut.png", "made-up");
  private static final Path RECORD = Path.of("src/test/resources/dev/pictor/engine/sketch");

  /// Two levels of 255: processors differ by less, any change of a recipe that can be seen by more.
  private static final double TOLERANCE = 2;

  @ParameterizedTest
  @FieldSource("LOOKS")
  void aLookStaysAsItWasApproved(Look look) throws IOException, InterruptedException {
    Map<String, String> goldens = Boolean.getBoolean("goldens.record") ? recorded(look) : kept();
    for (String subject : SUBJECTS) {
      Fingerprint now = fingerprint(look, subject);
      Fingerprint approved = approved(goldens, look, subject);
      assertThat(now.width()).isEqualTo(approved.width());
      assertThat(now.height()).isEqualTo(approved.height());
      assertThat(now.distance(approved)).isLessThan(TOLERANCE);
    }
  }

  @Test
  void theGoldensOfDifferentLooksAreFartherApartThanTheTolerance() throws IOException {
    Map<String, String> goldens = kept();
    for (Look one : Look.ALL) {
      for (Look other : Look.ALL) {
        if (!one.equals(other)) {
          Fingerprint a = approved(goldens, one, "astronaut.png");
          Fingerprint b = approved(goldens, other, "astronaut.png");
          assertThat(a.distance(b)).as("%s and %s", one.id(), other.id()).isGreaterThan(TOLERANCE);
        }
      }
    }
  }

  private static Fingerprint approved(Map<String, String> goldens, Look look, String subject) {
    String name = look.id() + " " + subject;
    return Fingerprint.parse(
        Objects.requireNonNull(goldens.get(name), () -> "there is no golden of " + name));
  }

  private static Fingerprint fingerprint(Look look, String subject) throws InterruptedException {
    try (Sketcher sketcher = new Sketcher(2, FaceFinder.NONE);
        Picture source =
            subject.equals("made-up") ? Scene.madeUp(260, 180) : Scene.photograph(subject, 320);
        Picture drawing = sketcher.sketch(source, look, 1, Progress.SILENT)) {
      return Fingerprint.of(drawing);
    }
  }

  private static Map<String, String> kept() throws IOException {
    try (InputStream in = GoldenTest.class.getResourceAsStream("goldens.txt")) {
      return in == null
          ? new TreeMap<>()
          : parsed(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private static Map<String, String> parsed(String text) {
    Map<String, String> goldens = new TreeMap<>();
    text.lines()
        .map(line -> line.split(" ", 3))
        .forEach(parts -> goldens.put(parts[0] + " " + parts[1], parts[2]));
    return goldens;
  }

  private static Map<String, String> recorded(Look look) throws IOException, InterruptedException {
    Path file = Files.createDirectories(RECORD).resolve("goldens.txt");
    Map<String, String> goldens =
        Files.exists(file) ? parsed(Files.readString(file)) : new TreeMap<>();
    for (String subject : SUBJECTS) {
      goldens.put(look.id() + " " + subject, fingerprint(look, subject).toString());
    }
    StringBuilder text = new StringBuilder();
    goldens.forEach((name, print) -> text.append(name).append(' ').append(print).append('\n'));
    Files.writeString(file, text.toString());
    return goldens;
  }
}
