package dev.pictor.engine.paint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.engine.plane.Plane;
import dev.pictor.engine.plane.Rows;
import java.util.Arrays;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class ReliefTest {
  private static final Relief STRONG = new Relief(3, .4f, .5f);

  @AutoClose private final Rows rows = new Rows(2);

  @Test
  void evenPaintKeepsItsColour() throws InterruptedException {
    Canvas canvas = grey();
    STRONG.light(canvas, Plane.filled(30, 30, .7f), null, rows);
    assertThat(canvas.pixels()).containsOnly(0x808080);
  }

  @Test
  void slopesTowardsTheUpperLeftAreLitAndTheOthersLieInShadow() throws InterruptedException {
    Canvas canvas = grey();
    STRONG.light(canvas, ridge(), null, rows);
    assertThat(Rgb.red(canvas.pixels()[15 * 30 + 12])).isGreaterThan(0x80);
    assertThat(Rgb.red(canvas.pixels()[15 * 30 + 17])).isLessThan(0x80);
  }

  @Test
  void theGuardCalmsTheLight() throws InterruptedException {
    Canvas strong = grey();
    Canvas calm = grey();
    STRONG.light(strong, ridge(), null, rows);
    STRONG.light(calm, ridge(), Plane.filled(30, 30, 1), rows);
    assertThat(Rgb.red(calm.pixels()[15 * 30 + 17]))
        .isGreaterThan(Rgb.red(strong.pixels()[15 * 30 + 17]));
  }

  private static Canvas grey() {
    Canvas canvas = new Canvas(30, 30);
    Arrays.fill(canvas.pixels(), 0x808080);
    return canvas;
  }

  /// A wall from top to bottom whose crest is at column 15.
  private static Plane ridge() {
    Plane plane = new Plane(30, 30);
    for (int i = 0; i < plane.values().length; i++) {
      plane.values()[i] = Math.max(0, 1 - Math.abs(i % 30 - 14.5f) / 5);
    }
    return plane;
  }
}
