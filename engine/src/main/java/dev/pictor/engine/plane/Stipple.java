package dev.pictor.engine.plane;

import java.util.Arrays;

/// Dots as a pen sets them: few and far apart in the light, more and a little larger in the dark.
/// The texture gives for every place the darkness, 0 to 1, from which on it is inked.
///
/// The places are a jittered grid on an endless tile; their order is farthest-point insertion, each
/// next dot as far from all earlier ones as possible, which spaces the dots evenly at every tone.
public final class Stipple implements Texture {
  /// Dots on a side of the tile.
  private static final int CELLS = 48;

  private static final int SEED = 45;
  private static final float FIRST_RADIUS = 0.75f;
  private static final float GROWTH = 0.9f;

  /// Places in cells, and for each dot the share of dots that come before it. They are the same for
  /// every picture, so they are found once.
  private static final float[] ACROSS = places(SEED);

  private static final float[] DOWN = swapped(places(SEED + 1));
  private static final float[] ORDER = farthestFirst();

  private final int side;
  private final float[] thresholds;

  /// @param spacing of the dots in the darkest tone, in pixels, at least 2
  /// @param radius of a dot in pixels
  public Stipple(double spacing, double radius) {
    side = (int) Math.round(CELLS * Math.max(2, spacing));
    float cell = (float) side / CELLS;
    thresholds = new float[side * side];
    Arrays.fill(thresholds, 2);
    for (int i = 0; i < ORDER.length; i++) {
      dot(ACROSS[i] * cell, DOWN[i] * cell, ORDER[i], (float) radius);
    }
  }

  @Override
  public void row(int y, float[] out) {
    int start = Math.floorMod(y, side) * side;
    for (int x = 0; x < out.length; x += side) {
      System.arraycopy(thresholds, start, out, x, Math.min(side, out.length - x));
    }
  }

  private void dot(float x, float y, float order, float radius) {
    int reach = (int) Math.ceil(radius * (FIRST_RADIUS + GROWTH)) + 1;
    for (int py = (int) y - reach; py <= (int) y + reach; py++) {
      for (int px = (int) x - reach; px <= (int) x + reach; px++) {
        float fromX = px + 0.5f - x;
        float fromY = py + 0.5f - y;
        float distance = (float) Math.sqrt(fromX * fromX + fromY * fromY);
        float grown = Math.max(0, distance / radius - FIRST_RADIUS) / GROWTH;
        int at = Math.floorMod(py, side) * side + Math.floorMod(px, side);
        thresholds[at] = Math.min(thresholds[at], order + grown);
      }
    }
  }

  private static float[] places(int seed) {
    float[] places = new float[CELLS * CELLS];
    for (int i = 0; i < places.length; i++) {
      places[i] = i % CELLS + 0.15f + 0.7f * Noise.at(i % CELLS, i / CELLS, seed);
    }
    return places;
  }

  /// Turns columns into rows.
  private static float[] swapped(float[] places) {
    float[] turned = new float[places.length];
    for (int i = 0; i < turned.length; i++) {
      turned[i] = places[i % CELLS * CELLS + i / CELLS];
    }
    return turned;
  }

  private static float[] farthestFirst() {
    int dots = ACROSS.length;
    float[] order = new float[dots];
    float[] distance = new float[dots];
    float[] chance = new float[dots];
    for (int i = 0; i < dots; i++) {
      distance[i] = Float.MAX_VALUE;
      // A share of chance for each dot keeps the first ones from falling into a lattice.
      chance[i] = 0.4f + 1.2f * Noise.at(i, 0, SEED + 2);
    }
    int next = 0;
    for (int turn = 0; turn < dots; turn++) {
      order[next] = (float) turn / dots;
      // No distance is below zero, so a chosen dot keeps this mark.
      distance[next] = -1;
      int farthest = 0;
      for (int i = 0; i < dots; i++) {
        float dx = around(ACROSS[i] - ACROSS[next]);
        float dy = around(DOWN[i] - DOWN[next]);
        distance[i] = Math.min(distance[i], (dx * dx + dy * dy) * chance[i]);
        farthest = distance[i] > distance[farthest] ? i : farthest;
      }
      next = farthest;
    }
    return order;
  }

  private static float around(float difference) {
    float plain = Math.abs(difference);
    return Math.min(plain, CELLS - plain);
  }
}
