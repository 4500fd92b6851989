package dev.pictor.engine.paint;

import dev.pictor.engine.Progress;
import dev.pictor.engine.plane.Plane;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The few colours a painter would squeeze out for a picture, found by k-means in Oklab on a small
/// copy of it. The first centres are the colours farthest from each other, so a red ribbon in a
/// grey street gets a colour of its own; nothing is random.
public final class Palette {
  /// The side of the small copy, in pixels.
  private static final int SAMPLE_SIDE = 112;

  private static final int ROUNDS = 10;

  private final List<Oklab> colours;

  private Palette(List<Oklab> colours) {
    this.colours = List.copyOf(colours);
  }

  /// Finds at most `count` colours; a picture with fewer gets fewer.
  public static Palette of(Canvas picture, int count) throws InterruptedException {
    return of(picture, count, null);
  }

  /// The same from a part of the picture only.
  ///
  /// @param where the part, above .5, or null for all of it
  public static Palette of(Canvas picture, int count, @Nullable Plane where)
      throws InterruptedException {
    if (count < 1) {
      throw new IllegalArgumentException("a palette has at least one colour, not " + count);
    }
    Oklab[] samples = samplesOf(picture, where);
    Oklab[] centres = farthest(samples, count);
    for (int round = 0; round < ROUNDS; round++) {
      Progress.checkInterrupt();
      centres = meansOf(samples, centres);
    }
    return new Palette(List.of(centres));
  }

  /// The same palette with every colour changed, for instance made bolder.
  public Palette map(UnaryOperator<Oklab> change) {
    return new Palette(colours.stream().map(change).toList());
  }

  public int size() {
    return colours.size();
  }

  /// The colours as `0xRRGGBB`.
  public int[] rgb() {
    return colours.stream().mapToInt(Oklab::toRgb).toArray();
  }

  /// The index of the colour nearest to `colour`.
  public int nearest(Oklab colour) {
    return nearest(colour, colours);
  }

  private static int nearest(Oklab colour, List<Oklab> centres) {
    int best = 0;
    float least = Float.MAX_VALUE;
    for (int i = 0; i < centres.size(); i++) {
      float distance = colour.distanceSquared(centres.get(i));
      if (distance < least) {
        least = distance;
        best = i;
      }
    }
    return best;
  }

  private static Oklab[] samplesOf(Canvas picture, @Nullable Plane where) {
    int step = Math.max(1, Math.max(picture.width(), picture.height()) / SAMPLE_SIDE);
    List<Oklab> samples = new ArrayList<>();
    for (int y = step / 2; y < picture.height(); y += step) {
      for (int x = step / 2; x < picture.width(); x += step) {
        if (where == null || where.at(x, y) > .5f) {
          samples.add(Oklab.of(picture.pixels()[y * picture.width() + x]));
        }
      }
    }
    return samples.isEmpty()
        ? new Oklab[] {Oklab.of(picture.pixels()[0])}
        : samples.toArray(Oklab[]::new);
  }

  /// The mean colour first, then always the sample farthest from those chosen.
  private static Oklab[] farthest(Oklab[] samples, int count) {
    List<Oklab> chosen = new ArrayList<>();
    chosen.add(mean(samples));
    float[] distance = new float[samples.length];
    Arrays.fill(distance, Float.MAX_VALUE);
    while (chosen.size() < count) {
      int farthest = 0;
      for (int i = 0; i < samples.length; i++) {
        distance[i] = Math.min(distance[i], samples[i].distanceSquared(chosen.getLast()));
        if (distance[i] > distance[farthest]) {
          farthest = i;
        }
      }
      if (distance[farthest] < 1e-5f) {
        break;
      }
      chosen.add(samples[farthest]);
    }
    return chosen.toArray(Oklab[]::new);
  }

  private static Oklab mean(Oklab[] samples) {
    double light = 0;
    double a = 0;
    double b = 0;
    for (Oklab sample : samples) {
      light += sample.light();
      a += sample.a();
      b += sample.b();
    }
    int n = samples.length;
    return new Oklab((float) (light / n), (float) (a / n), (float) (b / n));
  }

  /// One round of k-means. A strong colour weighs more than a grey one, for it is what the eye
  /// misses first; a centre that nobody is near is given up.
  private static Oklab[] meansOf(Oklab[] samples, Oklab[] centres) {
    List<Oklab> list = List.of(centres);
    double[][] sums = new double[centres.length][4];
    for (Oklab sample : samples) {
      double[] sum = sums[nearest(sample, list)];
      double weight = 1 + 6 * sample.chroma();
      sum[0] += weight * sample.light();
      sum[1] += weight * sample.a();
      sum[2] += weight * sample.b();
      sum[3] += weight;
    }
    return Arrays.stream(sums)
        .filter(sum -> sum[3] > 0)
        .map(sum ->
            new Oklab(
                (float) (sum[0] / sum[3]), (float) (sum[1] / sum[3]), (float) (sum[2] / sum[3])))
        .toArray(Oklab[]::new);
  }
}
