package dev.pictor.engine.swap;

import dev.pictor.engine.plane.Blur;
import dev.pictor.engine.plane.Plane;
import java.util.Arrays;
import java.util.Random;

/// Film grain, the same for the same pixel in every run: a tile of smoothed noise, repeated.
final class Grain {
  private static final int SIDE = 256;
  private static final int SEED = 1906;

  /// Noise of a camera is spread over neighbours by the making of its colours.
  private static final double SIGMA = 0.55;

  /// Scaled so that [Finish#noise] measures 1.
  private static final float[] TILE = tile();

  private Grain() {}

  /// The grain of a pixel, of deviation 1 as [Finish#noise] measures it.
  static float at(int x, int y) {
    return TILE[(y & (SIDE - 1)) * SIDE + (x & (SIDE - 1))];
  }

  private static float[] tile() {
    Random random = new Random(SEED);
    Plane noise = new Plane(SIDE, SIDE);
    for (int i = 0; i < noise.values().length; i++) {
      noise.values()[i] = (float) random.nextGaussian();
    }
    float[] values = Blur.gauss(noise, SIGMA).values();
    float[] everywhere = new float[values.length];
    Arrays.fill(everywhere, 1);
    float measured = (float) Finish.noise(values, everywhere, SIDE);
    for (int i = 0; i < values.length; i++) {
      values[i] /= measured;
    }
    return values;
  }
}
