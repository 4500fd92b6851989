package dev.pictor.engine.codec;

import static org.bytedeco.opencv.global.opencv_core.divide;
import static org.bytedeco.opencv.global.opencv_core.multiply;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_GRAY2BGR;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/// Smaller copies to work on. A [Thumbnail] is for looking at: it is on white, this keeps opacity.
public final class Fitted {
  private Fitted() {}

  /// A copy of which no side is longer, by averaging over areas; as large as the picture when that
  /// fits already. The caller closes it.
  ///
  /// @param maxSide in pixels, at least 1
  public static Picture of(Picture picture, int maxSide) {
    if (maxSide < 1) {
      throw new IllegalArgumentException("a side has at least one pixel, not " + maxSide);
    }
    double scale = Math.min(1, (double) maxSide / Math.max(picture.width(), picture.height()));
    try (PointerScope _ = new PointerScope()) {
      if (scale == 1) {
        return new Picture(picture.mat().clone(), picture.alpha().map(Mat::clone).orElse(null));
      }
      Size size = new Size(scaled(picture.width(), scale), scaled(picture.height(), scale));
      return picture.alpha().isPresent()
          ? seeThrough(picture.mat(), picture.alpha().get(), size)
          : new Picture(resized(picture.mat(), size));
    }
  }

  private static int scaled(int side, double scale) {
    return (int) Math.max(1, Math.round(side * scale));
  }

  private static Mat resized(Mat pixels, Size size) {
    Mat small = new Mat();
    resize(pixels, small, size, 0, 0, INTER_AREA);
    return small;
  }

  /// Colours count as much as they are seen: what hides behind a see-through pixel must not shine
  /// into its neighbours.
  private static Picture seeThrough(Mat pixels, Mat alpha, Size size) {
    Mat weights = new Mat();
    cvtColor(alpha, weights, COLOR_GRAY2BGR);
    Mat weighted = new Mat();
    multiply(pixels, weights, weighted, 1 / 255.0, -1);
    Mat small = resized(weighted, size);
    Mat opacity = resized(alpha, size);
    cvtColor(opacity, weights, COLOR_GRAY2BGR);
    Mat colors = new Mat();
    divide(small, weights, colors, 255, -1);
    return new Picture(colors, opacity);
  }
}
