package dev.pictor.engine.swap;

import dev.pictor.engine.face.CanonicalFace;
import dev.pictor.engine.face.Landmarks;

/// Where the points of the new face lie in the target picture: on the target's outline, and towards
/// the middle more and more where the source's own proportions would put them. The head keeps its
/// outline, the face gets its owner's eyes, nose and mouth at the owner's distances.
final class Fitting {
  /// How much of the source's proportions the middle of the face takes; the rest stays the
  /// target's, whose shadows and folds would otherwise lie beside the new features.
  private static final double PROPORTIONS = 0.6;

  /// From the outline to where that is reached, in centimetres of the average face.
  private static final double REACH = 3.2;

  /// Eyes whose openness differs this much, as a part of their width, keep their own shape: a wide
  /// open eye squeezed into a narrow one looks at nobody.
  private static final double EYE_DIFFERENCE = 0.1;

  /// How strongly each point follows the source, 0 on the outline to 1 in the middle.
  private static final double[] DEPTH = depth();

  private Fitting() {}

  /// @param strength 0 gives the target's own shape
  static Shape of(Landmarks source, Landmarks target, double strength) {
    Shape laid = Shape.of(source.laidOn(target));
    Shape on = Shape.of(target);
    double[] follow = new double[Landmarks.COUNT];
    for (int i = 0; i < follow.length; i++) {
      follow[i] = strength * PROPORTIONS * DEPTH[i];
    }
    if (Mouth.keepsTargets(source, target)) {
      Mouth.letGo(follow);
    }
    raise(follow, Points.RIGHT_EYE, strength * eyeShare(laid, on, 33, 133, 159, 145));
    raise(follow, Points.LEFT_EYE, strength * eyeShare(laid, on, 263, 362, 386, 374));
    float[] fitted = on.values().clone();
    for (int i = 0; i < Landmarks.COUNT; i++) {
      fitted[3 * i] += (float) (follow[i] * (laid.x(i) - on.x(i)));
      fitted[3 * i + 1] += (float) (follow[i] * (laid.y(i) - on.y(i)));
    }
    return new Shape(fitted);
  }

  private static void raise(double[] follow, int[] points, double least) {
    for (int point : points) {
      follow[point] = Math.max(follow[point], least);
    }
  }

  private static double eyeShare(
      Shape source, Shape target, int outer, int inner, int up, int low) {
    double difference =
        Math.abs(
            source.distance(up, low) / source.distance(outer, inner)
                - target.distance(up, low) / target.distance(outer, inner));
    return Math.clamp(PROPORTIONS + difference / EYE_DIFFERENCE * (1 - PROPORTIONS), 0, 1);
  }

  private static double[] depth() {
    float[] points = CanonicalFace.SHARED.points();
    double[] depth = new double[Landmarks.COUNT];
    for (int i = 0; i < depth.length; i++) {
      double nearest = Double.MAX_VALUE;
      for (int rim : Points.OVAL) {
        double dx = points[3 * i] - points[3 * rim];
        double dy = points[3 * i + 1] - points[3 * rim + 1];
        nearest = Math.min(nearest, Math.hypot(dx, dy));
      }
      double t = Math.clamp(nearest / REACH, 0, 1);
      depth[i] = t * t * (3 - 2 * t);
    }
    return depth;
  }
}
