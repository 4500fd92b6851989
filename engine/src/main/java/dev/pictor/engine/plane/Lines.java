package dev.pictor.engine.plane;

/// Finds the lines that a draughtsman would draw: the extended difference of Gaussians (XDoG;
/// Winnemöller, Kyprianidis, Olsen 2012).
///
/// The result is the response before its threshold, so that the threshold can be taken at full size
/// and lines stay sharp however large the picture is; [#soft] is that threshold.
public final class Lines {
  private static final double WIDER = 1.6;
  private static final int STEPS = 1024;
  private static final float RANGE = 4;
  private static final float[] TANH = tanh();

  private Lines() {}

  /// @param tone what to draw, usually [Tones#levelled] so that deep shadows do not turn black
  ///   whole
  /// @param sigma width of the lines in pixels
  /// @param strength how much edges weigh against tone, about 10 to 30
  public static Plane response(Plane tone, double sigma, double strength) {
    float[] narrow = Blur.gauss(tone, sigma).values();
    float[] wide = Blur.gauss(tone, sigma * WIDER).values();
    float gain = (float) strength;
    for (int i = 0; i < narrow.length; i++) {
      narrow[i] += gain * (narrow[i] - wide[i]);
    }
    return new Plane(tone.width(), tone.height(), narrow);
  }

  /// The soft threshold of XDoG: 1 (paper) above the level, falling to 0 (line) below it.
  ///
  /// @param level where lines begin, about .5 to .6
  /// @param hardness slope at the level: 4 is charcoal, 30 a pen
  public static float soft(float response, float level, float hardness) {
    float below = (level - response) * hardness;
    if (below <= 0) {
      return 1;
    }
    return below >= RANGE ? 0 : 1 - TANH[(int) (below * (STEPS / RANGE))];
  }

  private static float[] tanh() {
    float[] table = new float[STEPS];
    for (int i = 0; i < STEPS; i++) {
      table[i] = (float) Math.tanh(i * RANGE / STEPS);
    }
    return table;
  }
}
