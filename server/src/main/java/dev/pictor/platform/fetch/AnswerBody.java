package dev.pictor.platform.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Moves a body from the network into a file, and stops at the cap.
final class AnswerBody {
  private static final int BUFFER_BYTES = 64 * 1024;

  private AnswerBody() {}

  /// The number of bytes; one more than the cap means that there was more, and nothing of the
  /// surplus was kept.
  ///
  /// @throws IOException when the network fails
  /// @throws UncheckedIOException when the file cannot be written
  static long store(InputStream body, Path target, long maxBytes) throws IOException {
    try (Sink file = new Sink(target)) {
      byte[] buffer = new byte[BUFFER_BYTES];
      long size = 0;
      for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
        size += read;
        if (size > maxBytes) {
          return maxBytes + 1;
        }
        file.write(buffer, read);
      }
      return size;
    }
  }

  /// A file whose failures cannot be taken for the network's.
  private static final class Sink implements AutoCloseable {
    private final OutputStream file;

    Sink(Path target) {
      try {
        file = Files.newOutputStream(target);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    void write(byte[] bytes, int count) {
      try {
        file.write(bytes, 0, count);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() {
      try {
        file.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
