package dev.pictor.engine.upscale;

import static org.bytedeco.opencv.global.opencv_core.BORDER_REPLICATE;
import static org.bytedeco.opencv.global.opencv_core.CMP_EQ;
import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_core.compare;
import static org.bytedeco.opencv.global.opencv_core.countNonZero;
import static org.bytedeco.opencv.global.opencv_core.divide;
import static org.bytedeco.opencv.global.opencv_core.multiply;
import static org.bytedeco.opencv.global.opencv_imgproc.boxFilter;

import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/// Gives what is wholly see-through the colours of what can be seen nearby. Such pixels may have
/// any colour, often black, and a net would draw it as a rim around what can be seen.
final class Undercoat {
  /// How far colours are carried.
  static final int REACH = 12;

  private static final double NOTHING = 1e-6;

  private Undercoat() {}

  /// @param planes of a tile, changed in place
  /// @param alpha 8 bit, of the same tile
  static void paint(List<Mat> planes, Mat alpha) {
    Mat hidden = new Mat();
    compare(alpha, new Mat(alpha.size(), CV_8U, Scalar.all(0)), hidden, CMP_EQ);
    int count = countNonZero(hidden);
    if (count == 0 || count == hidden.total()) {
      return;
    }
    // 1 where something can be seen.
    Mat seen = new Mat();
    hidden.convertTo(seen, CV_32F, -1.0 / 255, 1);
    Mat around = blurred(seen);
    Mat near = new Mat();
    around.convertTo(near, CV_32F, 1, NOTHING);
    for (Mat plane : planes) {
      Mat visible = new Mat();
      multiply(plane, seen, visible);
      Mat colour = blurred(visible);
      divide(colour, near, colour);
      colour.copyTo(plane, hidden);
    }
  }

  private static Mat blurred(Mat plane) {
    Mat blurred = new Mat();
    Size size = new Size(2 * REACH + 1, 2 * REACH + 1);
    boxFilter(plane, blurred, CV_32F, size, new Point(-1, -1), true, BORDER_REPLICATE);
    return blurred;
  }
}
