package dev.pictor.engine.codec;

import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LANCZOS4;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;

/// Copies of an exact size, cut where the proportions differ, never stretched by more than half a
/// pixel.
public final class Covering {
  private Covering() {}

  /// A copy that fills the size: scaled until it covers it, by averaging when it gets smaller and
  /// by Lanczos' filter when it gets larger, and cut evenly on both sides of what is left over. The
  /// caller closes it.
  ///
  /// @param width in pixels, at least 1
  /// @param height in pixels, at least 1
  public static Picture of(Picture picture, int width, int height) {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException("no size: " + width + " x " + height);
    }
    double scale = Math.max((double) width / picture.width(), (double) height / picture.height());
    int cutWidth = within(width / scale, picture.width());
    int cutHeight = within(height / scale, picture.height());
    Rect cut =
        new Rect(
            (picture.width() - cutWidth) / 2,
            (picture.height() - cutHeight) / 2,
            cutWidth,
            cutHeight);
    try (PointerScope _ = new PointerScope()) {
      Size size = new Size(width, height);
      Mat pixels = resized(new Mat(picture.mat(), cut), size, scale);
      Mat alpha =
          picture.alpha().map(plane -> resized(new Mat(plane, cut), size, scale)).orElse(null);
      return new Picture(pixels, alpha);
    }
  }

  private static int within(double side, int most) {
    return Math.clamp(Math.round(side), 1, most);
  }

  private static Mat resized(Mat pixels, Size size, double scale) {
    Mat result = new Mat();
    resize(pixels, result, size, 0, 0, scale < 1 ? INTER_AREA : INTER_LANCZOS4);
    return result;
  }
}
