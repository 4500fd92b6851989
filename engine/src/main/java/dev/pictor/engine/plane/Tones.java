package dev.pictor.engine.plane;

import static org.bytedeco.opencv.global.opencv_imgproc.bilateralFilter;
import static org.bytedeco.opencv.global.opencv_imgproc.createCLAHE;

import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_imgproc.CLAHE;

/// Changes of tone: curves, local contrast, noise.
public final class Tones {
  private static final int BINS = 1024;
  private static final double OUTLIERS = 0.005;

  private Tones() {}

  /// Evens the light out: what is lighter than `level` over a wide neighbourhood is lowered and
  /// what is darker raised, so that lines are found alike in shadow and in glare.
  ///
  /// @param sigma of the neighbourhood in pixels
  /// @param share 0 leaves the tone alone, 1 evens it out wholly
  public static Plane levelled(Plane tone, double sigma, double level, double share) {
    Curve gain = new Curve(around -> Math.pow(level / Math.max(around, 0.06), share));
    float[] around = Blur.gauss(tone, sigma).values();
    float[] values = tone.values();
    for (int i = 0; i < around.length; i++) {
      around[i] = Math.min(1, values[i] * gain.at(around[i]));
    }
    return new Plane(tone.width(), tone.height(), around);
  }

  /// Contrast of its own for every region (CLAHE), which brings out what shadow and haze hide.
  ///
  /// @param limit how far contrast may grow, about 2 to 3
  /// @param regions on a side
  public static Plane equalised(Plane tone, double limit, int regions) {
    try (Mat bytes = Pixels.bytes(tone);
        Mat out = new Mat();
        Size grid = new Size(regions, regions);
        CLAHE clahe = createCLAHE(limit, grid)) {
      clahe.apply(bytes, out);
      return Pixels.plane(out);
    }
  }

  /// Removes noise and fine texture and keeps edges (bilateral filter).
  ///
  /// @param reach in pixels, at most about 4: the cost grows with its square
  /// @param contrast differences above this share of the range are edges and stay, about .05 to .2
  public static Plane calmed(Plane tone, double reach, double contrast, int passes) {
    int diameter = 2 * Math.max(1, (int) Math.round(reach)) + 1;
    Mat from = Pixels.bytes(tone);
    try {
      for (int pass = 0; pass < passes; pass++) {
        Mat to = new Mat();
        bilateralFilter(from, to, diameter, contrast * 255, reach);
        from.close();
        from = to;
      }
      return Pixels.plane(from);
    } finally {
      from.close();
    }
  }

  /// Sets the exposure as a draughtsman does: the darkest and lightest half percent become black
  /// and white, and a gamma brings the median to `key`, as far as it may.
  ///
  /// @param key where the median should lie, about .5 to .65
  /// @param freedom how far the gamma may be from 1, as a factor: 1 is none, 2 is .5 to 2
  public static Plane keyed(Plane tone, double key, double freedom) {
    int[] counts = new int[BINS];
    for (float value : tone.values()) {
      counts[(int) (Plane.clamp(value) * (BINS - 1) + 0.5f)]++;
    }
    double low = quantile(counts, OUTLIERS);
    double range = Math.max(0.1, quantile(counts, 1 - OUTLIERS) - low);
    double median = Math.clamp((quantile(counts, 0.5) - low) / range, 0.02, 0.98);
    double gamma = Math.clamp(Math.log(key) / Math.log(median), 1 / freedom, freedom);
    return new Curve(t -> Math.pow(Math.clamp((t - low) / range, 0, 1), gamma)).of(tone);
  }

  private static double quantile(int[] counts, double share) {
    long total = 0;
    for (int count : counts) {
      total += count;
    }
    long below = 0;
    for (int bin = 0; bin < BINS; bin++) {
      below += counts[bin];
      if (below > share * total) {
        return (double) bin / (BINS - 1);
      }
    }
    return 1;
  }
}
