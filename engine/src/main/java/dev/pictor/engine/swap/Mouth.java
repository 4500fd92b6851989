package dev.pictor.engine.swap;

import dev.pictor.engine.face.CanonicalFace;
import dev.pictor.engine.face.Landmarks;

/// What happens to the mouth. Lips go where the target's are and somewhat towards the source's; the
/// inside is the source's too, unless the target speaks and the source does not: then there is
/// nothing to show, and the target keeps its teeth and tongue.
final class Mouth {
  /// Gap by width from which a mouth shows its inside, and up to which it shows none.
  private static final double OPEN = 0.12;

  private static final double CLOSED = 0.06;

  private static final int UPPER = 13;
  private static final int LOWER = 14;
  private static final int RIGHT = 78;
  private static final int LEFT = 308;

  /// Around the middle of the mouth, in centimetres of the average face: all within the first keeps
  /// the target's place, from the second on nothing is changed.
  private static final double NEAR = 2.8;

  private static final double FAR = 5;

  private Mouth() {}

  static boolean keepsTargets(Landmarks source, Landmarks target) {
    return gap(Shape.of(target)) > OPEN && gap(Shape.of(source)) < CLOSED;
  }

  private static double gap(Shape shape) {
    return shape.distance(UPPER, LOWER) / Math.max(1e-6, shape.distance(RIGHT, LEFT));
  }

  /// Takes the points around the mouth back to the target's places.
  static void letGo(double[] follow) {
    float[] points = CanonicalFace.SHARED.points();
    for (int i = 0; i < follow.length; i++) {
      double x = points[3 * i] - points[3 * UPPER];
      double y = points[3 * i + 1] - points[3 * UPPER + 1];
      double t = Math.clamp((Math.hypot(x, y) - NEAR) / (FAR - NEAR), 0, 1);
      follow[i] *= t * t * (3 - 2 * t);
    }
  }
}
