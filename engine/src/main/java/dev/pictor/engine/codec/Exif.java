package dev.pictor.engine.codec;

import dev.pictor.engine.codec.Header.Part;

/// Reads the one thing of EXIF that matters here, the orientation. EXIF is a TIFF file: a byte
/// order, an offset, a table of twelve-byte entries. Whatever is odd in it means upright.
final class Exif {
  private static final int ORIENTATION_TAG = 0x0112;
  private static final int SHORT = 3;

  private final Input in;
  private final Part tiff;
  private final boolean little;

  private Exif(Input in, Part tiff, boolean little) {
    this.in = in;
    this.tiff = tiff;
    this.little = little;
  }

  /// @param tiff from the byte order mark on
  static Orientation orientation(Input in, Part tiff) throws BadPicture {
    if (tiff.length() < 8) {
      return Orientation.UPRIGHT;
    }
    return switch (in.text(tiff.at(), 4)) {
      case "II*\0" -> new Exif(in, tiff, true).orientation();
      case "MM\0*" -> new Exif(in, tiff, false).orientation();
      default -> Orientation.UPRIGHT;
    };
  }

  private Orientation orientation() throws BadPicture {
    long table = tiff.at() + u32(tiff.at() + 4);
    if (table + 2 > tiff.end()) {
      return Orientation.UPRIGHT;
    }
    int entries = u16(table);
    for (int i = 0; i < entries; i++) {
      long entry = table + 2 + 12L * i;
      if (entry + 12 > tiff.end()) {
        return Orientation.UPRIGHT;
      }
      if (u16(entry) == ORIENTATION_TAG) {
        return u16(entry + 2) == SHORT ? Orientation.ofExif(u16(entry + 8)) : Orientation.UPRIGHT;
      }
    }
    return Orientation.UPRIGHT;
  }

  private int u16(long at) throws BadPicture {
    return little ? in.u16Little(at) : in.u16(at);
  }

  private long u32(long at) throws BadPicture {
    return little ? in.u32Little(at) : in.u32(at);
  }
}
