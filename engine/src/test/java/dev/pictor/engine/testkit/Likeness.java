package dev.pictor.engine.testkit;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.add;
import static org.bytedeco.opencv.global.opencv_core.divide;
import static org.bytedeco.opencv.global.opencv_core.mean;
import static org.bytedeco.opencv.global.opencv_core.multiply;
import static org.bytedeco.opencv.global.opencv_core.subtract;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2GRAY;
import static org.bytedeco.opencv.global.opencv_imgproc.GaussianBlur;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

import dev.pictor.engine.codec.Picture;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/// How alike two pictures of one size are, by their luma: the two measures that papers on upscaling
/// and restoration report.
public final class Likeness {
  private static final double PEAK = 255;

  private Likeness() {}

  /// Peak signal to noise ratio in decibels: higher is more alike, infinite for equal pictures.
  public static double psnr(Picture one, Picture other) {
    try (PointerScope _ = new PointerScope()) {
      Mat difference = minus(luma(one), luma(other));
      double error = mean(times(difference, difference)).get(0);
      return 10 * Math.log10(PEAK * PEAK / error);
    }
  }

  /// Structural similarity, 1 for equal pictures: Wang, Bovik, Sheikh and Simoncelli, "Image
  /// quality assessment: from error visibility to structural similarity", 2004, with their window
  /// (11 x 11, sigma 1.5) and their constants.
  public static double ssim(Picture one, Picture other) {
    double c1 = Math.pow(0.01 * PEAK, 2);
    double c2 = Math.pow(0.03 * PEAK, 2);
    try (PointerScope _ = new PointerScope()) {
      Mat x = luma(one);
      Mat y = luma(other);
      Mat meanX = window(x);
      Mat meanY = window(y);
      Mat xx = times(meanX, meanX);
      Mat yy = times(meanY, meanY);
      Mat xy = times(meanX, meanY);
      Mat varianceX = minus(window(times(x, x)), xx);
      Mat varianceY = minus(window(times(y, y)), yy);
      Mat covariance = minus(window(times(x, y)), xy);
      Mat above = times(affine(xy, 2, c1), affine(covariance, 2, c2));
      Mat below = times(affine(plus(xx, yy), 1, c1), affine(plus(varianceX, varianceY), 1, c2));
      Mat similarity = new Mat();
      divide(above, below, similarity);
      return mean(similarity).get(0);
    }
  }

  private static Mat luma(Picture picture) {
    Mat grey = new Mat();
    cvtColor(picture.mat(), grey, COLOR_BGR2GRAY);
    return affine(grey, 1, 0);
  }

  private static Mat affine(Mat plane, double factor, double summand) {
    Mat result = new Mat();
    plane.convertTo(result, CV_32F, factor, summand);
    return result;
  }

  private static Mat window(Mat plane) {
    Mat result = new Mat();
    GaussianBlur(plane, result, new Size(11, 11), 1.5);
    return result;
  }

  private static Mat plus(Mat one, Mat other) {
    Mat result = new Mat();
    add(one, other, result);
    return result;
  }

  private static Mat minus(Mat one, Mat other) {
    Mat result = new Mat();
    subtract(one, other, result);
    return result;
  }

  private static Mat times(Mat one, Mat other) {
    Mat result = new Mat();
    multiply(one, other, result);
    return result;
  }
}
