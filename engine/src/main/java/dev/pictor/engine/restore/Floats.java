package dev.pictor.engine.restore;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_core.addWeighted;
import static org.bytedeco.opencv.global.opencv_core.divide;
import static org.bytedeco.opencv.global.opencv_core.merge;
import static org.bytedeco.opencv.global.opencv_core.multiply;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2GRAY;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_CUBIC;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/// Arithmetic on native pictures of floats, 0 to 255. Every result is a new Mat in the scope that
/// the caller has opened.
final class Floats {
  private Floats() {}

  static Mat of(Mat bytes) {
    Mat floats = new Mat();
    bytes.convertTo(floats, CV_32F);
    return floats;
  }

  /// Rounded and held within 0 to 255.
  static Mat bytes(Mat floats) {
    Mat bytes = new Mat();
    floats.convertTo(bytes, CV_8U);
    return bytes;
  }

  static Mat sum(Mat a, double ofA, Mat b, double ofB) {
    Mat sum = new Mat();
    addWeighted(a, ofA, b, ofB, 0, sum, CV_32F);
    return sum;
  }

  static Mat product(Mat a, Mat b) {
    Mat product = new Mat();
    multiply(a, b, product);
    return product;
  }

  /// `a` where the weight is 0, `b` where it is 1.
  ///
  /// @param weight one channel
  static Mat mixed(Mat a, Mat b, Mat weight) {
    return sum(a, 1, product(sum(b, 1, a, -1), spread(weight)), 1);
  }

  /// One channel as three equal ones.
  static Mat spread(Mat single) {
    Mat three = new Mat();
    merge(new MatVector(single, single, single), three);
    return three;
  }

  /// What is small against `level` vanishes, what is large stays: `v * v^2 / (v^2 + level^2)`, the
  /// Wiener rule for one value of unknown size under noise of that level.
  static Mat cored(Mat values, double level) {
    Mat squared = product(values, values);
    Mat below = new Mat();
    squared.convertTo(below, CV_32F, 1, 0);
    Mat offset = new Mat(below.size(), below.type(), Scalar.all(level * level + 1e-6));
    Mat share = new Mat();
    divide(squared, sum(below, 1, offset, 1), share);
    return product(values, share);
  }

  /// Averaged when it gets smaller, cubic when it gets larger.
  static Mat resized(Mat from, Size size) {
    Mat to = new Mat();
    boolean smaller = size.width() < from.cols();
    resize(from, to, size, 0, 0, smaller ? INTER_AREA : INTER_CUBIC);
    return to;
  }

  static Mat luma(Mat bgr) {
    Mat grey = new Mat();
    cvtColor(bgr, grey, COLOR_BGR2GRAY);
    return grey;
  }

  static float[] values(Mat floats) {
    float[] values = new float[Math.toIntExact(floats.total() * floats.channels())];
    new FloatPointer(floats.data()).get(values);
    return values;
  }
}
