package dev.pictor.engine.upscale;

/// How a picture is made larger.
///
/// @param tier the best that may be used
/// @param scale of width and height, 1 to 4; what is no power of two is made larger and shrunk
/// @param tile the longest side of the parts that are worked on, without the margin that each looks
///   at around itself: 64 to 1024 source pixels, or 0 for the engine's choice. It changes time and
///   memory; a channel of the result differs by one level at most.
public record UpscaleOptions(Tier tier, double scale, int tile) {
  public static final int MIN_TILE = 64;
  public static final int MAX_TILE = 1024;
  public static final int MAX_SCALE = 4;

  public UpscaleOptions {
    if (!(scale >= 1 && scale <= MAX_SCALE)) {
      throw new IllegalArgumentException("scale is within 1 to 4, not " + scale);
    }
    if (tile != 0 && (tile < MIN_TILE || tile > MAX_TILE)) {
      throw new IllegalArgumentException("tile is 0 or within 64 to 1024, not " + tile);
    }
  }

  int longestCore() {
    return tile == 0 ? MAX_TILE : tile;
  }

  /// The default tier.
  public static UpscaleOptions times(double scale) {
    return new UpscaleOptions(Tier.COMPACT, scale, 0);
  }
}
