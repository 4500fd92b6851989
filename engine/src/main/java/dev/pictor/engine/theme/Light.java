package dev.pictor.engine.theme;

import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import dev.pictor.engine.codec.Picture;
import dev.pictor.engine.face.Landmarks;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;

/// The light on a face, read from the face itself: skin is much the same all over, so where it is
/// brighter it faces the light. Brightness is fitted by a constant and a direction, the first four
/// spherical harmonics (Ramamoorthi and Hanrahan, 2001).
///
/// @param white what a white cloth that faces the light would have, red, green and blue of 1
/// @param towards where the light comes from, y up and z towards the camera; its length says how
///   much darker the side that faces away is, 0 to 0.9
record Light(double[] white, Vec3 towards) {
  /// Points of skin away from eyes, brows, lips, nostrils and what a fringe may hide.
  private static final int[] SKIN = {
    151, 9, 108, 337, 8, 50, 280, 101, 330, 116, 345, 123, 352, 147, 376, 187, 411, 205, 425, 36,
    266, 207, 427, 192, 416, 214, 434, 138, 367, 135, 364, 210, 430, 199, 175, 200, 171, 396, 5,
    195, 6, 197, 117, 346, 118, 347, 234, 454, 127, 356, 93, 323, 177, 401, 215, 435, 172, 397
  };

  /// Light comes from above and from behind the camera when the face says nothing else.
  private static final Vec3 USUAL = new Vec3(0, 0.16, 0.12);

  private static final int PATCH = 96;

  Light {
    white = white.clone();
  }

  /// How bright a cloth of white is that faces in a direction, as gains of red, green and blue.
  void gains(Vec3 normal, float[] to, int at) {
    double lit = Math.clamp((1 + towards.dot(normal)) / (1 + 0.85 * towards.length()), 0.3, 1);
    // What turns away from the camera also sees less of the room.
    double open = 0.72 + 0.28 * Math.max(0, normal.z());
    for (int k = 0; k < 3; k++) {
      to[at + k] = (float) (white[k] * lit * open);
    }
  }

  /// Reads the light on one face.
  static Light on(Picture picture, Landmarks landmarks, Frame frame) {
    try (PointerScope _ = new PointerScope()) {
      double reach = 26 * frame.scale();
      Vec3 middle = frame.place(new Vec3(0, 0, 0));
      int left = (int) Math.clamp(middle.x() - reach, 0, picture.width() - 1);
      int top = (int) Math.clamp(middle.y() - reach, 0, picture.height() - 1);
      int right = (int) Math.clamp(middle.x() + reach, left + 1, picture.width());
      int bottom = (int) Math.clamp(middle.y() + reach, top + 1, picture.height());
      Mat part = new Mat(picture.mat(), new Rect(left, top, right - left, bottom - top));
      Mat small = new Mat();
      resize(part, small, new Size(PATCH, PATCH), 0, 0, INTER_AREA);
      byte[] pixels = new byte[3 * PATCH * PATCH];
      small.data().get(pixels);
      double across = PATCH / (double) (right - left);
      double down = PATCH / (double) (bottom - top);
      double[][] samples = new double[SKIN.length][];
      int count = 0;
      for (int point : SKIN) {
        int x = (int) ((landmarks.x(point) - left) * across);
        int y = (int) ((landmarks.y(point) - top) * down);
        Vec3 normal = frame.turn(AverageFace.normal(point));
        if (x >= 0 && y >= 0 && x < PATCH && y < PATCH && normal.z() > 0.15) {
          int i = 3 * (y * PATCH + x);
          samples[count++] =
              new double[] {
                normal.x(),
                normal.y(),
                normal.z(),
                (pixels[i + 2] & 255) / 255.0,
                (pixels[i + 1] & 255) / 255.0,
                (pixels[i] & 255) / 255.0
              };
        }
      }
      return fitted(List.of(Arrays.copyOf(samples, count)), brightest(pixels));
    }
  }

  private static double luma(double red, double green, double blue) {
    return 0.299 * red + 0.587 * green + 0.114 * blue;
  }

  /// The level of red, green and blue that three of a hundred pixels around the face exceed: what
  /// is brightest in each channel together is usually the colour of the light.
  private static double[] brightest(byte[] pixels) {
    double[] levels = new double[3];
    double[] channel = new double[pixels.length / 3];
    for (int k = 0; k < 3; k++) {
      for (int i = 0; i < channel.length; i++) {
        channel[i] = (pixels[3 * i + 2 - k] & 255) / 255.0;
      }
      Arrays.sort(channel);
      levels[k] = channel[(int) (channel.length * 0.97)];
    }
    return levels;
  }

  private static Light fitted(List<double[]> samples, double[] brightest) {
    if (samples.size() < 12) {
      return new Light(brightest, Vec3.ZERO);
    }
    double[][] from = new double[samples.size()][];
    double[] tones = new double[samples.size()];
    for (int i = 0; i < tones.length; i++) {
      double[] s = samples.get(i);
      from[i] = new double[] {s[0], s[1], s[2], 1};
      tones[i] = luma(s[3], s[4], s[5]);
    }
    double[] sorted = tones.clone();
    Arrays.sort(sorted);
    double skin = sorted[(int) (sorted.length * 0.9)];
    double[] fit = LeastSquares.solve(from, tones, 0.02 * tones.length);
    Vec3 seen = new Vec3(fit[0], fit[1], 0.5 * fit[2]).times(1 / Math.max(0.05, fit[3]));
    Vec3 towards = seen.times(0.75).plus(USUAL);
    double strength = Math.min(0.7, towards.length());
    double most = luma(brightest[0], brightest[1], brightest[2]);
    double level = Math.clamp(Math.min(most, 2.3 * skin), Math.min(1.12 * skin, 0.985), 0.985);
    return new Light(tinted(brightest, most, level), towards.unit().times(strength));
  }

  /// White of this level with half of the tint that the brightest places have.
  private static double[] tinted(double[] brightest, double most, double level) {
    double[] white = new double[3];
    for (int k = 0; k < 3; k++) {
      double tint = Math.sqrt(Math.clamp(brightest[k] / Math.max(most, 1e-3), 0.7, 1.3));
      white[k] = Math.min(1, level * tint);
    }
    return white;
  }
}
