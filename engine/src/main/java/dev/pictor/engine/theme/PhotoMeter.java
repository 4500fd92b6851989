package dev.pictor.engine.theme;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2GRAY;
import static org.bytedeco.opencv.global.opencv_imgproc.GaussianBlur;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

import dev.pictor.engine.codec.Picture;
import dev.pictor.engine.plane.Pixels;
import dev.pictor.engine.plane.Plane;
import java.util.Arrays;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;

/// Measures how soft and how noisy a photograph is around a face.
final class PhotoMeter {
  /// The side of the square that is measured: enough to see, little to compute.
  private static final int SIDE = 384;

  /// The blur that the picture is compared with, in pixels.
  private static final double PROBE = 1.5;

  /// A difference of neighbours two pixels apart softens an edge by itself: the variance of that.
  private static final double OWN = 0.5;

  /// The share of pixels that count as edges.
  private static final double EDGES = 0.01;

  private static final double SHARPEST = 0.5;
  private static final double SOFTEST = 2.4;
  private static final double MOST_NOISE = 7;

  private PhotoMeter() {}

  /// @param x the middle of the place to measure, in pixels
  /// @param y likewise
  static PhotoLook measure(Picture picture, double x, double y) {
    int width = Math.min(SIDE, picture.width());
    int height = Math.min(SIDE, picture.height());
    int left = (int) Math.clamp(x - width / 2.0, 0, picture.width() - width);
    int top = (int) Math.clamp(y - height / 2.0, 0, picture.height() - height);
    if (width < 8 || height < 8) {
      return new PhotoLook(SHARPEST, 0);
    }
    try (PointerScope _ = new PointerScope()) {
      Mat part = new Mat(picture.mat(), new Rect(left, top, width, height));
      Mat grey = new Mat();
      cvtColor(part, grey, COLOR_BGR2GRAY);
      grey.convertTo(grey, CV_32F);
      Mat soft = new Mat();
      GaussianBlur(grey, soft, new Size(0, 0), PROBE);
      Plane fine = Pixels.plane(grey);
      return new PhotoLook(blur(fine, Pixels.plane(soft)), noise(fine));
    }
  }

  /// The slope of an edge of blur s falls to s / sqrt(s^2 + t^2) under a further blur t; that gives
  /// s from the steepest slopes of both.
  private static double blur(Plane fine, Plane soft) {
    double before = steepest(fine);
    double after = steepest(soft);
    if (before < 4 || after <= 0 || before <= after) {
      return 1;
    }
    double ratio = before / after;
    double variance = PROBE * PROBE / (ratio * ratio - 1) - OWN;
    return Math.clamp(Math.sqrt(Math.max(0, variance)), SHARPEST, SOFTEST);
  }

  private static double steepest(Plane plane) {
    int width = plane.width();
    float[] v = plane.values();
    float[] slopes = new float[(width - 2) * (plane.height() - 2)];
    int count = 0;
    for (int y = 1; y < plane.height() - 1; y++) {
      for (int x = 1; x < width - 1; x++) {
        int i = y * width + x;
        slopes[count++] = Math.abs(v[i + 1] - v[i - 1]) + Math.abs(v[i + width] - v[i - width]);
      }
    }
    Arrays.sort(slopes);
    double sum = 0;
    int edges = Math.max(1, (int) (count * EDGES));
    for (int i = count - edges; i < count; i++) {
      sum += slopes[i];
    }
    return sum / edges;
  }

  /// The median of a filter that sees neither slopes nor most edges (Immerkaer, Fast noise variance
  /// estimation, 1996), so that a busy background does not count as noise.
  private static double noise(Plane plane) {
    int width = plane.width();
    float[] v = plane.values();
    float[] found = new float[(width - 2) * (plane.height() - 2)];
    int count = 0;
    for (int y = 1; y < plane.height() - 1; y++) {
      for (int x = 1; x < width - 1; x++) {
        int i = y * width + x;
        float across = v[i - 1] + v[i + 1];
        float above = v[i - width - 1] - 2 * v[i - width] + v[i - width + 1];
        float below = v[i + width - 1] - 2 * v[i + width] + v[i + width + 1];
        found[count++] = Math.abs(above + below - 2 * across + 4 * v[i]);
      }
    }
    Arrays.sort(found);
    return Math.min(MOST_NOISE, found[count / 2] * 1.4826 / 6);
  }
}
