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

  /// By how much each side shrinks when a caller wants no more than this many pixels: 1, 2, 4 or 8.
  /// Only a JPEG can be decoded smaller than it is.
  public int reduction(long pixelsWanted) {
    if (type != ImageType.JPEG || kind.color() == Color.CMYK) {
      return 1;
    }
    int reduction = 1;
    while (reduction < 8 && pixels() / (4L * reduction * reduction) >= pixelsWanted) {
      reduction *= 2;
    }
    return reduction;
  }

  /// How much native memory decoding at full size takes at its peak, the result included.
  public long decodingBytes() {
    return decodingBytes(Long.MAX_VALUE);
  }

  /// How much native memory decoding takes at its peak, the result included. Measured for each
  /// type; a copy of the file comes on top.
  ///
  /// @param pixelsWanted as in [Decoder#decode(byte[], long)]
  public long decodingBytes(long pixelsWanted) {
    int reduction = reduction(pixelsWanted);
    long decoded = 3 * Math.ceilDiv(pixels(), (long) reduction * reduction);
    long turning = orientation.swapsSides() ? decoded : 0;
    return decoded + Math.max(turning, pixels() * bytesBesideResult());
  }

  /// The same for [Decoder#decodeWithAlpha(byte[])], which holds four channels twice while it takes
  /// them apart and while it turns them.
  public long decodingBytesWithAlpha() {
    return kind.alpha() ? Math.max(decodingBytes(), pixels() * 8) : decodingBytes();
  }

  /// What the decoders hold for each pixel until they are done.
  private int bytesBesideResult() {
    return switch (type) {
      // In passes: a 16 bit coefficient for each sample. CMYK: the inks.
      case JPEG -> (kind.progressive() ? 8 : 0) + (kind.color() == Color.CMYK ? 4 : 0);
      // The four channels, at 16 bits once more at 8.
      case PNG -> kind.alpha() ? (kind.bits() == 16 ? 9 : 4) : 0;
      // A lossless picture is unpacked as a whole, a frame laid onto a canvas.
      case WEBP -> kind.alpha() ? 9 : 5;
      case GIF -> 0;
    };
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
