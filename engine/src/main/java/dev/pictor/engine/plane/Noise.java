package dev.pictor.engine.plane;

/// Repeatable noise: a value depends on its place and a seed, never on the order of computing.
public final class Noise {
  private Noise() {}

  /// A number from 0 (inclusive) to 1 (exclusive) for a place; an integer hash in the manner of
  /// xxHash's avalanche.
  public static float at(int x, int y, int seed) {
    int h = x * 374761393 + y * 668265263 + seed * 982451653;
    h = (h ^ (h >>> 13)) * 1274126177;
    h ^= h >>> 16;
    return (h & 0xffffff) * 0x1p-24f;
  }

  /// Independent values, uniform in 0 to 1.
  public static Plane white(int width, int height, int seed) {
    float[] values = new float[width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        values[y * width + x] = at(x, y, seed);
      }
    }
    return new Plane(width, height, values);
  }

  /// Clouds: value noise in octaves, each with half the cell and .55 of the weight of the one
  /// before; mean about .5, within 0 to 1.
  ///
  /// @param cell size of the largest clouds in pixels
  public static Plane clouds(int width, int height, double cell, int octaves, int seed) {
    float[] sum = new float[width * height];
    double weight = 1;
    double total = 0;
    double size = Math.max(2, cell);
    for (int octave = 0; octave < octaves && size >= 2; octave++, size /= 2, weight *= 0.55) {
      float[] layer = smooth(width, height, size, seed + octave).values();
      float share = (float) weight;
      for (int i = 0; i < sum.length; i++) {
        sum[i] += layer[i] * share;
      }
      total += weight;
    }
    float norm = (float) (1 / total);
    for (int i = 0; i < sum.length; i++) {
      sum[i] = Plane.clamp(sum[i] * norm);
    }
    return new Plane(width, height, sum);
  }

  private static Plane smooth(int width, int height, double cell, int seed) {
    int columns = (int) Math.ceil(width / cell) + 3;
    int rows = (int) Math.ceil(height / cell) + 3;
    Plane lattice = white(columns, rows, seed);
    Magnifier magnifier = new Magnifier(lattice, width, height, 1 / cell, 1);
    float[] values = new float[width * height];
    float[] room = magnifier.room();
    float[] row = new float[width];
    for (int y = 0; y < height; y++) {
      magnifier.row(y, room, row);
      System.arraycopy(row, 0, values, y * width, width);
    }
    return new Plane(width, height, values);
  }
}
