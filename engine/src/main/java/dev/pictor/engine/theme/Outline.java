package dev.pictor.engine.theme;

import java.util.Arrays;

/// A closed line in the picture, whose inside can be asked for row by row.
///
/// @param x of its corners, in pixels
/// @param y likewise
record Outline(double[] x, double[] y) {
  /// Rows between two pixels at which the line is crossed: enough for a smooth edge.
  private static final int SUBROWS = 4;

  /// How much of each pixel of a row lies inside, added to what is there.
  void cover(int row, float[] cover) {
    double[] crossings = new double[x.length];
    for (int i = 0; i < SUBROWS; i++) {
      int count = crossings(row + (i + 0.5) / SUBROWS, crossings);
      for (int k = 0; k + 1 < count; k += 2) {
        fill(cover, crossings[k], crossings[k + 1]);
      }
    }
  }

  /// Whether it may have an inside in these rows.
  boolean touches(int from, int to) {
    return Arrays.stream(y).min().orElse(0) <= to && Arrays.stream(y).max().orElse(0) >= from;
  }

  /// The same line in a picture that is scaled by this factor.
  Outline scaled(double factor) {
    return new Outline(
        Arrays.stream(x).map(value -> value * factor).toArray(),
        Arrays.stream(y).map(value -> value * factor).toArray());
  }

  private int crossings(double at, double[] crossings) {
    int count = 0;
    for (int i = 0, j = x.length - 1; i < x.length; j = i++) {
      if (y[i] > at != y[j] > at) {
        crossings[count++] = x[i] + (at - y[i]) / (y[j] - y[i]) * (x[j] - x[i]);
      }
    }
    Arrays.sort(crossings, 0, count);
    return count;
  }

  private static void fill(float[] cover, double from, double to) {
    int first = (int) Math.clamp(Math.floor(from), 0, cover.length);
    int last = (int) Math.clamp(Math.ceil(to), 0, cover.length);
    for (int column = first; column < last; column++) {
      double share = Math.min(to, column + 1.0) - Math.max(from, column);
      cover[column] = (float) Math.min(1, cover[column] + share / SUBROWS);
    }
  }
}
