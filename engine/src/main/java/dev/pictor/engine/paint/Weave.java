package dev.pictor.engine.paint;

/// The threads of a primed canvas, lit from the upper left: over and under in both directions.
public final class Weave {
  private static final int STEPS = 1024;
  private static final float[] SINE = sine();

  private final float perPixel;

  /// @param period from thread to thread in pixels, at least 3
  public Weave(double period) {
    perPixel = (float) (STEPS / Math.max(3, period));
  }

  /// Adds the brightness of a row of threads to `light`, about -1 to 1 times `strength`. `bend`
  /// shifts the threads, by up to half a period for values 0 to 1, so they look woven by hand.
  public void addRow(int y, float strength, float[] bend, float[] light) {
    for (int x = 0; x < light.length; x++) {
      int aside = (int) (bend[x] * (STEPS / 2f));
      float warp = SINE[((int) (x * perPixel) + aside) & (STEPS - 1)];
      float weft = SINE[((int) (y * perPixel) + aside) & (STEPS - 1)];
      light[x] += strength * warp * weft;
    }
  }

  private static float[] sine() {
    float[] sine = new float[STEPS];
    for (int i = 0; i < STEPS; i++) {
      sine[i] = (float) Math.sin(2 * Math.PI * i / STEPS);
    }
    return sine;
  }
}
