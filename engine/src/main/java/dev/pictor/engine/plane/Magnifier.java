package dev.pictor.engine.plane;

/// Enlarges a plane row by row with Catmull-Rom's cubic, so that a picture of any size can be
/// finished without ever holding the enlarged plane.
public final class Magnifier {
  private final Plane plane;
  private final double step;
  private final double origin;
  private final int[] columns;
  private final float[] weights;

  /// Enlarges to a full size; pixel centres stay where they are, as in OpenCV's `resize`.
  public Magnifier(Plane plane, int width, int height) {
    this(plane, width, height, 0, 0);
  }

  /// @param step the plane's pixels for one pixel of the result, or 0 to fill the size exactly
  /// @param origin where the first pixel lies in the plane, when a step is given
  Magnifier(Plane plane, int width, int height, double step, double origin) {
    this.plane = plane;
    boolean fill = step == 0;
    this.step = fill ? (double) plane.height() / height : step;
    this.origin = fill ? this.step / 2 - 0.5 : origin;
    double across = fill ? (double) plane.width() / width : step;
    double start = fill ? across / 2 - 0.5 : origin;
    columns = new int[width * 4];
    weights = new float[width * 4];
    for (int x = 0; x < width; x++) {
      double at = start + x * across;
      int left = (int) Math.floor(at);
      float[] four = cubic((float) (at - left));
      for (int tap = 0; tap < 4; tap++) {
        columns[x * 4 + tap] = Math.clamp(left - 1 + tap, 0, plane.width() - 1);
        weights[x * 4 + tap] = four[tap];
      }
    }
  }

  /// Room for one row of the plane, to be handed to [#row]; one for each thread.
  public float[] room() {
    return new float[plane.width()];
  }

  /// Writes row `y` of the enlarged plane.
  public void row(int y, float[] room, float[] out) {
    double at = origin + y * step;
    int top = (int) Math.floor(at);
    int width = plane.width();
    float[] from = plane.values();
    if (at == top) {
      System.arraycopy(from, line(top) * width, room, 0, width);
    } else {
      float[] four = cubic((float) (at - top));
      float a = four[0];
      float b = four[1];
      float c = four[2];
      float d = four[3];
      int row0 = line(top - 1) * width;
      int row1 = line(top) * width;
      int row2 = line(top + 1) * width;
      int row3 = line(top + 2) * width;
      for (int x = 0; x < width; x++) {
        room[x] = a * from[row0 + x] + b * from[row1 + x] + c * from[row2 + x] + d * from[row3 + x];
      }
    }
    stretch(room, out);
  }

  private void stretch(float[] room, float[] out) {
    int width = columns.length / 4;
    if (width == room.length && step == 1 && origin == 0) {
      System.arraycopy(room, 0, out, 0, width);
      return;
    }
    for (int x = 0, tap = 0; x < width; x++, tap += 4) {
      out[x] =
          weights[tap] * room[columns[tap]]
              + weights[tap + 1] * room[columns[tap + 1]]
              + weights[tap + 2] * room[columns[tap + 2]]
              + weights[tap + 3] * room[columns[tap + 3]];
    }
  }

  private int line(int y) {
    return Math.clamp(y, 0, plane.height() - 1);
  }

  /// Keys (1981), a = -0.5: reproduces straight lines and overshoots little.
  private static float[] cubic(float t) {
    float t2 = t * t;
    float t3 = t2 * t;
    return new float[] {
      -0.5f * t3 + t2 - 0.5f * t,
      1.5f * t3 - 2.5f * t2 + 1,
      -1.5f * t3 + 2 * t2 + 0.5f * t,
      0.5f * t3 - 0.5f * t2
    };
  }
}
