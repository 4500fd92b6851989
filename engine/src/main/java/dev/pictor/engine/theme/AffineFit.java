package dev.pictor.engine.theme;

import dev.pictor.engine.plane.Affine;

/// Maps of the plane that take points where they belong.
final class AffineFit {
  private AffineFit() {}

  /// The similarity that takes two points where they belong.
  static Affine through(double[][] from, double[][] to) {
    double dx = from[1][0] - from[0][0];
    double dy = from[1][1] - from[0][1];
    double ex = to[1][0] - to[0][0];
    double ey = to[1][1] - to[0][1];
    double square = dx * dx + dy * dy;
    double cos = (dx * ex + dy * ey) / square;
    double sin = (dx * ey - dy * ex) / square;
    return new Affine(
        cos,
        -sin,
        to[0][0] - cos * from[0][0] + sin * from[0][1],
        sin,
        cos,
        to[0][1] - sin * from[0][0] - cos * from[0][1]);
  }

  /// The map with the least sum of squared distances for three points or more that do not lie on
  /// one line.
  static Affine nearest(double[][] from, double[][] to) {
    double[] x = solve(from, to, 0);
    double[] y = solve(from, to, 1);
    return new Affine(x[0], x[1], x[2], y[0], y[1], y[2]);
  }

  private static double[] solve(double[][] from, double[][] to, int axis) {
    double[][] terms = new double[from.length][];
    double[] values = new double[from.length];
    for (int i = 0; i < from.length; i++) {
      terms[i] = new double[] {from[i][0], from[i][1], 1};
      values[i] = to[i][axis];
    }
    return LeastSquares.solve(terms, values, 0);
  }
}
