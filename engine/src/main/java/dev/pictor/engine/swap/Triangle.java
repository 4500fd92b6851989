package dev.pictor.engine.swap;

import dev.pictor.engine.face.CanonicalFace;

/// Draws one triangle of a face's mesh.
final class Triangle {
  private static final int[] CORNERS = CanonicalFace.SHARED.triangles();

  /// How far a pixel's middle may lie outside, so that neighbours leave no gap.
  private static final double TOLERANCE = -1e-4;

  private Triangle() {}

  /// Is told each pixel of a triangle.
  @FunctionalInterface
  interface Pen {
    /// @param index row by row
    /// @param p the share of the first corner, `q` of the second, `r` of the third
    /// @param z the depth
    void at(int index, double p, double q, double r, float z);
  }

  /// @param t the index of the triangle's first corner
  static void draw(Shape to, int t, int width, int height, Pen pen) {
    double area = Visibility.area(to, t);
    if (Math.abs(area) < 1e-9) {
      return;
    }
    int a = CORNERS[t];
    int b = CORNERS[t + 1];
    int c = CORNERS[t + 2];
    int left = floor(Math.min(to.x(a), Math.min(to.x(b), to.x(c))), width);
    int right = floor(Math.max(to.x(a), Math.max(to.x(b), to.x(c))) + 1, width);
    int top = floor(Math.min(to.y(a), Math.min(to.y(b), to.y(c))), height);
    int bottom = floor(Math.max(to.y(a), Math.max(to.y(b), to.y(c))) + 1, height);
    for (int y = top; y <= bottom; y++) {
      for (int x = left; x <= right; x++) {
        double p = edge(to, b, c, x, y) / area;
        double q = edge(to, c, a, x, y) / area;
        double r = 1 - p - q;
        if (p >= TOLERANCE && q >= TOLERANCE && r >= TOLERANCE) {
          pen.at(y * width + x, p, q, r, (float) (p * to.z(a) + q * to.z(b) + r * to.z(c)));
        }
      }
    }
  }

  private static double edge(Shape to, int from, int until, int x, int y) {
    return (double) (to.x(until) - to.x(from)) * (y - to.y(from))
        - (double) (to.y(until) - to.y(from)) * (x - to.x(from));
  }

  private static int floor(float value, int size) {
    return Math.clamp((long) Math.floor(value), 0, size - 1);
  }
}
