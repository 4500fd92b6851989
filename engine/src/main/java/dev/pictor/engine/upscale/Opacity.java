package dev.pictor.engine.upscale;

import static org.bytedeco.opencv.global.opencv_imgproc.INTER_CUBIC;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/// The opacity of a larger picture. Cubic, since its overshoot lies beyond 0 and 255 and is cut
/// off, which keeps edges crisp; the wider filter of Lanczos would leave a faint outline beside
/// them.
final class Opacity {
  private Opacity() {}

  static Mat enlarged(Mat alpha, int width, int height) {
    Mat larger = new Mat();
    try (Size size = new Size(width, height)) {
      resize(alpha, larger, size, 0, 0, INTER_CUBIC);
    }
    return larger;
  }
}
