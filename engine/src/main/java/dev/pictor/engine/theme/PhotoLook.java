package dev.pictor.engine.theme;

import dev.pictor.engine.plane.Noise;

/// How a photograph renders things: how soft its edges are and how much noise lies over its
/// surfaces. What is painted into it gets the same, or it looks pasted.
///
/// @param blur of an edge, as the sigma of a Gaussian in pixels
/// @param noise the deviation of an even surface, in levels of 255
record PhotoLook(double blur, double noise) {
  private static final int SEED = 7310;

  /// Rows above and below that the blur wants to see.
  int margin() {
    return Band.reach(blur);
  }

  /// The noise of one row. Each value is the mean of four neighbours, as sensors and compression
  /// leave it: single dots would look sharper than the photograph.
  void grain(int y, float[] row) {
    float gain = (float) (noise * Math.sqrt(12) * 2);
    for (int x = 0; x < row.length; x++) {
      float sum =
          Noise.at(x, y, SEED)
              + Noise.at(x + 1, y, SEED)
              + Noise.at(x, y + 1, SEED)
              + Noise.at(x + 1, y + 1, SEED);
      row[x] = gain * (sum / 4 - 0.5f);
    }
  }
}
