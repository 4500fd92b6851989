package dev.pictor.engine.plane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/// Noise, tiles and what is made of them.
class TextureTest {
  @Test
  void noiseIsTheSameForTheSamePlaceAndSeedOnly() {
    assertThat(Noise.at(3, 4, 5)).isEqualTo(Noise.at(3, 4, 5)).isNotEqualTo(Noise.at(4, 3, 5));
    assertThat(Noise.at(3, 4, 5)).isNotEqualTo(Noise.at(3, 4, 6)).isBetween(0f, 1f);
  }

  @Test
  void whiteNoiseFillsTheRangeEvenly() {
    Plane noise = Noise.white(200, 200, 1);
    assertThat(mean(noise)).isCloseTo(0.5, within(0.01));
    assertThat(deviation(noise)).isCloseTo(Math.sqrt(1 / 12.0), within(0.01));
  }

  @Test
  void cloudsAreSmoothAndCentred() {
    Plane clouds = Noise.clouds(300, 200, 60, 3, 8);
    assertThat(mean(clouds)).isCloseTo(0.5, within(0.12));
    float steepest = 0;
    for (int x = 1; x < 300; x++) {
      steepest = Math.max(steepest, Math.abs(clouds.at(x, 50) - clouds.at(x - 1, 50)));
    }
    assertThat(steepest).isLessThan(0.1f);
  }

  @Test
  void aTileContinuesOverItsEdges() {
    Tile tile = Tile.noise(61, 3).blurred(3).normalised(0.16);
    float[] row = new float[130];
    tile.row(7, row);
    assertThat(Math.abs(row[61] - row[60])).isLessThan(0.12f);
    assertThat(row[61]).isEqualTo(row[0]);
    float[] later = new float[130];
    tile.row(7 + 61, later);
    assertThat(later).isEqualTo(row);
  }

  @Test
  void normalisingSetsMeanAndDeviation() {
    Plane tile = Tile.noise(128, 3).blurred(2).normalised(0.16).plane(128, 128);
    assertThat(mean(tile)).isCloseTo(0.5, within(1e-3));
    assertThat(deviation(tile)).isCloseTo(0.16, within(1e-3));
  }

  @Test
  void draggingMakesNeighboursAlikeInItsDirectionOnly() {
    Plane dragged = Tile.noise(128, 3).dragged(16, 0).normalised(0.16).plane(128, 128);
    double along = 0;
    double across = 0;
    for (int y = 0; y < 127; y++) {
      for (int x = 0; x < 127; x++) {
        along += Math.abs(dragged.at(x, y) - dragged.at(x + 1, y));
        across += Math.abs(dragged.at(x, y) - dragged.at(x, y + 1));
      }
    }
    assertThat(across).isGreaterThan(3 * along);
  }

  @Test
  void toothKeepsItsRoughnessAtEveryScale() {
    for (double scale : new double[] {0.5, 1, 3.5, 7}) {
      Plane tooth = new Tooth(scale, 3).plane(400, 300);
      assertThat(mean(tooth)).as("mean at %s", scale).isCloseTo(0.5, within(0.02));
      assertThat(deviation(tooth)).as("deviation at %s", scale).isCloseTo(0.115, within(0.03));
    }
  }

  @Test
  void stippleInksMoreTheDarkerItIsAndNothingInTheLight() {
    Stipple stipple = new Stipple(4, 1.7);
    double before = 0;
    for (double dark : new double[] {0, 0.1, 0.3, 0.6, 1}) {
      double ink = inked(stipple, dark);
      assertThat(ink).as("ink at %s", dark).isGreaterThanOrEqualTo(before);
      before = ink;
    }
    assertThat(inked(stipple, -0.01)).isZero();
    assertThat(inked(stipple, 0.1)).isBetween(0.005, 0.2);
    assertThat(inked(stipple, 1)).isGreaterThan(0.5);
  }

  @Test
  void hatchingRunsInItsDirection() {
    Hatch level = new Hatch(0, 8, 1e6, 1);
    for (int y = 0; y < 40; y++) {
      float ink = level.ink(10, y, 0, 1.5f);
      assertThat(level.ink(60, y, 0, 1.5f)).isCloseTo(ink, within(0.05f));
    }
    double covered = 0;
    for (int y = 0; y < 800; y++) {
      covered += level.ink(10, y, 0, 1.5f) / 800;
    }
    assertThat(covered).isBetween(0.15, 0.5);
  }

  private static double inked(Stipple stipple, double dark) {
    float[] row = new float[192];
    double ink = 0;
    for (int y = 0; y < 192; y++) {
      stipple.row(y, row);
      for (float threshold : row) {
        ink += threshold <= dark ? 1.0 / (192 * 192) : 0;
      }
    }
    return ink;
  }

  private static double mean(Plane plane) {
    double sum = 0;
    for (float value : plane.values()) {
      sum += value;
    }
    return sum / plane.values().length;
  }

  private static double deviation(Plane plane) {
    double mean = mean(plane);
    double sum = 0;
    for (float value : plane.values()) {
      sum += (value - mean) * (value - mean);
    }
    return Math.sqrt(sum / plane.values().length);
  }
}
