package dev.pictor.engine.swap;

import dev.pictor.engine.face.Landmarks;

/// The 468 points of a face as numbers that may be moved about: x, y and z of each.
record Shape(float[] values) {
  static Shape of(Landmarks points) {
    return new Shape(points.values());
  }

  float x(int point) {
    return values[3 * point];
  }

  float y(int point) {
    return values[3 * point + 1];
  }

  float z(int point) {
    return values[3 * point + 2];
  }

  double distance(int a, int b) {
    return Math.hypot(x(a) - x(b), y(a) - y(b));
  }

  /// As seen in a part of the picture that begins at this pixel and is scaled. Pixels are squares
  /// with their coordinates in the middle.
  Shape in(double left, double top, double scale) {
    float[] moved = new float[values.length];
    for (int i = 0; i < values.length; i += 3) {
      moved[i] = (float) ((values[i] - left + 0.5) * scale - 0.5);
      moved[i + 1] = (float) ((values[i + 1] - top + 0.5) * scale - 0.5);
      moved[i + 2] = (float) (values[i + 2] * scale);
    }
    return new Shape(moved);
  }
}
