package dev.pictor.engine.codec;

import dev.pictor.engine.codec.Header.Part;
import dev.pictor.engine.codec.ImageInfo.Size;

/// One image chunk of a WebP: lossy `VP8 ` (RFC 6386, section 9.1) or lossless `VP8L`.
///
/// @param part the chunk with its header
record WebpImage(Part part, Size size, boolean alpha) {
  static WebpImage read(Input in, String type, Part part) throws BadPicture {
    long at = part.at() + 8;
    if (part.length() < 8 + 10) {
      throw BadPicture.truncated("its image chunk is too short");
    }
    return type.equals("VP8L") ? lossless(in, at, part) : lossy(in, at, part);
  }

  private static WebpImage lossy(Input in, long at, Part part) throws BadPicture {
    boolean keyFrame = (in.u8(at) & 1) == 0;
    if (!keyFrame || !in.has(at + 3, "\u009d\u0001*")) {
      throw BadPicture.broken("its image chunk does not begin a picture");
    }
    Size size = new Size(in.u16Little(at + 6) & 0x3fff, in.u16Little(at + 8) & 0x3fff);
    return new WebpImage(part, size, false);
  }

  private static WebpImage lossless(Input in, long at, Part part) throws BadPicture {
    if (in.u8(at) != 0x2f) {
      throw BadPicture.broken("its image chunk does not begin a picture");
    }
    long bits = in.u32Little(at + 1);
    Size size = new Size((int) (bits & 0x3fff) + 1, (int) ((bits >> 14) & 0x3fff) + 1);
    return new WebpImage(part, size, ((bits >> 28) & 1) == 1);
  }
}
