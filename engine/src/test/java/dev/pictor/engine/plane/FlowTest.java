package dev.pictor.engine.plane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pictor.engine.Natives;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Flow, strokes along it, and lines.
class FlowTest {
  private static final int SIZE = 96;

  @BeforeAll
  static void load() {
    Natives.load();
  }

  @Test
  void flowRunsAlongStripesAndNotAcross() throws InterruptedException {
    try (Rows rows = new Rows(2)) {
      Flow upright = Flow.of(stripes(true), 4, rows);
      Flow level = Flow.of(stripes(false), 4, rows);
      assertThat(Math.abs(upright.down().at(48, 48))).isGreaterThan(0.95f);
      assertThat(Math.abs(level.across().at(48, 48))).isGreaterThan(0.95f);
    }
  }

  @Test
  void flowIsAUnitVectorEvenWhereThereIsNothingToFollow() throws InterruptedException {
    try (Rows rows = new Rows(2)) {
      Flow flow = Flow.of(Plane.filled(SIZE, SIZE, 0.5f), 6, rows);
      float x = flow.across().at(40, 40);
      float y = flow.down().at(40, 40);
      assertThat(x * x + y * y).isCloseTo(1, within(1e-4f));
    }
  }

  @Test
  void strokesAreSmoothAlongTheFlowAndKeepNoiseAcross() throws InterruptedException {
    try (Rows rows = new Rows(2)) {
      Flow level = Flow.of(stripes(false), 4, rows);
      Plane strokes = Along.flow(Noise.white(SIZE, SIZE, 5), level, 12, rows);
      double along = 0;
      double across = 0;
      for (int y = 20; y < 76; y++) {
        for (int x = 20; x < 76; x++) {
          along += Math.abs(strokes.at(x, y) - strokes.at(x + 1, y));
          across += Math.abs(strokes.at(x, y) - strokes.at(x, y + 1));
        }
      }
      assertThat(across).isGreaterThan(2 * along);
    }
  }

  @Test
  void strokesOfAnEvenPlaneAreEven() throws InterruptedException {
    try (Rows rows = new Rows(2)) {
      Flow flow = Flow.of(stripes(true), 4, rows);
      Plane even = Along.flow(Plane.filled(SIZE, SIZE, 0.25f), flow, 20, rows);
      for (float value : even.values()) {
        assertThat(value).isCloseTo(0.25f, within(1e-5f));
      }
    }
  }

  @Test
  void aDarkLineIsDrawnAndEvenPaperIsNot() {
    Plane paper = Plane.filled(SIZE, SIZE, 0.8f);
    for (int y = 0; y < SIZE; y++) {
      paper.values()[y * SIZE + 48] = 0.5f;
    }
    Plane response = Lines.response(paper, 1, 20);
    assertThat(Lines.soft(response.at(48, 48), 0.6f, 10)).isLessThan(0.1f);
    assertThat(Lines.soft(response.at(10, 48), 0.6f, 10)).isEqualTo(1);
  }

  private static Plane stripes(boolean upright) {
    Plane plane = new Plane(SIZE, SIZE);
    for (int y = 0; y < SIZE; y++) {
      for (int x = 0; x < SIZE; x++) {
        plane.values()[y * SIZE + x] = ((upright ? x : y) / 6) % 2;
      }
    }
    return plane;
  }
}
