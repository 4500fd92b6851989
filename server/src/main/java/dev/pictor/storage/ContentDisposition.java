package dev.pictor.storage;

import java.nio.charset.StandardCharsets;

/// The header that says whether a browser shows or saves, and under which name (RFC 6266). The name
/// comes from a user: everything that could end the value, start another header or name a folder is
/// replaced or encoded.
final class ContentDisposition {
  /// The characters that RFC 5987 leaves as they are (attr-char), letters and digits apart.
  private static final String UNENCODED = "!#$&+-.^_`|~";

  private ContentDisposition() {}

  static String of(boolean isAttachment, String filename) {
    String kind = isAttachment ? "attachment" : "inline";
    return kind + "; filename=\"" + plain(filename) + "\"; filename*=UTF-8''" + encoded(filename);
  }

  /// For readers that know only the old form.
  private static String plain(String filename) {
    return filename.replaceAll("[^A-Za-z0-9._ -]", "_");
  }

  private static String encoded(String filename) {
    var text = new StringBuilder();
    for (byte each : filename.getBytes(StandardCharsets.UTF_8)) {
      char letter = (char) (each & 0xff);
      boolean asItIs =
          letter < 0x80 && (Character.isLetterOrDigit(letter) || UNENCODED.indexOf(letter) >= 0);
      if (asItIs) {
        text.append(letter);
      } else {
        text.append("%%%02X".formatted(each & 0xff));
      }
    }
    return text.toString();
  }
}
