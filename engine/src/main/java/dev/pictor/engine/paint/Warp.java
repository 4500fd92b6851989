package dev.pictor.engine.paint;

import dev.pictor.engine.plane.Noise;
import dev.pictor.engine.plane.Plane;
import dev.pictor.engine.plane.Rows;
import org.jspecify.annotations.Nullable;

/// Shifts the outlines of a picture a little, here and there, as a wet brush does.
public final class Warp {
  /// The shifts are computed for every second pixel only: they change slowly.
  private static final int COARSE = 2;

  private Warp() {}

  /// A shifted copy.
  ///
  /// @param amount how far a pixel moves at most, in pixels
  /// @param cell the size of the areas that move together, in pixels
  /// @param guard where nothing moves, 0 to 1, or null
  public static Canvas of(
      Canvas from, double amount, double cell, int seed, @Nullable Plane guard, Rows rows)
      throws InterruptedException {
    int width = from.width();
    int height = from.height();
    int columns = width / COARSE + 1;
    int lines = height / COARSE + 1;
    float[] across = Noise.clouds(columns, lines, cell / COARSE, 2, seed).values();
    float[] down = Noise.clouds(columns, lines, cell / COARSE, 2, seed + 100).values();
    Canvas to = new Canvas(width, height);
    float reach = (float) (2 * amount);
    rows.each(
        height,
        y -> {
          int line = y / COARSE * columns;
          for (int x = 0; x < width; x++) {
            int i = line + x / COARSE;
            float free = guard == null ? reach : reach * (1 - guard.at(x, y));
            int column = Math.clamp(Math.round(x + (across[i] - .5f) * free), 0, width - 1);
            int row = Math.clamp(Math.round(y + (down[i] - .5f) * free), 0, height - 1);
            to.pixels()[y * width + x] = from.pixels()[row * width + column];
          }
        });
    return to;
  }
}
