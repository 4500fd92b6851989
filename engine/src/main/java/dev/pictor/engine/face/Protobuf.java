package dev.pictor.engine.face;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/// The fields of one protobuf message, as far as the canonical face needs them: numbers, floats and
/// nested messages. Every length is checked against what is left, so a damaged file ends in an
/// error and never in a wrong place.
///
/// The encoding: protobuf.dev, "Encoding".
record Protobuf(List<Field> fields) {
  private static final int VARINT = 0;
  private static final int EIGHT_BYTES = 1;
  private static final int BYTES = 2;
  private static final int FOUR_BYTES = 5;
  private static final int LONGEST_VARINT = 10;

  /// @param number what a varint field holds, or the bits of a four byte field
  /// @param bytes what a field with a length holds, else empty
  record Field(int tag, long number, ByteBuffer bytes) {}

  static Protobuf of(ByteBuffer message) {
    ByteBuffer left = message.slice().order(ByteOrder.LITTLE_ENDIAN);
    List<Field> fields = new ArrayList<>();
    while (left.hasRemaining()) {
      long key = varint(left);
      int tag = (int) (key >>> 3);
      fields.add(
          switch ((int) (key & 7)) {
            case VARINT -> new Field(tag, varint(left), ByteBuffer.allocate(0));
            case FOUR_BYTES -> new Field(tag, bytes(left, 4).getInt(), ByteBuffer.allocate(0));
            case EIGHT_BYTES -> new Field(tag, bytes(left, 8).getLong(), ByteBuffer.allocate(0));
            case BYTES -> new Field(tag, 0, bytes(left, varint(left)));
            default -> throw new IllegalArgumentException("no protobuf: wire type " + (key & 7));
          });
    }
    return new Protobuf(List.copyOf(fields));
  }

  /// The first nested message with this tag.
  Protobuf message(int tag) {
    return messages(tag).stream()
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no field " + tag + " in the message"));
  }

  List<Protobuf> messages(int tag) {
    return fields.stream().filter(f -> f.tag == tag).map(f -> of(f.bytes)).toList();
  }

  /// A repeated number, packed or not.
  int[] ints(int tag) {
    List<Integer> ints = new ArrayList<>();
    for (Field field : fields) {
      if (field.tag == tag && !field.bytes.hasRemaining()) {
        ints.add(Math.toIntExact(field.number));
      } else if (field.tag == tag) {
        ByteBuffer packed = field.bytes.slice();
        while (packed.hasRemaining()) {
          ints.add(Math.toIntExact(varint(packed)));
        }
      }
    }
    return ints.stream().mapToInt(Integer::intValue).toArray();
  }

  /// A repeated float, packed or not.
  float[] floats(int tag) {
    List<Float> floats = new ArrayList<>();
    for (Field field : fields) {
      if (field.tag == tag && !field.bytes.hasRemaining()) {
        floats.add(Float.intBitsToFloat((int) field.number));
      } else if (field.tag == tag) {
        ByteBuffer packed = field.bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
        while (packed.remaining() >= Float.BYTES) {
          floats.add(packed.getFloat());
        }
      }
    }
    float[] values = new float[floats.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = floats.get(i);
    }
    return values;
  }

  private static ByteBuffer bytes(ByteBuffer left, long length) {
    if (length < 0 || length > left.remaining()) {
      throw new IllegalArgumentException(
          "no protobuf: " + length + " bytes wanted, " + left.remaining() + " left");
    }
    ByteBuffer part = left.slice(left.position(), (int) length).order(ByteOrder.LITTLE_ENDIAN);
    left.position(left.position() + (int) length);
    return part;
  }

  private static long varint(ByteBuffer left) {
    long value = 0;
    for (int i = 0; i < LONGEST_VARINT && left.hasRemaining(); i++) {
      byte next = left.get();
      value |= (long) (next & 0x7f) << (7 * i);
      if (next >= 0) {
        return value;
      }
    }
    throw new IllegalArgumentException("no protobuf: a number does not end");
  }
}
