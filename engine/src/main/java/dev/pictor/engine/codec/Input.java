package dev.pictor.engine.codec;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.pictor.engine.codec.Header.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The bytes of a file, read through one small window, so that a header can be read from a file of
/// any length. Reading past the end says that the picture is truncated.
final class Input {
  private static final int WINDOW = 1 << 16;

  private final @Nullable SeekableByteChannel channel;
  private final long size;
  private final byte[] window;
  private long start;
  private int filled;

  Input(byte[] bytes) {
    channel = null;
    size = bytes.length;
    window = bytes;
    filled = bytes.length;
  }

  Input(SeekableByteChannel channel) throws IOException {
    this.channel = channel;
    size = channel.size();
    window = new byte[(int) Math.min(WINDOW, size)];
  }

  long size() {
    return size;
  }

  int u8(long at) throws BadPicture {
    if (at < start || at >= start + filled) {
      moveTo(at);
    }
    return window[(int) (at - start)] & 0xff;
  }

  int u16(long at) throws BadPicture {
    return (u8(at) << 8) | u8(at + 1);
  }

  long u32(long at) throws BadPicture {
    return ((long) u16(at) << 16) | u16(at + 2);
  }

  int u16Little(long at) throws BadPicture {
    return u8(at) | (u8(at + 1) << 8);
  }

  int u24Little(long at) throws BadPicture {
    return u16Little(at) | (u8(at + 2) << 16);
  }

  long u32Little(long at) throws BadPicture {
    return u16Little(at) | ((long) u16Little(at + 2) << 16);
  }

  /// Whether these characters, one byte each, stand here; false at the end of the file.
  boolean has(long at, String text) throws BadPicture {
    return at + text.length() <= size && text(at, text.length()).equals(text);
  }

  String text(long at, int length) throws BadPicture {
    return new String(bytes(at, length), ISO_8859_1);
  }

  /// Refuses a file that ends before this position.
  void mustReach(long end) throws BadPicture {
    if (end > size) {
      throw BadPicture.truncated("it has " + size + " bytes and says it has at least " + end);
    }
  }

  byte[] bytes(long at, int length) throws BadPicture {
    mustReach(at + length);
    byte[] copy = new byte[length];
    copy(at, copy, 0, length);
    return copy;
  }

  /// Copies from the file into an array, window by window.
  void copy(long at, byte[] to, int offset, int length) throws BadPicture {
    int done = 0;
    while (done < length) {
      u8(at + done);
      int from = (int) (at + done - start);
      int run = Math.min(length - done, filled - from);
      System.arraycopy(window, from, to, offset + done, run);
      done += run;
    }
  }

  /// The content of these parts, one after the other.
  byte[] bytes(List<Part> parts) throws BadPicture {
    byte[] joined = new byte[(int) parts.stream().mapToLong(Part::length).sum()];
    int offset = 0;
    for (Part part : parts) {
      copy(part.at(), joined, offset, (int) part.length());
      offset += (int) part.length();
    }
    return joined;
  }

  /// Where this byte stands next, from a position on; the size of the file when it does not.
  long find(int value, long from) throws BadPicture {
    for (long at = from; at < size; ) {
      u8(at);
      for (int i = (int) (at - start); i < filled; i++) {
        if ((window[i] & 0xff) == value) {
          return start + i;
        }
      }
      at = start + filled;
    }
    return size;
  }

  private void moveTo(long at) throws BadPicture {
    mustReach(at + 1);
    if (channel == null) {
      throw new IllegalArgumentException("position " + at + " lies before the file");
    }
    try {
      fill(channel, at);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void fill(SeekableByteChannel from, long at) throws IOException, BadPicture {
    from.position(at);
    ByteBuffer buffer = ByteBuffer.wrap(window);
    while (buffer.hasRemaining() && from.read(buffer) >= 0) {
      // A channel may give less than was asked for.
    }
    start = at;
    filled = buffer.position();
    if (filled == 0) {
      throw BadPicture.truncated("it became shorter while it was read");
    }
  }
}
