package dev.pictor.engine.face;

import java.util.Arrays;

/// The 468 points of MediaPipe's canonical face mesh. Their numbers are fixed: 1 is the tip of the
/// nose, 33 and 263 are the outer corners of the eyes, 10 the top of the forehead, 152 the chin.
public final class Landmarks {
  public static final int COUNT = 468;

  /// The rim of the mesh, clockwise from the top of the forehead.
  private static final int[] OVAL = {
    10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377, 152,
    148, 176, 149, 150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109
  };

  private static final int RIGHT_EYE = 33;
  private static final int LEFT_EYE = 263;

  /// x, y and z of each point.
  private final float[] values;

  /// @param values x, y and z of each point, in pixels
  Landmarks(float[] values) {
    if (values.length != 3 * COUNT) {
      throw new IllegalArgumentException("468 points have 1404 values, not " + values.length);
    }
    this.values = values.clone();
  }

  /// x, y and z of each point; a copy.
  public float[] values() {
    return values.clone();
  }

  /// The numbers of the 36 points on the rim of the mesh, clockwise from the top of the forehead; a
  /// copy.
  public static int[] oval() {
    return OVAL.clone();
  }

  public double x(int point) {
    return values[3 * point];
  }

  public double y(int point) {
    return values[3 * point + 1];
  }

  /// How deep the point lies, in pixels: less is nearer to the camera.
  public double z(int point) {
    return values[3 * point + 2];
  }

  /// How the head is tilted in the picture, in radians clockwise.
  public double tilt() {
    return Math.atan2(y(LEFT_EYE) - y(RIGHT_EYE), x(LEFT_EYE) - x(RIGHT_EYE));
  }

  /// These points moved, turned and scaled in space as one stiff body, so that they lie as near as
  /// possible on those of another head: the same face in the other's pose. Only the points that
  /// neither speech nor smiles move are compared.
  public Landmarks laidOn(Landmarks other) {
    return new Landmarks(CanonicalFace.SHARED.laidOn(values, other.values));
  }

  /// The same points in a picture that is scaled by this factor.
  Landmarks scaled(double factor) {
    float[] scaled = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      scaled[i] = (float) (values[i] * factor);
    }
    return new Landmarks(scaled);
  }

  /// The smallest upright rectangle around all points.
  public Box box() {
    return boxTurned(0);
  }

  /// The smallest rectangle around all points in axes that are turned by this angle.
  Box boxTurned(double radians) {
    double cos = Math.cos(radians);
    double sin = Math.sin(radians);
    double left = Double.MAX_VALUE;
    double top = Double.MAX_VALUE;
    double right = -Double.MAX_VALUE;
    double bottom = -Double.MAX_VALUE;
    for (int i = 0; i < COUNT; i++) {
      double u = cos * x(i) + sin * y(i);
      double v = cos * y(i) - sin * x(i);
      left = Math.min(left, u);
      right = Math.max(right, u);
      top = Math.min(top, v);
      bottom = Math.max(bottom, v);
    }
    return new Box(left, top, right, bottom);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Landmarks that && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }
}
