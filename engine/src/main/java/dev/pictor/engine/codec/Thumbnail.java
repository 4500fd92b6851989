package dev.pictor.engine.codec;

/// Small copies of pictures, to look at.
public final class Thumbnail {
  private Thumbnail() {}

  /// A copy whose long side has at most so many pixels, by averaging over areas; never larger than
  /// the picture. What was see-through is white. The caller closes it.
  public static Picture of(Picture picture, int longSide) {
    Picture small = Fitted.of(picture, longSide);
    if (small.alpha().isEmpty()) {
      return small;
    }
    try (small) {
      return small.onWhite();
    }
  }
}
