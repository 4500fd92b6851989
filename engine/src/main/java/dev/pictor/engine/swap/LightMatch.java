package dev.pictor.engine.swap;

import dev.pictor.engine.plane.Blur;
import dev.pictor.engine.plane.Plane;
import org.bytedeco.opencv.opencv_core.Mat;
import org.jspecify.annotations.Nullable;

/// The light of the target on the source's face, smooth over the face and exact towards its rim,
/// where it does what a Poisson blend does: `new = gain * old + shift`, with a shift for each
/// colour. Only skin that both pictures show is compared: hair, glasses, brows and eyes would tint
/// their surroundings.
///
/// The gain is the ratio of the skins' luma, damped, so that hard light gives deep wrinkles and
/// soft light shallow ones; what is left is the shift. It fades in the dark, as light does: a black
/// pupil in blue light is black.
///
/// @param gain for each pixel
/// @param shift for blue, green and red, in levels of 255
/// @param level the luma of the source's skin around the pixel, at which the shift is whole
record LightMatch(Plane gain, Plane[] shift, Plane level) {
  /// How wide the light is smoothed, as a part of the face's width: in the middle, so that the
  /// shape of nose and cheeks stays the source's, and at the rim, so that no edge is seen.
  private static final double COARSE = 0.11;

  private static final double FINE = 0.04;

  /// How deep inside the face the coarse light has taken over, as a part of the face's width.
  private static final double RIM = 0.16;

  /// How much the mean of the whole face counts where no skin is near.
  private static final double PRIOR = 0.02;

  /// The gain is the ratio of lumas to the power of this: cameras and printers compress.
  private static final double DAMPING = 0.7;

  private static final double LEAST_GAIN = 0.45;
  private static final double MOST_GAIN = 1.5;

  /// How far the strength of pores and wrinkles follows the target's.
  private static final double DETAIL_DAMPING = 0.6;

  /// @param trust 0 to 1: where both pictures show skin
  /// @param depth how deep inside the face each pixel lies, in widths of it
  static LightMatch between(Mat warped, Mat target, Plane trust, Plane depth, double faceWidth) {
    Skin from = new Skin(Bands.bytes(warped), trust, depth, faceWidth);
    Skin to = new Skin(Bands.bytes(target), trust, depth, faceWidth);
    double detail = Math.clamp(Math.pow(to.detail / from.detail, DETAIL_DAMPING), 0.65, 1.15);
    int size = trust.values().length;
    Plane gain = new Plane(trust.width(), trust.height());
    Plane[] shift = {
      new Plane(trust.width(), trust.height()),
      new Plane(trust.width(), trust.height()),
      new Plane(trust.width(), trust.height())
    };
    Plane level = new Plane(trust.width(), trust.height());
    for (int i = 0; i < size; i++) {
      double here = from.luma(i);
      double ratio = Math.pow((to.luma(i) + 8) / (here + 8), DAMPING);
      float k = (float) Math.clamp(ratio * detail, LEAST_GAIN, MOST_GAIN);
      gain.values()[i] = k;
      level.values()[i] = (float) here;
      for (int c = 0; c < 3; c++) {
        shift[c].values()[i] = to.low[c][i] - k * from.low[c][i];
      }
    }
    return new LightMatch(gain, shift, level);
  }

  /// The skin of one picture: its colour around each pixel, and how much it varies on a small
  /// scale.
  private static final class Skin {
    private final float[][] low = new float[3][];
    private final double detail;

    Skin(byte[] pixels, Plane trust, Plane depth, double faceWidth) {
      Plane[] coarse = around(pixels, trust, COARSE * faceWidth, null);
      Plane[] fine = around(pixels, trust, FINE * faceWidth, coarse);
      double sum = 0;
      double weight = 1e-6;
      for (int c = 0; c < 3; c++) {
        low[c] = new float[trust.values().length];
        for (int i = 0; i < low[c].length; i++) {
          double t = Math.clamp(depth.values()[i] / RIM, 0, 1);
          float share = (float) (t * t * (3 - 2 * t));
          float near = fine[c].values()[i];
          low[c][i] = near + (coarse[c].values()[i] - near) * share;
          double stray = (pixels[3 * i + c] & 0xff) - (double) near;
          sum += trust.values()[i] * stray * stray;
          weight += trust.values()[i];
        }
      }
      detail = Math.sqrt(sum / weight) + 1.5;
    }

    double luma(int i) {
      return 0.114 * low[0][i] + 0.587 * low[1][i] + 0.299 * low[2][i];
    }

    private static Plane[] around(
        byte[] pixels, Plane trust, double sigma, Plane @Nullable [] fallback) {
      Plane weights = Blur.gauss(trust, sigma);
      Plane[] around = new Plane[3];
      for (int c = 0; c < 3; c++) {
        Plane product = new Plane(trust.width(), trust.height());
        double sum = 0;
        double all = 1e-6;
        for (int i = 0; i < product.values().length; i++) {
          product.values()[i] = (pixels[3 * i + c] & 0xff) * trust.values()[i];
          sum += product.values()[i];
          all += trust.values()[i];
        }
        around[c] = Blur.gauss(product, sigma);
        for (int i = 0; i < product.values().length; i++) {
          double rest = fallback == null ? sum / all : fallback[c].values()[i];
          around[c].values()[i] =
              (float) ((around[c].values()[i] + PRIOR * rest) / (weights.values()[i] + PRIOR));
        }
      }
      return around;
    }
  }
}
