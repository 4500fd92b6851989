package dev.pictor.engine.theme;

import dev.pictor.engine.face.CanonicalFace;
import dev.pictor.engine.face.Landmarks;
import java.util.Arrays;

/// The average face in the directions that clothes are cut in: centimetres, x to the right of the
/// picture, y up and z towards the camera.
final class AverageFace {
  private static final Vec3[] POINTS = points();
  private static final int[] TRIANGLES = CanonicalFace.SHARED.triangles();
  private static final Vec3[] NORMALS = normals();

  private AverageFace() {}

  static Vec3 point(int index) {
    return POINTS[index];
  }

  /// Where the face looks at a point, of length 1.
  static Vec3 normal(int index) {
    return NORMALS[index];
  }

  /// Three points for each triangle.
  static int[] triangles() {
    return TRIANGLES.clone();
  }

  private static Vec3[] points() {
    float[] numbers = CanonicalFace.SHARED.points();
    Vec3[] points = new Vec3[Landmarks.COUNT];
    for (int i = 0; i < points.length; i++) {
      points[i] = new Vec3(numbers[3 * i], -numbers[3 * i + 1], -numbers[3 * i + 2]);
    }
    return points;
  }

  /// The mean of the triangles around each point, by their size.
  private static Vec3[] normals() {
    Vec3[] sums = new Vec3[Landmarks.COUNT];
    Arrays.fill(sums, Vec3.ZERO);
    for (int i = 0; i < TRIANGLES.length; i += 3) {
      Vec3 a = POINTS[TRIANGLES[i]];
      Vec3 normal = POINTS[TRIANGLES[i + 1]].minus(a).cross(POINTS[TRIANGLES[i + 2]].minus(a));
      for (int k = 0; k < 3; k++) {
        sums[TRIANGLES[i + k]] = sums[TRIANGLES[i + k]].plus(normal);
      }
    }
    // The tip of the nose looks at the camera; that says which way the triangles wind.
    double way = Math.signum(sums[1].z());
    return Arrays.stream(sums).map(sum -> sum.unit().times(way)).toArray(Vec3[]::new);
  }
}
