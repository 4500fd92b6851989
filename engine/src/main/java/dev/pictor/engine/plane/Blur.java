package dev.pictor.engine.plane;

import static org.bytedeco.opencv.global.opencv_core.BORDER_REFLECT_101;
import static org.bytedeco.opencv.global.opencv_imgproc.GaussianBlur;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/// Gaussian blur whose cost does not grow with its radius: a wide one is computed on a smaller
/// copy.
public final class Blur {
  /// Above this sigma the picture is halved, thirded ... first; the error stays under 1 % of the
  /// range because a blur this wide has removed what the small copy cannot hold.
  private static final double WIDEST_DIRECT = 3.5;

  private Blur() {}

  /// @param sigma in pixels; below 0.2 the plane comes back as a copy
  public static Plane gauss(Plane plane, double sigma) {
    if (sigma < 0.2) {
      return plane.copy();
    }
    try (Mat from = Pixels.mat(plane);
        Mat to = gauss(from, sigma)) {
      return Pixels.plane(to);
    }
  }

  /// The same for a native picture of any type that OpenCV blurs; the caller closes the result.
  public static Mat gauss(Mat from, double sigma) {
    Mat to = new Mat();
    double shrink = Math.floor(sigma / 2);
    if (sigma <= WIDEST_DIRECT || Math.min(from.cols(), from.rows()) < 4 * shrink) {
      direct(from, to, sigma);
      return to;
    }
    try (Mat small = new Mat();
        Mat blurred = new Mat();
        Size less = new Size(ceil(from.cols() / shrink), ceil(from.rows() / shrink));
        Size full = from.size()) {
      resize(from, small, less, 0, 0, INTER_AREA);
      direct(small, blurred, sigma / shrink);
      resize(blurred, to, full, 0, 0, INTER_LINEAR);
    }
    return to;
  }

  private static void direct(Mat from, Mat to, double sigma) {
    // Three sigma hold 99.7 % of the weight; OpenCV's own choice of four costs a third more.
    int side = 2 * (int) Math.ceil(Math.max(sigma, 0.3) * 3) + 1;
    try (Size kernel = new Size(side, side)) {
      GaussianBlur(from, to, kernel, sigma, sigma, BORDER_REFLECT_101, 0);
    }
  }

  private static int ceil(double value) {
    return Math.max(1, (int) Math.ceil(value));
  }
}
