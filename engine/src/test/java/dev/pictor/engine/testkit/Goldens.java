package dev.pictor.engine.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.engine.codec.Picture;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// The results of a package's operations as they were approved by eye: fingerprints in the file
/// `goldens.txt` beside its tests. When a result is changed on purpose, look at it, then record
/// anew:
///
/// ```
/// ./mvnw -pl engine test -Dtest=SomeGoldenTest -Dsurefire.argLine=-Dgoldens.record=true
/// ```
public final class Goldens {
  /// Two levels of 255: processors differ by less, any change that can be seen by more.
  public static final double TOLERANCE = 2;

  private static final Path RESOURCES = Path.of("src/test/resources");

  private final Class<?> test;
  private final Map<String, String> approved;

  private Goldens(Class<?> test, Map<String, String> approved) {
    this.test = test;
    this.approved = approved;
  }

  /// Those of the package that a test is in.
  public static Goldens of(Class<?> test) {
    try (InputStream in = test.getResourceAsStream("goldens.txt")) {
      String text = in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return new Goldens(test, parsed(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> parsed(String text) {
    Map<String, String> lines = new TreeMap<>();
    for (String line : text.lines().toList()) {
      int size = line.lastIndexOf(' ', line.lastIndexOf(' ') - 1);
      lines.put(line.substring(0, size), line.substring(size + 1));
    }
    return lines;
  }

  /// Compares a picture with the approved one of this name, or records it when that was asked for.
  public void check(String name, Picture picture) {
    Fingerprint now = Fingerprint.of(picture);
    if (Boolean.getBoolean("goldens.record")) {
      record(name, now);
    }
    Fingerprint then = approved(name);
    assertThat(now.width()).as("width of %s", name).isEqualTo(then.width());
    assertThat(now.height()).as("height of %s", name).isEqualTo(then.height());
    assertThat(now.distance(then)).as("distance of %s", name).isLessThan(TOLERANCE);
  }

  /// The approved fingerprint of this name.
  public Fingerprint approved(String name) {
    return Fingerprint.parse(
        Objects.requireNonNull(approved.get(name), () -> "there is no golden of " + name));
  }

  private void record(String name, Fingerprint print) {
    Path file = RESOURCES.resolve(test.getPackageName().replace('.', '/')).resolve("goldens.txt");
    try {
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      // Other tests of the package may have written meanwhile.
      Map<String, String> lines =
          Files.exists(file) ? parsed(Files.readString(file)) : new TreeMap<>();
      lines.put(name, print.toString());
      approved.put(name, print.toString());
      StringBuilder text = new StringBuilder();
      lines.forEach((key, value) -> text.append(key).append(' ').append(value).append('\n'));
      Files.writeString(file, text.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
