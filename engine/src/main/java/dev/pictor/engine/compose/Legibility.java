package dev.pictor.engine.compose;

import static org.bytedeco.opencv.global.opencv_imgproc.MORPH_ELLIPSE;
import static org.bytedeco.opencv.global.opencv_imgproc.dilate;
import static org.bytedeco.opencv.global.opencv_imgproc.erode;
import static org.bytedeco.opencv.global.opencv_imgproc.getStructuringElement;

import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;

/// Measures on the finished pixels whether letters can be read: in every small window the mean
/// luminance of the letters against that of what touches them, edge, plate or picture. The pixels
/// of the rim itself, half letter and half not, count on neither side.
final class Legibility {
  private static final double[] LINEAR = new double[256];

  static {
    for (int i = 0; i < LINEAR.length; i++) {
      LINEAR[i] = Scheme.linear(i);
    }
  }

  /// A window with fewer pixels of either kind says nothing.
  private static final int LEAST_PIXELS = 12;

  private Legibility() {}

  /// @param letters mask of the letters' insides, lying on the board at `left` and `top`
  /// @param reach how far around the letters the eye compares, in pixels
  /// @return the lowest contrast of all windows by WCAG 2.2, 1 to 21
  static double lowest(Board board, Mat letters, int left, int top, double reach) {
    int window = Math.max(8, (int) Math.round(reach * 6));
    int thick = (int) Math.max(1, Math.round(reach));
    Mat inside = new Mat();
    erode(letters, inside, square(1));
    Mat near = new Mat();
    dilate(letters, near, square(1 + thick));
    Mat rim = new Mat();
    dilate(letters, rim, square(1));
    byte[] in = bytes(inside);
    byte[] all = bytes(near);
    byte[] soft = bytes(rim);
    byte[] bgr = bytes(board, left, top, letters.cols(), letters.rows());
    double lowest = 21;
    for (int y = 0; y < letters.rows(); y += window) {
      for (int x = 0; x < letters.cols(); x += window) {
        Window part =
            new Window(
                x, y, Math.min(letters.cols(), x + window), Math.min(letters.rows(), y + window));
        lowest = Math.min(lowest, part.contrast(letters.cols(), in, all, soft, bgr));
      }
    }
    return lowest;
  }

  private record Window(int left, int top, int right, int bottom) {
    double contrast(int width, byte[] inside, byte[] near, byte[] soft, byte[] bgr) {
      double letters = 0;
      double ground = 0;
      int ofLetters = 0;
      int ofGround = 0;
      for (int y = top; y < bottom; y++) {
        for (int x = left; x < right; x++) {
          int at = y * width + x;
          if (inside[at] == -1) {
            letters += luminance(bgr, at);
            ofLetters++;
          } else if (near[at] != 0 && soft[at] == 0) {
            ground += luminance(bgr, at);
            ofGround++;
          }
        }
      }
      if (ofLetters < LEAST_PIXELS || ofGround < LEAST_PIXELS) {
        return 21;
      }
      double a = letters / ofLetters + 0.05;
      double b = ground / ofGround + 0.05;
      return Math.max(a, b) / Math.min(a, b);
    }
  }

  private static double luminance(byte[] bgr, int at) {
    return 0.0722 * LINEAR[bgr[3 * at] & 0xff]
        + 0.7152 * LINEAR[bgr[3 * at + 1] & 0xff]
        + 0.2126 * LINEAR[bgr[3 * at + 2] & 0xff];
  }

  private static Mat square(int radius) {
    return getStructuringElement(MORPH_ELLIPSE, new Size(2 * radius + 1, 2 * radius + 1));
  }

  private static byte[] bytes(Mat mask) {
    byte[] bytes = new byte[mask.cols() * mask.rows()];
    mask.data().get(bytes);
    return bytes;
  }

  private static byte[] bytes(Board board, int left, int top, int width, int height) {
    Mat part = board.copy(new Rect(left, top, width, height));
    byte[] bytes = new byte[3 * width * height];
    part.data().get(bytes);
    part.close();
    return bytes;
  }
}
