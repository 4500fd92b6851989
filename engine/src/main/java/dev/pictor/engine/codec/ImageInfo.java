package dev.pictor.engine.codec;

import dev.pictor.engine.codec.BadPicture.Reason;

/// What a file's header says, checked against its structure. No pixel was decoded for it.
///
/// @param stored the size in the file, before the orientation is applied
/// @param frames 1 for a still picture; only the first frame is ever decoded
/// @param hasProfile whether an ICC colour profile is embedded
public record ImageInfo(
    ImageType type,
    Size stored,
    Orientation orientation,
    PixelKind kind,
    int frames,
    boolean hasProfile) {

  /// Width and height in pixels.
  public record Size(int width, int height) {
    public long pixels() {
      return (long) width * height;
    }

    Size swapped() {
      return new Size(height, width);
    }
  }

  /// What one stored pixel is made of.
  ///
  /// @param bits per channel or palette index: 1, 2, 4, 8 or 16
  /// @param alpha whether pixels may be transparent
  /// @param progressive whether the file is sent in passes, which costs the decoder memory
  public record PixelKind(Color color, int bits, boolean alpha, boolean progressive) {}

  /// The channels of a stored pixel, alpha aside.
  public enum Color {
    /// One tone.
    GREY,
    /// Red, green and blue, or a luma-chroma form of them.
    RGB,
    /// Indices into a table of colours.
    PALETTE,
    /// Four printing inks.
    CMYK
  }

  /// The size as it is seen, the orientation applied.
  public Size shown() {
    return orientation.swapsSides() ? stored.swapped() : stored;
  }

  /// The width as it is seen.
  public int width() {
    return shown().width();
  }

  /// The height as it is seen.
  public int height() {
    return shown().height();
  }

  public long pixels() {
    return stored.pixels();
  }

  public double megapixels() {
    return pixels() / 1e6;
  }

  /// How much memory decoding takes at its peak, in bytes, the result included.
  public long decodingBytes() {
    int result = 3;
    int second = orientation.swapsSides() || kind.alpha() ? 4 * Math.ceilDiv(kind.bits(), 8) : 0;
    // A JPEG in passes keeps a 16 bit coefficient for each sample until the last pass.
    int passes = kind.progressive() ? 8 : 0;
    return pixels() * (result + second + passes);
  }

  /// Refuses a file that was declared as another type.
  ///
  /// @param declaredMediaType as in a `Content-Type` header; parameters and case do not matter
  public void mustBe(String declaredMediaType) throws BadPicture {
    if (ImageType.ofMediaType(declaredMediaType).orElse(null) != type) {
      throw new BadPicture(
          Reason.TYPE_MISMATCH,
          "The file was declared as "
              + declaredMediaType
              + " and is "
              + type.mediaType()
              + "; declare what it is.");
    }
  }
}
