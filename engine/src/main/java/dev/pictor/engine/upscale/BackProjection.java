package dev.pictor.engine.upscale;

import static org.bytedeco.opencv.global.opencv_core.BORDER_REPLICATE;
import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.add;
import static org.bytedeco.opencv.global.opencv_core.subtract;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_CUBIC;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;
import static org.bytedeco.opencv.global.opencv_imgproc.sepFilter2D;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Size;

/// Pulls an enlarged plane towards one that, made small again, is the source: each round adds the
/// cubic enlargement of what is missing (Irani and Peleg, "Improving resolution by image
/// registration", 1991).
///
/// All steps are linear, so the rounds are done in the size of the source: with U for enlarging and
/// D for shrinking, what is missing after a round is `e - DU e`, DU is a small filter, and only the
/// sum of all rounds is enlarged. That gives the same as round after round at the cost of one.
final class BackProjection {
  /// Of OpenCV's cubic interpolation.
  private static final double CUBIC = -0.75;

  /// Source pixels to each side that one enlarging, or one filter, looks at.
  static final int REACH = 2;

  private final int scale;
  private final int rounds;

  BackProjection(int scale, int rounds) {
    this.scale = scale;
    this.rounds = rounds;
  }

  /// How far a pixel of the result looks beside what it was guessed from.
  int reach() {
    return rounds * REACH;
  }

  /// Corrects the larger plane.
  void apply(Mat source, Mat larger) {
    if (rounds == 0) {
      return;
    }
    Mat missing = new Mat();
    resize(larger, missing, source.size(), 0, 0, INTER_AREA);
    subtract(source, missing, missing);
    Mat all = missing.clone();
    Mat kernel = kernel();
    for (int round = 1; round < rounds; round++) {
      Mat given = new Mat();
      Point centre = new Point(-1, -1);
      sepFilter2D(missing, given, CV_32F, kernel, kernel, centre, 0, BORDER_REPLICATE);
      subtract(missing, given, missing);
      add(all, missing, all);
    }
    Mat correction = new Mat();
    Size size = larger.size();
    resize(all, correction, size, 0, 0, INTER_CUBIC);
    add(larger, correction, larger);
  }

  /// What is left of one source pixel, and of its neighbours, when it is enlarged and shrunk again.
  private Mat kernel() {
    float[] taps = new float[2 * REACH + 1];
    for (int part = 0; part < scale; part++) {
      double at = (part + 0.5) / scale - 0.5;
      for (int tap = -REACH; tap <= REACH; tap++) {
        taps[tap + REACH] += (float) (cubic(Math.abs(tap - at)) / scale);
      }
    }
    Mat kernel = new Mat(1, taps.length, CV_32F);
    new FloatPointer(kernel.data()).put(taps);
    return kernel;
  }

  /// Keys' cubic kernel.
  private static double cubic(double x) {
    if (x >= 2) {
      return 0;
    }
    return x < 1
        ? ((CUBIC + 2) * x - (CUBIC + 3)) * x * x + 1
        : ((CUBIC * x - 5 * CUBIC) * x + 8 * CUBIC) * x - 4 * CUBIC;
  }
}
