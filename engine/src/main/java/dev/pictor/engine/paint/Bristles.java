package dev.pictor.engine.paint;

import dev.pictor.engine.plane.Noise;

/// The marks of the single hairs of a brush: a small texture that is uneven across and nearly even
/// along. Every stroke reads it at a place of its own.
final class Bristles {
  static final int ACROSS = 128;
  static final int ALONG = 256;

  /// Pixels of a stroke for one step along the texture: streaks are this much longer than wide.
  static final float STRETCH = 5;

  private static final int SEED = 5150;
  private static final byte[] MARKS = marks();

  private Bristles() {}

  /// The mark at a place, 0 (a gap) to 255 (a loaded hair), about 128 on average.
  static int at(float along, float across) {
    int u = (int) (along * (1 / STRETCH)) & (ALONG - 1);
    int v = (int) across & (ACROSS - 1);
    return MARKS[u * ACROSS + v] & 255;
  }

  private static byte[] marks() {
    byte[] marks = new byte[ALONG * ACROSS];
    for (int u = 0; u < ALONG; u++) {
      for (int v = 0; v < ACROSS; v++) {
        float hair = Noise.at(v, 0, SEED);
        float tuft = between(v, 5, SEED + 1);
        float drift = along(u, v, 24, SEED + 2);
        float speck = along(u, v, 4, SEED + 3);
        float mark = .38f * hair + .24f * tuft + .26f * drift + .12f * speck;
        marks[u * ACROSS + v] = (byte) Math.clamp((int) (128 + (mark - .5f) * 420), 0, 255);
      }
    }
    return marks;
  }

  /// Noise of cells of several hairs.
  private static float between(int v, int cell, int seed) {
    int left = v / cell;
    float t = (v % cell) / (float) cell;
    return Noise.at(left, 1, seed) * (1 - t) + Noise.at((left + 1) % (ACROSS / cell), 1, seed) * t;
  }

  /// Noise that changes slowly along a hair.
  private static float along(int u, int v, int cell, int seed) {
    int cells = ALONG / cell;
    int low = u / cell % cells;
    float t = (u % cell) / (float) cell;
    return Noise.at(low, v, seed) * (1 - t) + Noise.at((low + 1) % cells, v, seed) * t;
  }
}
