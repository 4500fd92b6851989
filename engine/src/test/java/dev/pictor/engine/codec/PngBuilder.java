package dev.pictor.engine.codec;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/// Builds PNG files chunk by chunk, honest ones and others.
final class PngBuilder {
  private final ByteArrayOutputStream file = new ByteArrayOutputStream();

  /// @param type the colour type: 0 grey, 2 colour, 3 palette, 4 grey and alpha, 6 colour and alpha
  PngBuilder(int width, int height, int bits, int type) {
    file.writeBytes(Samples.ascii("\u0089PNG\r\n\u001a\n"));
    ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height);
    chunk("IHDR", header.put((byte) bits).put((byte) type).array());
  }

  PngBuilder chunk(String type, byte[] content) {
    byte[] name = Samples.ascii(type);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(content);
    file.writeBytes(ByteBuffer.allocate(4).putInt(content.length).array());
    file.writeBytes(name);
    file.writeBytes(content);
    file.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    return this;
  }

  /// @param rows the rows, each with its filter byte, before packing
  byte[] data(int... rows) {
    return packedData(packed(Samples.bytes(rows)));
  }

  byte[] packedData(byte[] packed) {
    return chunk("IDAT", packed).chunk("IEND", new byte[0]).file();
  }

  byte[] file() {
    return file.toByteArray();
  }

  static byte[] packed(byte[] raw) {
    return packed(raw, 1);
  }

  /// The same bytes again and again, packed as tightly as possible.
  static byte[] packed(byte[] raw, int times) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION)) {
      byte[] buffer = new byte[8192];
      for (int i = 0; i < times; i++) {
        deflater.setInput(raw);
        while (!deflater.needsInput()) {
          packed.write(buffer, 0, deflater.deflate(buffer));
        }
      }
      deflater.finish();
      while (!deflater.finished()) {
        packed.write(buffer, 0, deflater.deflate(buffer));
      }
    }
    return packed.toByteArray();
  }
}
