package dev.pictor.engine.plane;

import java.util.Arrays;

/// Dots as a pen sets them: few and far apart in the light, more and a little larger in the dark.
/// The texture gives for every place the darkness, 0 to 1, from which on it is inked.
///
/// The places are a jittered grid on an endless tile; their order is farthest-point insertion, each
/// next dot as far from all earlier ones as possible, which spaces the dots evenly at every tone.
public final class Stipple implements Texture {
  /// Dots on a side of the tile: 48 x 48 are ordered in a few milliseconds.
  private static final int CELLS = 48;

  private static final float FIRST_RADIUS = 0.75f;
  private static final float GROWTH = 0.9f;

  private final int side;
  private final float[] thresholds;

  /// @param spacing of the dots in the darkest tone, in pixels, at least 2
  /// @param radius of a dot in pixels
  public Stipple(double spacing, double radius, int seed) {
    side = (int) Math.round(CELLS * Math.max(2, spacing));
    float cell = (float) side / CELLS;
    float[] x = new float[CELLS * CELLS];
    float[] y = new float[CELLS * CELLS];
    for (int i = 0; i < x.length; i++) {
      int column = i % CELLS;
      int row = i / CELLS;
      x[i] = (column + 0.15f + 0.7f * Noise.at(column, row, seed)) * cell;
      y[i] = (row + 0.15f + 0.7f * Noise.at(column, row, seed + 1)) * cell;
    }
    thresholds = new float[side * side];
    Arrays.fill(thresholds, 2);
    float[] order = farthestFirst(x, y);
    for (int i = 0; i < x.length; i++) {
      dot(x[i], y[i], order[i], (float) radius);
    }
  }

  @Override
  public void row(int y, float[] out) {
    int start = Math.floorMod(y, side) * side;
    for (int x = 0; x < out.length; x += side) {
      System.arraycopy(thresholds, start, out, x, Math.min(side, out.length - x));
    }
  }

  /// For each dot the share of dots that come before it.
  private float[] farthestFirst(float[] x, float[] y) {
    float[] order = new float[x.length];
    float[] distance = new float[x.length];
    Arrays.fill(distance, Float.MAX_VALUE);
    int next = 0;
    for (int turn = 0; turn < x.length; turn++) {
      order[next] = (float) turn / x.length;
      distance[next] = -1;
      int chosen = next;
      for (int i = 0; i < x.length; i++) {
        if (distance[i] < 0) {
          continue;
        }
        float dx = around(x[i] - x[chosen]);
        float dy = around(y[i] - y[chosen]);
        distance[i] = Math.min(distance[i], dx * dx + dy * dy);
        if (next == chosen || distance[i] > distance[next]) {
          next = i;
        }
      }
    }
    return order;
  }

  private float around(float difference) {
    float plain = Math.abs(difference);
    return Math.min(plain, side - plain);
  }

  private void dot(float x, float y, float order, float radius) {
    int reach = (int) Math.ceil(radius * (FIRST_RADIUS + GROWTH)) + 1;
    for (int dy = -reach; dy <= reach; dy++) {
      for (int dx = -reach; dx <= reach; dx++) {
        int px = (int) x + dx;
        int py = (int) y + dy;
        float distance = (float) Math.hypot(px + 0.5 - x, py + 0.5 - y);
        float grown = Math.max(0, distance / radius - FIRST_RADIUS) / GROWTH;
        int at = Math.floorMod(py, side) * side + Math.floorMod(px, side);
        thresholds[at] = Math.min(thresholds[at], order + grown);
      }
    }
  }
}
