package dev.pictor.providers.cloud;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// A file as base64, without line breaks. The file is opened when the first byte is asked for.
final class Base64Stream extends InputStream {
  /// A multiple of three, so that only the last block is padded.
  private static final int BLOCK = 3 * 4096;

  private final Path file;
  private @Nullable InputStream in;
  private byte[] block = new byte[0];
  private int next;

  Base64Stream(Path file) {
    this.file = file;
  }

  @Override
  public int read() throws IOException {
    return isFilled() ? block[next++] : -1;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!isFilled()) {
      return -1;
    }
    int count = Math.min(length, block.length - next);
    System.arraycopy(block, next, target, offset, count);
    next += count;
    return count;
  }

  private boolean isFilled() throws IOException {
    if (next == block.length) {
      if (in == null) {
        in = Files.newInputStream(file);
      }
      block = Base64.getEncoder().encode(in.readNBytes(BLOCK));
      next = 0;
    }
    return block.length > 0;
  }

  @Override
  public void close() throws IOException {
    if (in != null) {
      in.close();
    }
  }
}
