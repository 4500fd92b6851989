package dev.pictor.engine.paint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.engine.plane.Plane;
import dev.pictor.engine.plane.Rows;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class WarpTest {
  @AutoClose private final Rows rows = new Rows(2);

  @Test
  void itMovesOutlinesButNoFartherThanAllowed() throws InterruptedException {
    Canvas picture = columns(120, 90);
    Canvas moved = Warp.of(picture, 5, 20, 1, null, rows);
    assertThat(moved.pixels()).isNotEqualTo(picture.pixels());
    for (int i = 0; i < picture.pixels().length; i++) {
      assertThat(moved.pixels()[i]).isBetween(i % 120 - 6, i % 120 + 6);
    }
  }

  @Test
  void nothingMovesUnderTheGuard() throws InterruptedException {
    Canvas picture = columns(64, 33);
    Canvas moved = Warp.of(picture, 5, 20, 1, Plane.filled(64, 33, 1), rows);
    assertThat(moved.pixels()).isEqualTo(picture.pixels());
  }

  /// Every pixel holds the number of its column.
  private static Canvas columns(int width, int height) {
    Canvas canvas = new Canvas(width, height);
    for (int i = 0; i < canvas.pixels().length; i++) {
      canvas.pixels()[i] = i % width;
    }
    return canvas;
  }
}
