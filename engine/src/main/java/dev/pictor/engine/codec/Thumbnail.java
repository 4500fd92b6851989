package dev.pictor.engine.codec;

import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/// Small copies of pictures.
public final class Thumbnail {
  private Thumbnail() {}

  /// A copy whose long side has at most so many pixels, by averaging over areas; never larger than
  /// the picture. What was see-through is white.
  public static Picture of(Picture picture, int longSide) {
    if (longSide < 1) {
      throw new IllegalArgumentException("a side has at least one pixel, not " + longSide);
    }
    double scale = Math.min(1, (double) longSide / Math.max(picture.width(), picture.height()));
    try (Size size =
        new Size(
            (int) Math.max(1, Math.round(picture.width() * scale)),
            (int) Math.max(1, Math.round(picture.height() * scale)))) {
      Mat small = new Mat();
      if (picture.alpha().isEmpty()) {
        resize(picture.mat(), small, size, 0, 0, INTER_AREA);
      } else {
        try (Picture opaque = picture.onWhite()) {
          resize(opaque.mat(), small, size, 0, 0, INTER_AREA);
        }
      }
      return new Picture(small);
    }
  }
}
