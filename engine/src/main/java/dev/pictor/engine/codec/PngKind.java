package dev.pictor.engine.codec;

import dev.pictor.engine.codec.ImageInfo.Color;
import dev.pictor.engine.codec.ImageInfo.Size;
import java.util.List;

/// What the IHDR chunk of a PNG says.
record PngKind(Size size, int bits, Color color, boolean alpha, boolean interlaced) {
  static PngKind read(Input in, long at) throws BadPicture {
    Size size = new Size((int) in.u32(at), (int) in.u32(at + 4));
    int bits = in.u8(at + 8);
    int type = in.u8(at + 9);
    if (!allowedBits(type).contains(bits)) {
      throw BadPicture.broken("colour type " + type + " with " + bits + " bits");
    }
    if (in.u8(at + 10) != 0 || in.u8(at + 11) != 0 || in.u8(at + 12) > 1) {
      throw BadPicture.broken("an unknown compression, filter or interlace");
    }
    Color color =
        switch (type) {
          case 3 -> Color.PALETTE;
          case 2, 6 -> Color.RGB;
          default -> Color.GREY;
        };
    return new PngKind(size, bits, color, type >= 4, in.u8(at + 12) == 1);
  }

  private static List<Integer> allowedBits(int type) {
    return switch (type) {
      case 0 -> List.of(1, 2, 4, 8, 16);
      case 3 -> List.of(1, 2, 4, 8);
      case 2, 4, 6 -> List.of(8, 16);
      default -> List.of();
    };
  }

  /// The bytes that the pixels unpack to, each row with its filter byte.
  long rawBytes() {
    int channels = (color == Color.RGB ? 3 : 1) + (alpha ? 1 : 0);
    return size.height() * (1 + Math.ceilDiv((long) size.width() * channels * bits, 8));
  }
}
