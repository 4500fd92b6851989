package dev.pictor.engine.swap;

import dev.pictor.engine.face.CanonicalFace;
import dev.pictor.engine.face.Landmarks;

/// The outline of what is swapped, on the average face: the oval of the mesh with its forehead
/// lowered, since the target's hair grows there and the source's would be carried along. How deep a
/// point lies inside is measured on the face and not in the picture, so on a turned head the rim of
/// the far cheek is as narrow as the cheek.
final class Outline {
  /// How much of the forehead above the brows is left to the target.
  private static final double LOWERED = 0.45;

  private static final int RIGHT_BROW = 105;
  private static final int LEFT_BROW = 334;
  private static final int RIGHT_SIDE = 234;
  private static final int LEFT_SIDE = 454;

  /// For each point how far it lies inside, in widths of the face; below 0 outside.
  private static final float[] DEPTH = depth(CanonicalFace.SHARED.points());

  private Outline() {}

  static float depth(int point) {
    return DEPTH[point];
  }

  private static float[] depth(float[] points) {
    double[] outline = outline(points);
    double width = points[3 * LEFT_SIDE] - points[3 * RIGHT_SIDE];
    float[] depth = new float[Landmarks.COUNT];
    for (int i = 0; i < depth.length; i++) {
      depth[i] = (float) (signedDistance(outline, points[3 * i], points[3 * i + 1]) / width);
    }
    return depth;
  }

  private static double[] outline(float[] points) {
    double brow = (points[3 * RIGHT_BROW + 1] + points[3 * LEFT_BROW + 1]) / 2;
    double[] outline = new double[2 * Points.OVAL.length];
    for (int i = 0; i < Points.OVAL.length; i++) {
      double y = points[3 * Points.OVAL[i] + 1];
      outline[2 * i] = points[3 * Points.OVAL[i]];
      outline[2 * i + 1] = y + LOWERED * Math.max(0, brow - y);
    }
    return outline;
  }

  private static double signedDistance(double[] outline, double x, double y) {
    double nearest = Double.MAX_VALUE;
    boolean inside = false;
    for (int i = 0; i < outline.length; i += 2) {
      int next = (i + 2) % outline.length;
      double ax = outline[i];
      double ay = outline[i + 1];
      double bx = outline[next];
      double by = outline[next + 1];
      double along = ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / squared(bx - ax, by - ay);
      double t = Math.clamp(along, 0, 1);
      nearest = Math.min(nearest, Math.hypot(x - ax - t * (bx - ax), y - ay - t * (by - ay)));
      if (ay > y != by > y && x < ax + (y - ay) / (by - ay) * (bx - ax)) {
        inside = !inside;
      }
    }
    return inside ? nearest : -nearest;
  }

  private static double squared(double x, double y) {
    return Math.max(1e-12, x * x + y * y);
  }
}
