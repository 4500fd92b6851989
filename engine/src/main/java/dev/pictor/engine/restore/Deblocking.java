package dev.pictor.engine.restore;

import static org.bytedeco.opencv.global.opencv_core.BORDER_REFLECT_101;
import static org.bytedeco.opencv.global.opencv_core.CV_32FC3;
import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_core.absdiff;
import static org.bytedeco.opencv.global.opencv_core.copyMakeBorder;
import static org.bytedeco.opencv.global.opencv_core.mean;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;
import static org.bytedeco.opencv.global.opencv_imgproc.accumulate;

import dev.pictor.engine.Progress;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;

/// Takes the blocks of JPEG compression out of a picture: it is compressed again as strongly with
/// its blocks shifted, in many ways, and the results are averaged. What is picture stays in all of
/// them, what is block falls elsewhere each time (Nosratinia, "Enhancement of JPEG-compressed
/// images by re-application of JPEG", 2001).
final class Deblocking {
  /// Compressing once more at the quality of before changes the picture this much less than at the
  /// qualities beside it.
  private static final double DIP = 0.8;

  private static final int STEP = 5;
  private static final int LOWEST = 10;
  private static final int HIGHEST = 90;
  private static final int BLOCK = 8;

  /// Most files hold colours at half the size.
  private static final int COLOUR_BLOCK = 16;

  private Deblocking() {}

  /// The quality that a picture was last compressed with, 15 to 85; 0 when that cannot be told.
  ///
  /// @param bgr starts at a corner of a block
  static int quality(Mat bgr) {
    double[] change = new double[HIGHEST / STEP + 1];
    for (int quality = LOWEST; quality <= HIGHEST; quality += STEP) {
      change[quality / STEP] = change(bgr, quality);
    }
    // The lowest one counts: steps of double the size leave a second dip at a higher quality.
    for (int i = LOWEST / STEP + 1; i < HIGHEST / STEP; i++) {
      if (change[i] < DIP * (change[i - 1] + change[i + 1]) / 2) {
        return i * STEP;
      }
    }
    return 0;
  }

  private static double change(Mat bgr, int quality) {
    try (PointerScope _ = new PointerScope()) {
      Mat difference = new Mat();
      absdiff(bgr, compressed(bgr, quality), difference);
      Scalar means = mean(difference);
      return means.get(0) + means.get(1) + means.get(2);
    }
  }

  /// @param quality from [#quality]
  static Mat deblocked(Mat bgr, int quality) throws InterruptedException {
    Mat sum = new Mat(bgr.rows(), bgr.cols(), CV_32FC3, Scalar.all(0));
    int count = 0;
    for (int dy = 0; dy < COLOUR_BLOCK; dy++) {
      Progress.checkInterrupt();
      // Two shifts of 16 in each row, spread so that tones see 24 of their 64 and colours 32.
      for (int dx : new int[] {5 * dy, 5 * dy + (dy < BLOCK ? 12 : 6)}) {
        addShifted(bgr, quality, dx % COLOUR_BLOCK, dy, sum);
        count++;
      }
    }
    Mat average = new Mat();
    sum.convertTo(average, CV_8U, 1.0 / count, 0);
    sum.close();
    return average;
  }

  private static void addShifted(Mat bgr, int quality, int dx, int dy, Mat sum) {
    try (PointerScope _ = new PointerScope()) {
      Mat shifted = new Mat();
      copyMakeBorder(bgr, shifted, dy, BLOCK, dx, BLOCK, BORDER_REFLECT_101);
      Mat again = compressed(shifted, quality);
      accumulate(new Mat(again, new Rect(dx, dy, bgr.cols(), bgr.rows())), sum);
    }
  }

  private static Mat compressed(Mat bgr, int quality) {
    BytePointer file = new BytePointer();
    imencode(".jpg", bgr, file, new IntPointer(IMWRITE_JPEG_QUALITY, quality));
    return imdecode(new Mat(1, Math.toIntExact(file.limit()), CV_8U, file), IMREAD_COLOR);
  }
}
