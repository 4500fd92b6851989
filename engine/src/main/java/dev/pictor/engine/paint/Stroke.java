package dev.pictor.engine.paint;

/// One touch of the brush.
///
/// @param points the middle line: x0, y0, x1, y1 ... in pixels, at least two points
/// @param radius half the width in pixels
/// @param rgb the paint, `0xRRGGBB`
/// @param wanted the picture's colour where the stroke begins, of which the paint is a variety
/// @param seed chooses the bristles and how much paint they carry
@SuppressWarnings("ArrayRecordComponent") // Tens of thousands of them: no copies.
record Stroke(float[] points, float radius, int rgb, int wanted, int seed) {
  int segments() {
    return points.length / 2 - 1;
  }

  float length() {
    double length = 0;
    for (int i = 2; i < points.length; i += 2) {
      length += Math.hypot(points[i] - points[i - 2], points[i + 1] - points[i - 1]);
    }
    return (float) length;
  }

  float top() {
    float top = points[1];
    for (int i = 3; i < points.length; i += 2) {
      top = Math.min(top, points[i]);
    }
    return top;
  }

  float bottom() {
    float bottom = points[1];
    for (int i = 3; i < points.length; i += 2) {
      bottom = Math.max(bottom, points[i]);
    }
    return bottom;
  }
}
