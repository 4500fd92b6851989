package dev.pictor.engine.codec;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.Optional;

/// The picture formats that are read. What a file is, its first bytes decide; names and declared
/// media types are only compared with that.
public enum ImageType {
  /// Baseline and progressive JPEG with Huffman coding; grey, colour and CMYK.
  JPEG("image/jpeg", "jpg"),
  /// PNG of every colour type and depth; of an animated one the still picture.
  PNG("image/png", "png"),
  /// Lossy and lossless WebP; of an animated one the first frame.
  WEBP("image/webp", "webp"),
  /// GIF; the first frame is read.
  GIF("image/gif", "gif");

  /// How many leading bytes [#sniff] wants to see.
  public static final int SNIFFED_BYTES = 12;

  private final String mediaType;
  private final String extension;

  ImageType(String mediaType, String extension) {
    this.mediaType = mediaType;
    this.extension = extension;
  }

  public String mediaType() {
    return mediaType;
  }

  /// The usual file name ending, without a dot.
  public String extension() {
    return extension;
  }

  /// The type that the first bytes announce; empty when they announce none of ours.
  public static Optional<ImageType> sniff(byte[] head) {
    String text = new String(head, 0, Math.min(head.length, SNIFFED_BYTES), ISO_8859_1);
    if (text.startsWith("\u00ff\u00d8\u00ff")) {
      return Optional.of(JPEG);
    }
    if (text.startsWith("\u0089PNG\r\n\u001a\n")) {
      return Optional.of(PNG);
    }
    if (text.startsWith("GIF87a") || text.startsWith("GIF89a")) {
      return Optional.of(GIF);
    }
    return text.startsWith("RIFF") && text.startsWith("WEBP", 8)
        ? Optional.of(WEBP)
        : Optional.empty();
  }

  /// The type with this media type, whatever its parameters and case; `image/jpg` means JPEG.
  public static Optional<ImageType> ofMediaType(String mediaType) {
    String bare = mediaType.split(";", 2)[0].strip();
    if (bare.equalsIgnoreCase("image/jpg")) {
      return Optional.of(JPEG);
    }
    return Arrays.stream(values()).filter(t -> t.mediaType.equalsIgnoreCase(bare)).findFirst();
  }
}
