package dev.pictor.engine.swap;

import static org.bytedeco.opencv.global.opencv_core.BORDER_REPLICATE;
import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2GRAY;
import static org.bytedeco.opencv.global.opencv_imgproc.GaussianBlur;
import static org.bytedeco.opencv.global.opencv_imgproc.Laplacian;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

import dev.pictor.engine.plane.Plane;
import java.util.Arrays;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/// How sharp and how noisy a face is, to make the new one as sharp and as noisy as its picture.
final class Finish {
  /// The blurs that are tried, in pixels.
  private static final double[] SIGMAS = {0.5, 0.7, 1, 1.4, 2, 2.8, 4, 5.6};

  /// Edges are measured on two scales, in pixels. The quotient tells how sharp they are, whoever
  /// the person is: wrinkles and glasses count on both.
  private static final double FINE = 0.9;

  private static final double COARSE = 3;

  /// A face is blurred when it is this many times sharper than the other.
  private static final double SHARPER = 1.35;

  private static final double ENOUGH = 1.12;

  /// From the quarter of the absolute values to a deviation, for Immerkaer's mask (1996), whose
  /// weights have the norm 6: a quarter of normally distributed noise lies within 0.3186
  /// deviations.
  private static final double TO_DEVIATION = 1 / (0.3186 * 6);

  private Finish() {}

  /// How much a face must be blurred to be as soft as the picture it goes into: a sigma in pixels,
  /// 0 when it is not sharper.
  ///
  /// @param where 0 to 1, what is compared
  static double softening(Mat face, Mat target, Plane where) {
    try (PointerScope _ = new PointerScope()) {
      double wanted = sharpness(target, where, 0);
      if (sharpness(face, where, 0) < SHARPER * wanted) {
        return 0;
      }
      for (double sigma : SIGMAS) {
        if (sharpness(face, where, sigma) < ENOUGH * wanted) {
          return sigma;
        }
      }
      return SIGMAS[SIGMAS.length - 1];
    }
  }

  private static double sharpness(Mat bgr, Plane where, double blur) {
    Mat grey = new Mat();
    cvtColor(bgr, grey, COLOR_BGR2GRAY);
    grey.convertTo(grey, CV_32F);
    return edges(grey, where, Math.hypot(FINE, blur))
        / edges(grey, where, Math.hypot(COARSE, blur));
  }

  private static double edges(Mat grey, Plane where, double sigma) {
    Mat calm = new Mat();
    GaussianBlur(grey, calm, new Size(0, 0), sigma);
    Mat edges = new Mat();
    Laplacian(calm, edges, CV_32F, 1, 1, 0, BORDER_REPLICATE);
    float[] values = Bands.floats(edges);
    double sum = 0;
    double weight = 1e-6;
    for (int i = 0; i < values.length; i++) {
      sum += where.values()[i] * Math.abs(values[i]);
      weight += where.values()[i];
    }
    return sum / weight + 0.05;
  }

  /// The deviation of the noise in levels of 255 (Immerkaer 1996, with the lower quarter for the
  /// mean, so that edges and pores count little).
  ///
  /// @param luma row by row
  /// @param where only pixels above a half are looked at
  static double noise(float[] luma, float[] where, int width) {
    int height = luma.length / width;
    float[] found = new float[luma.length];
    int count = 0;
    for (int y = 1; y < height - 1; y++) {
      for (int x = 1; x < width - 1; x++) {
        int i = y * width + x;
        if (where[i] > 0.5f) {
          float corners =
              luma[i - width - 1] + luma[i - width + 1] + luma[i + width - 1] + luma[i + width + 1];
          float sides = luma[i - 1] + luma[i + 1] + luma[i - width] + luma[i + width];
          found[count++] = Math.abs(4 * luma[i] - 2 * sides + corners);
        }
      }
    }
    if (count < 64) {
      return 0;
    }
    Arrays.sort(found, 0, count);
    return TO_DEVIATION * found[count / 4];
  }
}
