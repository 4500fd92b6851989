package dev.pictor.engine.plane;

/// Spreads values evenly over 0 to 1 and keeps their order, so that a threshold of .3 covers three
/// tenths of the picture whatever the values were.
public final class Rank {
  private static final int BINS = 4096;

  private Rank() {}

  /// A new plane; a plane without any difference becomes all ones.
  public static Plane evenly(Plane plane) {
    float[] from = plane.values();
    float low = Float.MAX_VALUE;
    float high = -Float.MAX_VALUE;
    for (float value : from) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    float scale = (BINS - 1) / Math.max(1e-9f, high - low);
    float[] shares = shares(from, low, scale);
    float[] out = new float[from.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = shares[(int) ((from[i] - low) * scale)];
    }
    return new Plane(plane.width(), plane.height(), out);
  }

  private static float[] shares(float[] from, float low, float scale) {
    int[] counts = new int[BINS];
    for (float value : from) {
      counts[(int) ((value - low) * scale)]++;
    }
    float[] shares = new float[BINS];
    long below = 0;
    for (int bin = 0; bin < BINS; bin++) {
      below += counts[bin];
      shares[bin] = (float) below / from.length;
    }
    return shares;
  }
}
