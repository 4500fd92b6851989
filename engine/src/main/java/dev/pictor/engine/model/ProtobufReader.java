package dev.pictor.engine.model;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;

/// Reads a protocol buffers message field by field from a file, skipping what nobody asks for, so
/// that hundreds of megabytes of weights never come into memory. Every length is checked against
/// the message it is in before anything is read or allocated.
final class ProtobufReader {
  static final int VARINT = 0;
  static final int FIXED_64 = 1;
  static final int BYTES = 2;
  static final int FIXED_32 = 5;

  private static final int MAX_TEXT = 4096;
  private static final int MAX_VARINT_BYTES = 10;

  private final Source source;
  private final long end;
  private int field;
  private int wireType;
  private long length;

  private ProtobufReader(Source source, long end) {
    this.source = source;
    this.end = end;
  }

  /// A message that is a whole file.
  static ProtobufReader of(SeekableByteChannel file) throws IOException {
    return new ProtobufReader(new Source(file), file.size());
  }

  /// Moves to the next field; false at the end of the message.
  boolean next() throws IOException {
    if (source.position() >= end) {
      return false;
    }
    long key = varint();
    field = (int) (key >>> 3);
    wireType = (int) (key & 7);
    length =
        switch (wireType) {
          case VARINT -> 0;
          case FIXED_64 -> Long.BYTES;
          case FIXED_32 -> Integer.BYTES;
          case BYTES -> varint();
          default -> throw new MalformedModel("a field of kind " + wireType);
        };
    if (field == 0 || length < 0 || length > end - source.position()) {
      throw new MalformedModel("a field that is longer than its message");
    }
    return true;
  }

  int field() {
    return field;
  }

  int wireType() {
    return wireType;
  }

  /// The length of the current field's content in bytes; 0 for a varint.
  long length() {
    return length;
  }

  long number() throws IOException {
    if (wireType != VARINT) {
      throw new MalformedModel("field " + field + " is no number");
    }
    return varint();
  }

  String text() throws IOException {
    if (wireType != BYTES || length > MAX_TEXT) {
      throw new MalformedModel("field " + field + " is no short text");
    }
    return new String(source.read((int) length), StandardCharsets.UTF_8);
  }

  /// Whether a message of packed numbers goes on.
  boolean hasMore() {
    return source.position() < end;
  }

  /// The next of the numbers that are packed together in this message.
  long packedNumber() throws IOException {
    return varint();
  }

  /// The content of the current field as a message of its own, which must be read to its end.
  ProtobufReader message() {
    if (wireType != BYTES) {
      throw new MalformedModel("field " + field + " is no message");
    }
    return new ProtobufReader(source, source.position() + length);
  }

  void skip() throws IOException {
    if (wireType == VARINT) {
      varint();
    } else {
      source.skipTo(source.position() + length);
    }
  }

  private long varint() throws IOException {
    long value = 0;
    for (int i = 0; i < MAX_VARINT_BYTES; i++) {
      if (source.position() >= end) {
        throw new MalformedModel("the file ends in the middle of a number");
      }
      int read = source.readByte();
      value |= (long) (read & 0x7F) << (7 * i);
      if (read < 0x80) {
        return value;
      }
    }
    throw new MalformedModel("a number of more than ten bytes");
  }

  /// A file with a window on it in memory.
  private static final class Source {
    private static final int WINDOW = 1 << 14;

    private final SeekableByteChannel file;
    private final ByteBuffer window = ByteBuffer.allocate(WINDOW).order(ByteOrder.LITTLE_ENDIAN);
    private long windowEnd;

    Source(SeekableByteChannel file) {
      this.file = file;
      window.limit(0);
    }

    long position() {
      return windowEnd - window.remaining();
    }

    int readByte() throws IOException {
      fill();
      return window.get() & 0xFF;
    }

    byte[] read(int count) throws IOException {
      byte[] bytes = new byte[count];
      for (int at = 0; at < count; ) {
        fill();
        int part = Math.min(count - at, window.remaining());
        window.get(bytes, at, part);
        at += part;
      }
      return bytes;
    }

    void skipTo(long position) {
      long ahead = position - position();
      if (ahead <= window.remaining()) {
        window.position(window.position() + (int) ahead);
      } else {
        windowEnd = position;
        window.limit(0);
      }
    }

    private void fill() throws IOException {
      if (window.hasRemaining()) {
        return;
      }
      window.clear();
      file.position(windowEnd);
      int read = file.read(window);
      window.flip();
      if (read <= 0) {
        throw new MalformedModel("the file ends too early");
      }
      windowEnd += read;
    }
  }
}
