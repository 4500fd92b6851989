package dev.pictor.engine.paint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pictor.engine.plane.Noise;
import dev.pictor.engine.plane.Plane;
import dev.pictor.engine.plane.Rows;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KuwaharaTest {
  @AutoClose private final Rows rows = new Rows(2);

  @ParameterizedTest
  @CsvSource({"37, 29, 5", "64, 101, 8", "5, 3, 4", "1, 7, 6", "1, 1, 3"})
  void itIsTheWeightedMeanOfEightBoxes(int width, int height, int radius)
      throws InterruptedException {
    Colours picture = noisy(width, height);
    Colours fast = Kuwahara.smooth(picture, radius, 1, rows);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        assertThat(fast.red().at(x, y))
            .as("%d, %d", x, y)
            .isCloseTo(plainly(picture, radius, x, y), within(2e-3f));
      }
    }
  }

  @Test
  void aFlatPictureStaysFlat() throws InterruptedException {
    Plane grey = Plane.filled(50, 40, .4f);
    Colours smooth = Kuwahara.smooth(new Colours(grey, grey, grey), 6, 3, rows);
    assertThat(smooth.green().values()).usingElementComparator(closeTo(1e-4f)).containsOnly(.4f);
  }

  @Test
  void anEdgeStaysSharpWhereABlurWouldSpreadIt() throws InterruptedException {
    Plane step = new Plane(60, 20);
    for (int i = 0; i < step.values().length; i++) {
      step.values()[i] = i % 60 < 30 ? .1f : .9f;
    }
    Colours smooth = Kuwahara.smooth(new Colours(step, step, step), 8, 2, rows);
    assertThat(smooth.red().at(27, 10)).isLessThan(.15f);
    assertThat(smooth.red().at(32, 10)).isGreaterThan(.85f);
  }

  @Test
  void theGuardKeepsMoreOfThePicture() throws InterruptedException {
    Plane left = new Plane(80, 40);
    for (int i = 0; i < left.values().length; i++) {
      left.values()[i] = i % 80 < 40 ? 1 : 0;
    }
    Colours picture = noisy(80, 40);
    Colours smooth = Kuwahara.smooth(picture, 9, 2, left, rows);
    assertThat(change(picture, smooth, 5, 35)).isLessThan(.8 * change(picture, smooth, 45, 75));
  }

  private static double change(Colours before, Colours after, int from, int to) {
    double sum = 0;
    for (int x = from; x < to; x++) {
      for (int y = 0; y < before.height(); y++) {
        sum += Math.abs(before.red().at(x, y) - after.red().at(x, y));
      }
    }
    return sum;
  }

  /// The definition, pixel by pixel.
  private static float plainly(Colours picture, int radius, int x, int y) {
    int reach = (radius + 1) / 2;
    int diagonal = Math.round(reach * .7071f);
    int[][] around = {
      {reach, 0}, {-reach, 0}, {0, reach}, {0, -reach},
      {diagonal, diagonal}, {-diagonal, diagonal}, {diagonal, -diagonal}, {-diagonal, -diagonal}
    };
    double sum = 0;
    double weights = 0;
    for (int[] step : around) {
      int cx = Math.clamp(x + step[0], 0, picture.width() - 1);
      int cy = Math.clamp(y + step[1], 0, picture.height() - 1);
      double[] box = box(picture, cx, cy, Math.max(1, radius / 2));
      double levels = box[1] * 65025 / 3;
      double weight = 1 / Math.pow(1 + .02 * levels * levels, 2);
      sum += weight * box[0];
      weights += weight;
    }
    return (float) (sum / weights);
  }

  /// The mean red of a box and the variance of its three colours together.
  private static double[] box(Colours picture, int cx, int cy, int half) {
    double[] sums = new double[3];
    double squares = 0;
    int count = 0;
    Plane[] planes = {picture.red(), picture.green(), picture.blue()};
    for (int y = Math.max(0, cy - half); y <= Math.min(picture.height() - 1, cy + half); y++) {
      for (int x = Math.max(0, cx - half); x <= Math.min(picture.width() - 1, cx + half); x++) {
        for (int c = 0; c < 3; c++) {
          double value = planes[c].at(x, y);
          sums[c] += value;
          squares += value * value;
        }
        count++;
      }
    }
    double variance = squares / count;
    for (double sum : sums) {
      variance -= sum / count * (sum / count);
    }
    return new double[] {sums[0] / count, Math.max(0, variance)};
  }

  private static Colours noisy(int width, int height) {
    Colours colours = new Colours(width, height);
    Plane[] planes = {colours.red(), colours.green(), colours.blue()};
    for (int c = 0; c < 3; c++) {
      for (int i = 0; i < width * height; i++) {
        float wave = .5f + .3f * (float) Math.sin(i % width * .2 + c);
        planes[c].values()[i] = wave + .1f * (Noise.at(i, c, 3) - .5f);
      }
    }
    return colours;
  }

  private static java.util.Comparator<Float> closeTo(float tolerance) {
    return (a, b) -> Math.abs(a - b) <= tolerance ? 0 : Float.compare(a, b);
  }
}
