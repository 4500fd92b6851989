package dev.pictor.engine.paint;

/// Transparent paint on white paper. Light passes through the paint twice, so a colour is the
/// paper's white times `exp(-density)`, and twice the paint is twice the density (Beer and Lambert;
/// Bousseau et al. 2006 use the same idea for watercolour). Lightening a colour by taking paint
/// away keeps it pure, where mixing it with white would make it chalky.
public final class Wash {
  /// Densities up to this are told apart; e^-6 is darker than an 8 bit step.
  private static final float DEEPEST = 6;

  private static final int STEPS = 4096;
  private static final float[] DENSITY = density();
  private static final float[] LIGHT = light();

  private Wash() {}

  /// How much paint of its own colour makes this lightness on white paper, 0 to about 5.5.
  public static float density(float lightness) {
    return DENSITY[(int) (Math.clamp(lightness, 0f, 1f) * (STEPS - 1))];
  }

  /// The light that comes back through paint of a density; negative densities count as none.
  public static float light(float density) {
    int step = (int) (density * ((STEPS - 1) / DEEPEST));
    return LIGHT[Math.clamp(step, 0, STEPS - 1)];
  }

  private static float[] density() {
    float[] table = new float[STEPS];
    for (int i = 0; i < STEPS; i++) {
      // A little light comes back from the blackest paint.
      table[i] = (float) -Math.log((i / (STEPS - 1.0) + .004) / 1.004);
    }
    return table;
  }

  private static float[] light() {
    float[] table = new float[STEPS];
    for (int i = 0; i < STEPS; i++) {
      table[i] = (float) Math.exp(-DEEPEST * i / (STEPS - 1.0));
    }
    return table;
  }
}
