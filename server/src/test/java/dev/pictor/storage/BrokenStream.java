package dev.pictor.storage;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/// A client whose line is cut after some bytes.
final class BrokenStream extends InputStream {
  private final long breaksAfter;
  private long given;

  BrokenStream(long breaksAfter) {
    this.breaksAfter = breaksAfter;
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0];
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (given >= breaksAfter) {
      throw new IOException("the line was cut");
    }
    int count = (int) Math.min(length, breaksAfter - given);
    Arrays.fill(into, offset, offset + count, (byte) 'x');
    given += count;
    return count;
  }

  /// How many bytes were taken.
  long given() {
    return given;
  }
}
