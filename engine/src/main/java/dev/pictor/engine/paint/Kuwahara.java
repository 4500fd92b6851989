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

  /// Red, green and blue times the weight, and the weight; before, their sums and the squares'.
  private final float[][] weighted;

  /// One over the width of the box around each column; boxes are narrower at the sides.
  private final float[] shares;

  private Kuwahara(int width, int height, int radius) {
    this.width = width;
    this.height = height;
    half = Math.max(1, radius / 2);
    reach = (radius + 1) / 2;
    stride = width + 2 * reach;
    weighted = new float[4][stride * height];
    shares = new float[width];
    for (int x = 0; x < width; x++) {
      shares[x] = 1f / (Math.min(width - 1, x + half) - Math.max(0, x - half) + 1);
    }
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
    if (guard == null || radius < 2 || passes < 1) {
      return smooth;
    }
    Area faces = Area.around(guard, radius);
    Colours fine = smooth(faces.of(colours), Math.max(2, radius / 3), 1, rows);
    return smooth.mixed(fine, faces, guard, rows);
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
    float[] squares = columns[3];
    for (int c = 0; c < 3; c++) {
      addRow(source[c], columns[c], squares, y * width, sign);
    }
  }

  private static void addRow(float[] source, float[] column, float[] squares, int row, float sign) {
    for (int x = 0; x < column.length; x++) {
      float value = source[row + x];
      column[x] += sign * value;
      squares[x] += sign * value * value;
    }
  }

  /// Box means along a row. The running sums are one chain of additions and so cannot be computed
  /// several at a time; the weights can, so they have a loop of their own.
  private void weighRow(float[][] columns, int y) {
    int row = y * stride + reach;
    for (int c = 0; c < 4; c++) {
      slide(columns[c], weighted[c], row);
    }
    int tall = Math.min(height - 1, y + half) - Math.max(0, y - half) + 1;
    even(row, 1f / tall);
    for (float[] plane : weighted) {
      Arrays.fill(plane, row - reach, row, plane[row]);
      Arrays.fill(plane, row + width, row + width + reach, plane[row + width - 1]);
    }
  }

  private void slide(float[] column, float[] to, int row) {
    float sum = 0;
    for (int x = 0; x < Math.min(width, half); x++) {
      sum += column[x];
    }
    int last = Math.max(half, width - half);
    for (int x = 0; x < Math.min(width, half); x++) {
      sum += x + half < width ? column[x + half] : 0;
      to[row + x] = sum;
      sum -= x - half >= 0 ? column[x - half] : 0;
    }
    for (int x = half; x < last; x++) {
      sum += column[x + half];
      to[row + x] = sum;
      sum -= column[x - half];
    }
    for (int x = last; x < width; x++) {
      to[row + x] = sum;
      sum -= column[x - half];
    }
  }

  /// Turns the sums of a row into weights and weighted means.
  private void even(int row, float shareDown) {
    float[] first = weighted[0];
    float[] second = weighted[1];
    float[] third = weighted[2];
    float[] squares = weighted[3];
    for (int x = 0; x < width; x++) {
      float share = shares[x] * shareDown;
      float red = first[row + x] * share;
      float green = second[row + x] * share;
      float blue = third[row + x] * share;
      float variance = squares[row + x] * share - red * red - green * green - blue * blue;
      float root = 1 + MIXED * variance * variance;
      float weight = 1 / (root * root);
      first[row + x] = weight * red;
      second[row + x] = weight * green;
      third[row + x] = weight * blue;
      squares[row + x] = weight;
    }
  }

  /// The weighted mean of the eight boxes around each pixel of a row.
  private void gather(Colours to, int y) {
    int diagonal = Math.round(reach * .7071f);
    int here = row(y) + reach;
    int[] boxes = {
      here + reach,
      here - reach,
      row(y + reach) + reach,
      row(y - reach) + reach,
      row(y + diagonal) + reach + diagonal,
      row(y + diagonal) + reach - diagonal,
      row(y - diagonal) + reach + diagonal,
      row(y - diagonal) + reach - diagonal
    };
    float[] weight = new float[width];
    float[] sum = new float[width];
    add(weighted[3], boxes, weight);
    for (int x = 0; x < width; x++) {
      weight[x] = 1 / weight[x];
    }
    Plane[] planes = {to.red(), to.green(), to.blue()};
    for (int c = 0; c < 3; c++) {
      add(weighted[c], boxes, sum);
      multiply(planes[c].values(), sum, weight, y * width);
    }
  }

  private int row(int y) {
    return Math.clamp(y, 0, height - 1) * stride;
  }

  /// All eight in one loop: each sum is then written once and never read back.
  private static void add(float[] plane, int[] boxes, float[] sum) {
    int a = boxes[0];
    int b = boxes[1];
    int c = boxes[2];
    int d = boxes[3];
    int e = boxes[4];
    int f = boxes[5];
    int g = boxes[6];
    int h = boxes[7];
    for (int x = 0; x < sum.length; x++) {
      sum[x] =
          (plane[a + x] + plane[b + x] + plane[c + x] + plane[d + x])
              + (plane[e + x] + plane[f + x] + plane[g + x] + plane[h + x]);
    }
  }

  private static void multiply(float[] to, float[] sum, float[] factor, int row) {
    for (int x = 0; x < sum.length; x++) {
      to[row + x] = sum[x] * factor[x];
    }
  }
}
