package dev.pictor.engine.paint;

import dev.pictor.engine.Progress;
import dev.pictor.engine.plane.Plane;
import dev.pictor.engine.plane.Rows;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The Kuwahara filter in its smooth form (Papari, Petkov and Campisi 2007): each pixel becomes the
/// mean of eight boxes around it, where an even box counts and a mixed one hardly does. Texture
/// melts into patches of paint and edges become crisper than they were.
///
/// Box, weight and weighted colour are computed once for every pixel; the eight boxes of a pixel
/// are then its neighbours at a fixed distance, so a pass is some forty additions a pixel whatever
/// the radius.
public final class Kuwahara {
  /// Rows that are summed up in one go. Fixed, so that rounding does not depend on the threads.
  private static final int BAND = 48;

  /// How fast a box loses weight with its variance, in grey levels squared.
  private static final float MIXED = .02f * 65025f * 65025f / 9;

  private final int width;
  private final int height;
  private final int half;
  private final int reach;
  private final int stride;
  private final float[][] weighted;

  private Kuwahara(int width, int height, int radius) {
    this.width = width;
    this.height = height;
    half = Math.max(1, radius / 2);
    reach = (radius + 1) / 2;
    stride = width + 2 * reach;
    weighted = new float[4][stride * height];
  }

  /// Filters several times; two or three passes make patches with clear outlines.
  ///
  /// @param radius how far a pixel looks, in pixels; below 2 the picture comes back as it is
  public static Colours smooth(Colours colours, int radius, int passes, Rows rows)
      throws InterruptedException {
    if (radius < 2 || passes < 1) {
      return colours;
    }
    Kuwahara filter = new Kuwahara(colours.width(), colours.height(), radius);
    Colours result = colours;
    for (int pass = 0; pass < passes; pass++) {
      Progress.checkInterrupt();
      result = filter.pass(result, rows);
    }
    return result;
  }

  /// The same with faces kept: there the filter looks a third as far, once, or eyes and mouths
  /// would melt away.
  ///
  /// @param guard where faces are, 0 to 1, or null
  public static Colours smooth(
      Colours colours, int radius, int passes, @Nullable Plane guard, Rows rows)
      throws InterruptedException {
    Colours smooth = smooth(colours, radius, passes, rows);
    if (guard == null) {
      return smooth;
    }
    Colours fine = smooth(colours, Math.max(2, radius / 3), 1, rows);
    return smooth.mixed(fine, guard, .85f, rows);
  }

  private Colours pass(Colours from, Rows rows) throws InterruptedException {
    rows.each((height + BAND - 1) / BAND, band -> weigh(from, band * BAND));
    Colours to = new Colours(width, height);
    rows.each(height, y -> gather(to, y));
    return to;
  }

  /// Box means, their weights and the colours times the weights, for the rows of one band.
  private void weigh(Colours from, int first) {
    float[][] source = {from.red().values(), from.green().values(), from.blue().values()};
    float[][] columns = new float[4][width];
    for (int y = Math.max(0, first - half); y < Math.min(height, first + half); y++) {
      addRow(source, columns, y, 1);
    }
    for (int y = first; y < Math.min(height, first + BAND); y++) {
      if (y + half < height) {
        addRow(source, columns, y + half, 1);
      }
      weighRow(columns, y);
      if (y - half >= 0) {
        addRow(source, columns, y - half, -1);
      }
    }
  }

  /// Adds a row to the column sums or takes it away: three colours and their squares together.
  private void addRow(float[][] source, float[][] columns, int y, float sign) {
    float[] red = source[0];
    float[] green = source[1];
    float[] blue = source[2];
    for (int x = 0, i = y * width; x < width; x++, i++) {
      float r = red[i];
      float g = green[i];
      float b = blue[i];
      columns[0][x] += sign * r;
      columns[1][x] += sign * g;
      columns[2][x] += sign * b;
      columns[3][x] += sign * (r * r + g * g + b * b);
    }
  }

  private void weighRow(float[][] columns, int y) {
    int tall = Math.min(height - 1, y + half) - Math.max(0, y - half) + 1;
    float[] weight = weighted[0];
    float r = 0;
    float g = 0;
    float b = 0;
    float q = 0;
    for (int x = 0; x < Math.min(width, half); x++) {
      r += columns[0][x];
      g += columns[1][x];
      b += columns[2][x];
      q += columns[3][x];
    }
    int row = y * stride + reach;
    for (int x = 0; x < width; x++) {
      if (x + half < width) {
        r += columns[0][x + half];
        g += columns[1][x + half];
        b += columns[2][x + half];
        q += columns[3][x + half];
      }
      float share = 1f / (tall * (Math.min(width - 1, x + half) - Math.max(0, x - half) + 1));
      float meanRed = r * share;
      float meanGreen = g * share;
      float meanBlue = b * share;
      float variance =
          Math.max(0, q * share - meanRed * meanRed - meanGreen * meanGreen - meanBlue * meanBlue);
      float even = 1 / (1 + MIXED * variance * variance);
      even *= even;
      weight[row + x] = even;
      weighted[1][row + x] = even * meanRed;
      weighted[2][row + x] = even * meanGreen;
      weighted[3][row + x] = even * meanBlue;
      if (x - half >= 0) {
        r -= columns[0][x - half];
        g -= columns[1][x - half];
        b -= columns[2][x - half];
        q -= columns[3][x - half];
      }
    }
    for (float[] plane : weighted) {
      Arrays.fill(plane, row - reach, row, plane[row]);
      Arrays.fill(plane, row + width, row + width + reach, plane[row + width - 1]);
    }
  }

  /// The weighted mean of the eight boxes around each pixel of a row.
  private void gather(Colours to, int y) {
    float[][] sums = new float[4][width];
    int diagonal = Math.round(reach * .7071f);
    int[][] around = {
      {reach, 0}, {-reach, 0}, {0, reach}, {0, -reach},
      {diagonal, diagonal}, {-diagonal, diagonal}, {diagonal, -diagonal}, {-diagonal, -diagonal}
    };
    for (int[] step : around) {
      int row = Math.clamp(y + step[1], 0, height - 1) * stride + reach + step[0];
      for (int c = 0; c < 4; c++) {
        add(sums[c], weighted[c], row);
      }
    }
    divide(to.red(), sums[1], sums[0], y);
    divide(to.green(), sums[2], sums[0], y);
    divide(to.blue(), sums[3], sums[0], y);
  }

  private static void add(float[] sum, float[] plane, int row) {
    for (int x = 0; x < sum.length; x++) {
      sum[x] += plane[row + x];
    }
  }

  private static void divide(Plane to, float[] sum, float[] weight, int y) {
    float[] values = to.values();
    int row = y * sum.length;
    for (int x = 0; x < sum.length; x++) {
      values[row + x] = sum[x] / weight[x];
    }
  }
}
