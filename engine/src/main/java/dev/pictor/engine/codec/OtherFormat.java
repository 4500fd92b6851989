package dev.pictor.engine.codec;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;

/// Picture formats that are recognised only to be refused by name of the problem: "not read here"
/// helps the sender of a HEIC photo more than "not a picture".
final class OtherFormat {
  /// TIFF in both byte orders, BMP, icon, Photoshop, JPEG XL, JPEG 2000.
  private static final List<String> BEGINNINGS =
      List.of(
          "II*\0", "MM\0*", "BM", "\0\0\1\0", "8BPS", "\u00ff\n", "\0\0\0\fjP  ", "\0\0\0\fJXL ");

  private OtherFormat() {}

  static boolean isPicture(byte[] head) {
    String text = new String(head, ISO_8859_1);
    // HEIC and AVIF are boxes of the ISO base media format, as are films; both are refused.
    return BEGINNINGS.stream().anyMatch(text::startsWith) || text.startsWith("ftyp", 4);
  }
}
