package dev.pictor.engine.swap;

import dev.pictor.engine.plane.Plane;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;

/// What this person's skin looks like in this picture, learned from places that are bare in nearly
/// every face. Colour is compared without its brightness, so that shadows on a face stay skin;
/// brightness itself counts little.
///
/// @param middle the medians of red's and green's share of all light, and of the logarithm of it
/// @param spread how far skin strays from each
record SkinModel(double[] middle, double[] spread) {
  /// The size of the places that are looked at, as a part of the face's width.
  private static final double PLACE = 0.035;

  /// Sensors and JPEG alone spread the colour of an even surface this much.
  private static final double LEAST_COLOUR_SPREAD = 0.012;

  private static final double LEAST_TONE_SPREAD = 0.3;

  /// From the median of the absolute differences to a standard deviation (normal distribution).
  private static final double TO_DEVIATION = 1.4826;

  /// The squared distance up to which all is skin, and over which the likelihood falls to 1/e.
  private static final double SURE = 7;

  /// Keeps black pixels, whose colour is noise, from having one.
  private static final double DARK = 14;

  /// Of every sum of three levels.
  private static final double[] LOGARITHMS = new double[3 * 255 + 1];

  static {
    for (int i = 0; i < LOGARITHMS.length; i++) {
      LOGARITHMS[i] = Math.log(i + 3 * DARK);
    }
  }

  /// @param bgr a face
  /// @param shape its points in that picture
  static SkinModel of(Mat bgr, Shape shape, double faceWidth) {
    byte[] pixels = Bands.bytes(bgr);
    int width = bgr.cols();
    int reach = Math.max(1, (int) (PLACE * faceWidth));
    List<double[]> samples = new ArrayList<>();
    for (int point : Points.SKIN) {
      for (int dy = -reach; dy <= reach; dy++) {
        for (int dx = -reach; dx <= reach; dx++) {
          int x = Math.clamp(Math.round(shape.x(point)) + (long) dx, 0, width - 1);
          int y = Math.clamp(Math.round(shape.y(point)) + (long) dy, 0, bgr.rows() - 1);
          samples.add(measured(pixels, 3 * (y * width + x)));
        }
      }
    }
    double[] middle = new double[3];
    double[] spread = new double[3];
    for (int k = 0; k < 3; k++) {
      int axis = k;
      double median = median(samples.stream().mapToDouble(v -> v[axis]).toArray());
      middle[k] = median;
      double stray =
          median(samples.stream().mapToDouble(v -> Math.abs(v[axis] - median)).toArray());
      double least = k < 2 ? LEAST_COLOUR_SPREAD : LEAST_TONE_SPREAD;
      spread[k] = Math.max(least, 1.6 * TO_DEVIATION * stray);
    }
    return new SkinModel(middle, spread);
  }

  private static double[] measured(byte[] pixels, int at) {
    double blue = pixels[at] & 0xff;
    double green = pixels[at + 1] & 0xff;
    double red = pixels[at + 2] & 0xff;
    double sum = blue + green + red + 3 * DARK;
    return new double[] {(red + DARK) / sum, (green + DARK) / sum, Math.log(sum)};
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }

  /// For each pixel how much it looks like this skin, 0 to 1.
  Plane likelihood(Mat bgr) {
    byte[] pixels = Bands.bytes(bgr);
    Plane plane = new Plane(bgr.cols(), bgr.rows());
    float[] values = plane.values();
    for (int i = 0; i < values.length; i++) {
      double blue = pixels[3 * i] & 0xff;
      double green = pixels[3 * i + 1] & 0xff;
      double red = pixels[3 * i + 2] & 0xff;
      double sum = blue + green + red + 3 * DARK;
      double distance =
          squared(((red + DARK) / sum - middle[0]) / spread[0])
              + squared(((green + DARK) / sum - middle[1]) / spread[1])
              + squared((LOGARITHMS[(int) (sum - 3 * DARK)] - middle[2]) / spread[2]);
      values[i] = distance <= SURE ? 1 : (float) Math.exp((SURE - distance) / SURE);
    }
    return plane;
  }

  private static double squared(double value) {
    return value * value;
  }
}
