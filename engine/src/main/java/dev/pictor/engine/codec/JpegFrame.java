package dev.pictor.engine.codec;

import dev.pictor.engine.codec.Header.Part;
import dev.pictor.engine.codec.ImageInfo.Color;
import dev.pictor.engine.codec.ImageInfo.Size;

/// The frame header of a JPEG: size, channels and how many coded blocks there must be.
///
/// @param blocks the 8 x 8 blocks of all channels together
record JpegFrame(Size size, Color color, boolean progressive, long blocks) {
  static JpegFrame read(Input in, int marker, Part content, Limits limits) throws BadPicture {
    if (marker > 0xc2) {
      throw BadPicture.unsupported("Lossless, hierarchical or arithmetic-coded JPEG");
    }
    if (content.length() < 6) {
      throw BadPicture.broken("its frame header is too short");
    }
    int bits = in.u8(content.at());
    Size size = new Size(in.u16(content.at() + 3), in.u16(content.at() + 1));
    int channels = in.u8(content.at() + 5);
    if (bits != 8) {
      throw BadPicture.unsupported("JPEG with " + bits + " bits a channel");
    }
    limits.checkSize(size.width(), size.height());
    if (content.length() != 6 + 3L * channels) {
      throw BadPicture.broken("its frame header has a wrong length");
    }
    long blocks = blocks(in, content.at() + 6, channels, size);
    return new JpegFrame(size, colorOf(channels), marker == 0xc2, blocks);
  }

  private static Color colorOf(int channels) throws BadPicture {
    return switch (channels) {
      case 1 -> Color.GREY;
      case 3 -> Color.RGB;
      case 4 -> Color.CMYK;
      default -> throw BadPicture.unsupported("JPEG with " + channels + " channels");
    };
  }

  /// Each channel is sampled at its share of the finest one (T.81, A.1.1).
  private static long blocks(Input in, long table, int channels, Size size) throws BadPicture {
    int finestX = 1;
    int finestY = 1;
    for (int i = 0; i < channels; i++) {
      int sampling = in.u8(table + 3L * i + 1);
      int x = sampling >> 4;
      int y = sampling & 15;
      if (x < 1 || x > 4 || y < 1 || y > 4) {
        throw BadPicture.broken("a channel has an impossible sampling");
      }
      finestX = Math.max(finestX, x);
      finestY = Math.max(finestY, y);
    }
    long blocks = 0;
    for (int i = 0; i < channels; i++) {
      int sampling = in.u8(table + 3L * i + 1);
      long across = Math.ceilDiv((long) size.width() * (sampling >> 4), 8L * finestX);
      long down = Math.ceilDiv((long) size.height() * (sampling & 15), 8L * finestY);
      blocks += across * down;
    }
    return blocks;
  }

  /// Refuses a header that lies: a Huffman code has at least one bit, and a block at least a code
  /// for its mean and, unless it is sent in passes, one for the end of the block.
  void mustFitIn(long bytes) throws BadPicture {
    long least = blocks * (progressive ? 1 : 2) / 8;
    if (bytes < least) {
      throw BadPicture.truncated(
          size.width()
              + " x "
              + size.height()
              + " pixels need at least "
              + least
              + " bytes and there are "
              + bytes);
    }
  }
}
