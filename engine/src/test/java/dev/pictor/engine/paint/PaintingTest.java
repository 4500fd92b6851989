package dev.pictor.engine.paint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pictor.engine.plane.Plane;
import dev.pictor.engine.plane.Rows;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaintingTest {
  private static final int BARE = 0xff00ff;
  private static final Brush BRUSH = new Brush(1, 10, .8f, .4f, .5f, 1, 0, .3f);
  private static final Round BROAD = new Round(8, .9f, 2, 6, .8f, -1, 6, 0, 6, 1);
  private static final Round FINE = new Round(3, 1, 2, 6, .8f, 30, 4, 0, 4, 2);

  @Test
  void theFirstRoundLeavesHardlyAnyCanvasBare() throws InterruptedException {
    try (Rows rows = new Rows(2)) {
      Painting painting = painting(sunset(200, 160), rows);
      painting.paint(BROAD, BRUSH);
      long bare = Arrays.stream(painting.canvas().pixels()).filter(rgb -> rgb == BARE).count();
      assertThat(bare).isLessThan(200 * 160 / 50);
    }
  }

  @Test
  void everyRoundBringsThePaintingCloserToThePicture() throws InterruptedException {
    try (Rows rows = new Rows(2)) {
      Canvas picture = sunset(200, 160);
      Painting painting = painting(picture, rows);
      painting.paint(BROAD, BRUSH);
      long broad = distance(picture, painting.canvas());
      painting.paint(FINE, BRUSH);
      assertThat(distance(picture, painting.canvas())).isLessThan(broad);
    }
  }

  @ParameterizedTest
  @CsvSource({"1", "3", "8"})
  void theNumberOfThreadsChangesNothing(int threads) throws InterruptedException {
    int[][] results = new int[2][];
    int[] counts = {2, threads};
    for (int i = 0; i < 2; i++) {
      try (Rows rows = new Rows(counts[i])) {
        Painting painting = painting(sunset(150, 210), rows);
        painting.paint(BROAD, BRUSH);
        painting.paint(FINE, new Chalk(.6f, 5, .4f));
        results[i] = painting.canvas().pixels();
      }
    }
    assertThat(results[1]).isEqualTo(results[0]);
  }

  @Test
  void maskedStrokesStayWithinTheirOwnColour() throws InterruptedException {
    try (Rows rows = new Rows(2)) {
      Canvas halves = new Canvas(120, 120);
      for (int i = 0; i < halves.pixels().length; i++) {
        halves.pixels()[i] = i % 120 < 60 ? 0x204080 : 0xf0d060;
      }
      Painting painting = painting(halves, rows);
      Round masked = new Round(10, .8f, 2, 6, .2f, -1, 0, 40, 0, 3);
      painting.paint(masked, new Brush(1, 0, .5f, 0, 0, 1, 0, 0));
      for (int y = 20; y < 100; y++) {
        assertThat(painting.canvas().pixels()[y * 120 + 59]).isIn(0x204080, BARE);
        assertThat(painting.canvas().pixels()[y * 120 + 60]).isIn(0xf0d060, BARE);
      }
    }
  }

  @Test
  void chalkCatchesOnTheGrainsAndLeavesTheHollowsBare() throws InterruptedException {
    try (Rows rows = new Rows(2)) {
      Canvas sheet = new Canvas(100, 100);
      Arrays.fill(sheet.pixels(), BARE);
      Plane tooth = new Plane(100, 100);
      for (int i = 0; i < tooth.values().length; i++) {
        tooth.values()[i] = i % 10 < 5 ? .1f : .95f;
      }
      Painting painting = new Painting(sunset(100, 100), sheet, tooth, rows);
      painting.paint(BROAD, new Chalk(.5f, 8, .1f));
      assertThat(sheet.pixels()[50 * 100 + 52]).isNotEqualTo(BARE);
      assertThat(sheet.pixels()[50 * 100 + 57]).isEqualTo(BARE);
    }
  }

  @Test
  void strokesBeginOnlyWhereTheyMay() throws InterruptedException {
    try (Rows rows = new Rows(2)) {
      Painting painting = painting(sunset(100, 100), rows);
      Plane left = new Plane(100, 100);
      for (int i = 0; i < left.values().length; i++) {
        left.values()[i] = i % 100 < 30 ? 1 : 0;
      }
      painting.paint(new Round(2, 1, 1, 2, .5f, -1, 4, 0, 0, 5), BRUSH, left);
      assertThat(painting.canvas().pixels()[50 * 100 + 90]).isEqualTo(BARE);
      assertThat(painting.canvas().pixels()[50 * 100 + 10]).isNotEqualTo(BARE);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 40", "40, 1", "3, 2"})
  void tinyPicturesArePaintedToo(int width, int height) throws InterruptedException {
    try (Rows rows = new Rows(2)) {
      Painting painting = painting(sunset(width, height), rows);
      painting.paint(BROAD, BRUSH);
      assertThat(painting.canvas().pixels()).hasSize(width * height).doesNotContain(BARE);
    }
  }

  @Test
  void anInterruptStopsTheStrokesWithinASecond() throws Exception {
    try (Rows rows = new Rows(2)) {
      CountDownLatch begun = new CountDownLatch(1);
      FutureTask<Long> work =
          new FutureTask<>(() -> {
            assertThatThrownBy(() -> paintWithoutEnd(begun, rows))
                .isInstanceOf(InterruptedException.class);
            return System.nanoTime();
          });
      Thread painter = Thread.ofPlatform().start(work);
      begun.await();
      long asked = System.nanoTime();
      painter.interrupt();
      assertThat(Duration.ofNanos(work.get() - asked)).isLessThan(Duration.ofSeconds(1));
    }
  }

  private static void paintWithoutEnd(CountDownLatch begun, Rows rows) throws InterruptedException {
    Painting painting = painting(sunset(900, 900), rows);
    begun.countDown();
    while (true) {
      painting.paint(new Round(2, 1, 1, 4, .8f, -1, 4, 0, 4, 2), BRUSH);
    }
  }

  private static Painting painting(Canvas picture, Rows rows) throws InterruptedException {
    Canvas ground = new Canvas(picture.width(), picture.height());
    Arrays.fill(ground.pixels(), BARE);
    return new Painting(picture, ground, new Plane(picture.width(), picture.height()), rows);
  }

  /// A bright disc over dark hills, so there are edges, slopes and flat parts.
  private static Canvas sunset(int width, int height) {
    Canvas canvas = new Canvas(width, height);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double disc = Math.hypot(x - width * .6, y - height * .4);
        boolean hill = y > height * (.7 + .1 * Math.sin(x * .05));
        int glow = Math.max(0, 200 - (int) disc);
        canvas.pixels()[y * width + x] =
            hill ? 0x203018 : disc < width * .15 ? 0xfff0b0 : Rgb.of(glow, glow / 2, 120);
      }
    }
    return canvas;
  }

  private static long distance(Canvas a, Canvas b) {
    long sum = 0;
    for (int i = 0; i < a.pixels().length; i++) {
      sum += Rgb.distance(a.pixels()[i], b.pixels()[i]);
    }
    return sum;
  }
}
