package dev.pictor.providers;

/// How results are written.
///
/// @param quality 1 to 100; a PNG is always lossless, whatever its quality
public record Output(Format format, int quality) {
  /// Hard to tell from a lossless file, at a tenth of its bytes.
  public static final Output JPEG = new Output(Format.JPEG, 92);

  /// The types that are written.
  public enum Format {
    /// Photographs; what was see-through becomes white.
    JPEG,
    /// Lossless, keeps what is see-through.
    PNG,
    /// Smaller than a JPEG at the same quality, keeps what is see-through.
    WEBP
  }

  public Output {
    if (quality < 1 || quality > 100) {
      throw new IllegalArgumentException("quality is within 1 to 100, not " + quality);
    }
  }
}
