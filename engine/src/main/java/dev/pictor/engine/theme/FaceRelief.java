package dev.pictor.engine.theme;

import java.util.Arrays;

/// How far the canonical face stands out at each place, seen from the front: the mesh itself, and a
/// slope back to the ears and under the chin around it.
final class FaceRelief {
  private static final double CELL = 0.25;
  private static final double LEFT = -12;
  private static final double BOTTOM = -16;
  private static final int COLUMNS = 97;
  private static final int ROWS = 121;

  /// Centimetres that the slope around the mesh falls for each one outwards.
  private static final double SLOPE = 1.1;

  private static final double NOWHERE = -1e9;

  private static final class Holder {
    static final double[] HEIGHTS = heights();
  }

  private FaceRelief() {}

  /// The height at a place of the canonical face, in centimetres towards the camera.
  static double height(double x, double y) {
    double column = Math.clamp((x - LEFT) / CELL, 0, COLUMNS - 1.001);
    double row = Math.clamp((y - BOTTOM) / CELL, 0, ROWS - 1.001);
    int i = ((int) row) * COLUMNS + (int) column;
    double fx = column - (int) column;
    double fy = row - (int) row;
    double[] h = Holder.HEIGHTS;
    return (h[i] * (1 - fx) + h[i + 1] * fx) * (1 - fy)
        + (h[i + COLUMNS] * (1 - fx) + h[i + COLUMNS + 1] * fx) * fy;
  }

  private static double[] heights() {
    double[] heights = new double[COLUMNS * ROWS];
    Arrays.fill(heights, NOWHERE);
    int[] triangles = AverageFace.triangles();
    for (int i = 0; i < triangles.length; i += 3) {
      fill(
          heights,
          AverageFace.point(triangles[i]),
          AverageFace.point(triangles[i + 1]),
          AverageFace.point(triangles[i + 2]));
    }
    return sloped(heights);
  }

  private static void fill(double[] heights, Vec3 a, Vec3 b, Vec3 c) {
    double area = (b.x() - a.x()) * (c.y() - a.y()) - (c.x() - a.x()) * (b.y() - a.y());
    if (Math.abs(area) < 1e-9) {
      return;
    }
    for (int row = 0; row < ROWS; row++) {
      double y = BOTTOM + row * CELL;
      for (int column = 0; column < COLUMNS; column++) {
        double x = LEFT + column * CELL;
        double q = ((x - a.x()) * (c.y() - a.y()) - (c.x() - a.x()) * (y - a.y())) / area;
        double r = ((b.x() - a.x()) * (y - a.y()) - (x - a.x()) * (b.y() - a.y())) / area;
        if (q >= 0 && r >= 0 && q + r <= 1) {
          int i = row * COLUMNS + column;
          heights[i] = Math.max(heights[i], a.z() * (1 - q - r) + b.z() * q + c.z() * r);
        }
      }
    }
  }

  /// Grows the slope outwards ring by ring.
  private static double[] sloped(double[] heights) {
    double[] now = heights;
    for (int ring = 0; ring < ROWS; ring++) {
      double[] next = now.clone();
      for (int i = 0; i < now.length; i++) {
        if (now[i] == NOWHERE) {
          next[i] = outside(now, i);
        }
      }
      now = next;
    }
    return now;
  }

  private static double outside(double[] heights, int i) {
    double sum = 0;
    int count = 0;
    for (int dy = -1; dy <= 1; dy++) {
      for (int dx = -1; dx <= 1; dx++) {
        int row = i / COLUMNS + dy;
        int column = i % COLUMNS + dx;
        if (row >= 0 && row < ROWS && column >= 0 && column < COLUMNS) {
          double height = heights[row * COLUMNS + column];
          if (height != NOWHERE) {
            sum += height;
            count++;
          }
        }
      }
    }
    return count == 0 ? NOWHERE : sum / count - SLOPE * CELL;
  }
}
