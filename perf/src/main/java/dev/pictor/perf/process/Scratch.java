package dev.pictor.perf.process;

import dev.pictor.engine.codec.Encoder;
import dev.pictor.engine.codec.Encoding;
import dev.pictor.engine.codec.Picture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/// A folder for one measurement, gone afterwards.
public record Scratch(Path folder) implements AutoCloseable {
  public static Scratch create() throws IOException {
    return new Scratch(Files.createTempDirectory("pictor-bench-"));
  }

  /// Puts a picture into the folder, as a JPEG that lost little.
  public Path jpeg(String name, Picture picture) throws IOException {
    return Files.write(folder.resolve(name), Encoder.encode(picture, new Encoding.Jpeg(90)));
  }

  @Override
  public void close() {
    try (Stream<Path> below = Files.walk(folder)) {
      below.sorted(Comparator.reverseOrder()).forEach(Scratch::delete);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
