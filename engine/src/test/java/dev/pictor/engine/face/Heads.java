package dev.pictor.engine.face;

/// The canonical face turned in space, as points of a picture.
final class Heads {
  private Heads() {}

  /// Ten pixels for a centimetre around (200, 200); the angles as in [Pose], in degrees.
  static Landmarks turned(double yaw, double pitch, double roll) {
    float[] points = CanonicalFace.SHARED.points();
    float[] placed = new float[points.length];
    for (int i = 0; i < points.length; i += 3) {
      double[] p = {points[i], points[i + 1], points[i + 2]};
      about(p, 1, 2, pitch);
      about(p, 2, 0, -yaw);
      about(p, 0, 1, roll);
      placed[i] = (float) (200 + 10 * p[0]);
      placed[i + 1] = (float) (200 + 10 * p[1]);
      placed[i + 2] = (float) (10 * p[2]);
    }
    return new Landmarks(placed);
  }

  /// Turns the plane of two axes.
  private static void about(double[] p, int a, int b, double degrees) {
    double cos = Math.cos(Math.toRadians(degrees));
    double sin = Math.sin(Math.toRadians(degrees));
    double first = cos * p[a] - sin * p[b];
    p[b] = sin * p[a] + cos * p[b];
    p[a] = first;
  }
}
