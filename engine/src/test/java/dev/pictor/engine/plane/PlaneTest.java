package dev.pictor.engine.plane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.pictor.engine.Natives;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Sizes, blurs, curves and enlarging.
class PlaneTest {
  @BeforeAll
  static void load() {
    Natives.load();
  }

  @Test
  void aPlaneNeedsAValueForEveryPixel() {
    assertThatThrownBy(() -> new Plane(3, 2, new float[5]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3 x 2");
  }

  @Test
  void enlargingToTheSameSizeChangesNothing() {
    Plane plane = Noise.white(17, 9, 2);
    assertThat(enlarged(plane, 17, 9).values()).isEqualTo(plane.values());
  }

  @Test
  void enlargingKeepsARampARamp() {
    Plane ramp = new Plane(16, 4);
    for (int i = 0; i < 64; i++) {
      ramp.values()[i] = i % 16 / 16f;
    }
    Plane large = enlarged(ramp, 64, 16);
    for (int x = 12; x < 52; x++) {
      float expected = ((x + 0.5f) / 4 - 0.5f) / 16;
      assertThat(large.at(x, 8)).as("column %d", x).isCloseTo(expected, within(1e-4f));
    }
  }

  @Test
  void enlargingAgreesWithOpenCv() {
    Plane noise = Noise.white(40, 30, 2);
    Plane ours = enlarged(Blur.gauss(noise, 2), 133, 77);
    Plane theirs = Pixels.resized(Blur.gauss(noise, 2), 133, 77);
    for (int i = 0; i < ours.values().length; i++) {
      // OpenCV's cubic has a = -0.75 where ours has -0.5, so they agree but roughly.
      assertThat(ours.values()[i]).isCloseTo(theirs.values()[i], within(0.02f));
    }
  }

  @Test
  void aWideBlurOnASmallerCopyIsNearlyTheExactOne() {
    Plane noise = Blur.gauss(Noise.white(240, 160, 4), 1);
    Plane once = Blur.gauss(noise, 12);
    // Sixteen blurs of 3 are one of 12, and each of them is computed at full size.
    Plane exact = noise;
    for (int pass = 0; pass < 16; pass++) {
      exact = Blur.gauss(exact, 3);
    }
    for (int y = 40; y < 120; y++) {
      for (int x = 40; x < 200; x++) {
        assertThat(once.at(x, y)).isCloseTo(exact.at(x, y), within(0.01f));
      }
    }
  }

  @Test
  void rankingSpreadsAnyValuesEvenlyAndKeepsTheirOrder() {
    Plane skewed = new Curve(t -> t * t * t).of(Noise.white(100, 100, 9));
    float[] ranks = Rank.evenly(skewed).values();
    int low = 0;
    for (int i = 1; i < ranks.length; i++) {
      low += ranks[i] < 0.3f ? 1 : 0;
      if (skewed.values()[i] > skewed.values()[i - 1]) {
        assertThat(ranks[i]).isGreaterThanOrEqualTo(ranks[i - 1]);
      }
    }
    assertThat(low).isBetween(2500, 3300);
  }

  @Test
  void rankingAPlaneWithoutDifferencesDoesNotFail() {
    assertThat(Rank.evenly(Plane.filled(4, 4, 0.5f)).values()).containsOnly(1f);
  }

  @Test
  void exposureBringsTheMedianToTheKey() {
    Plane dark = new Curve(t -> t * 0.4).of(Noise.white(100, 100, 9));
    float[] values = Tones.keyed(dark, 0.6, 1.6).values();
    int below = 0;
    for (float value : values) {
      below += value < 0.6f ? 1 : 0;
    }
    assertThat(below).isBetween(4500, 5500);
  }

  @Test
  void levellingRaisesShadowAndLowersGlare() {
    assertThat(Tones.levelled(Plane.filled(50, 50, 0.2f), 5, 0.7, 0.7).at(25, 25))
        .isBetween(0.4f, 0.6f);
    assertThat(Tones.levelled(Plane.filled(50, 50, 0.95f), 5, 0.7, 0.7).at(25, 25))
        .isBetween(0.7f, 0.85f);
  }

  @Test
  void aRegionHoldsTheMaskWithItsMargin() {
    Plane mask = new Plane(20, 10);
    mask.values()[3 * 20 + 5] = 1;
    mask.values()[6 * 20 + 9] = 0.2f;
    assertThat(Region.around(mask, 2)).isEqualTo(new Region(3, 1, 9, 8));
    assertThat(Region.around(new Plane(20, 10), 2)).isEqualTo(new Region(0, 0, 1, 1));
  }

  @Test
  void aRegionIsBlendedOnlyWhereTheMaskIs() {
    Plane plane = new Plane(4, 4);
    Plane mask = new Plane(4, 4);
    mask.values()[5] = 0.5f;
    Region region = new Region(1, 1, 2, 2);
    region.blend(plane, Plane.filled(2, 2, 1), mask);
    assertThat(plane.at(1, 1)).isEqualTo(0.5f);
    assertThat(plane.at(2, 1)).isZero();
  }

  private static Plane enlarged(Plane plane, int width, int height) {
    Magnifier magnifier = new Magnifier(plane, width, height);
    Plane large = new Plane(width, height);
    float[] room = magnifier.room();
    float[] row = new float[width];
    for (int y = 0; y < height; y++) {
      magnifier.row(y, room, row);
      System.arraycopy(row, 0, large.values(), y * width, width);
    }
    return large;
  }
}
