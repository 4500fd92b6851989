package dev.pictor.engine.upscale;

import static org.assertj.core.api.Assertions.assertThat;

import org.bytedeco.opencv.opencv_core.Rect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GridTest {
  private static final int PAD = 11;
  private static final int MARGIN = 5;

  private static Grid grid(int width, int height, int core) {
    return Grid.of(width, height, core, new Grid.Needs(PAD, MARGIN, 60_000));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 64",
    "23, 23, 64",
    "24, 900, 64",
    "240, 250, 1024",
    "577, 433, 1024",
    "577, 433, 64",
    "4000, 3000, 1024",
    "9000, 40, 100"
  })
  void theCoresCoverEachPixelOnceAndKeepTheirDistanceFromCuts(int width, int height, int core) {
    Grid grid = grid(width, height, core);
    int[] covered = new int[width * height];
    for (int i = 0; i < grid.tiles(); i++) {
      Grid.Tile tile = grid.tile(i);
      Rect good = tile.core();
      assertThat(tile.x()).isBetween(-MARGIN, width + MARGIN - grid.windowWidth());
      assertThat(tile.y()).isBetween(-MARGIN, height + MARGIN - grid.windowHeight());
      checkMargin(tile.x(), good.x(), good.width(), grid.windowWidth(), width);
      checkMargin(tile.y(), good.y(), good.height(), grid.windowHeight(), height);
      for (int y = tile.y() + good.y(); y < tile.y() + good.y() + good.height(); y++) {
        for (int x = tile.x() + good.x(); x < tile.x() + good.x() + good.width(); x++) {
          covered[y * width + x]++;
        }
      }
    }
    assertThat(covered).containsOnly(1);
  }

  private static void checkMargin(int start, int core, int coreLength, int window, int length) {
    assertThat(core).isGreaterThanOrEqualTo(start == -MARGIN ? MARGIN : PAD);
    int after = window - core - coreLength;
    assertThat(after).isGreaterThanOrEqualTo(start + window == length + MARGIN ? MARGIN : PAD);
  }

  @Test
  void aSmallPictureIsOneWindow() {
    Grid grid = grid(220, 230, 1024);
    assertThat(grid.tiles()).isOne();
    assertThat(grid.windowWidth()).isEqualTo(220 + 2 * MARGIN);
  }

  @Test
  void windowsStayUnderTheLimitAndWasteLittle() {
    Grid grid = grid(4000, 3000, 1024);
    assertThat(grid.windowWidth() * grid.windowHeight()).isLessThanOrEqualTo(60_000);
    long computed = (long) grid.tiles() * grid.windowWidth() * grid.windowHeight();
    assertThat(computed / 12e6).isLessThan(1.25);
  }

  @Test
  void coresAreNoLongerThanWished() {
    Grid grid = grid(1000, 800, 64);
    assertThat(grid.windowWidth()).isLessThanOrEqualTo(64 + 2 * PAD);
    assertThat(grid.windowHeight()).isLessThanOrEqualTo(64 + 2 * PAD);
  }
}
