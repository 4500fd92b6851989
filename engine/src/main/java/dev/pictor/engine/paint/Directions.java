package dev.pictor.engine.paint;

import dev.pictor.engine.plane.Flow;
import dev.pictor.engine.plane.Plane;
import dev.pictor.engine.plane.Rows;

/// Which way strokes run, for every place of a picture, computed on a small copy of it.
final class Directions {
  /// The angle of hatching, clockwise from the x axis as y grows downwards: up to the right, as a
  /// right hand moves.
  private static final double HATCHING = -.85;

  private final float[] across;
  private final float[] down;
  private final int shift;
  private final int width;
  private final int height;

  private Directions(Plane across, Plane down, int shift) {
    this.across = across.values();
    this.down = down.values();
    this.shift = shift;
    width = across.width();
    height = across.height();
  }

  /// The same diagonal everywhere.
  static Directions hatching() {
    Plane across = Plane.filled(1, 1, (float) Math.cos(HATCHING));
    Plane down = Plane.filled(1, 1, (float) Math.sin(HATCHING));
    return new Directions(across, down, 0);
  }

  /// @param sigma smoothing in pixels of the picture: 4 follows features, 20 follows masses
  static Directions of(Pyramid picture, float sigma, Rows rows) throws InterruptedException {
    int level = picture.levelFor(Math.max(1, sigma / 1.5f));
    Plane tone = picture.level(level).tone(rows);
    Flow flow = Flow.of(tone, Math.max(1, sigma / (1 << level)), rows);
    return new Directions(flow.across(), flow.down(), level);
  }

  float across(float x, float y) {
    return across[index(x, y)];
  }

  float down(float x, float y) {
    return down[index(x, y)];
  }

  private int index(float x, float y) {
    int column = Math.clamp((int) x >> shift, 0, width - 1);
    int row = Math.clamp((int) y >> shift, 0, height - 1);
    return row * width + column;
  }
}
