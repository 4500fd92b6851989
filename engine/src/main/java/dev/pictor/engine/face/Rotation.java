package dev.pictor.engine.face;

/// The rotation that lays one set of points best onto another, by Horn's closed form (1987): it is
/// the unit quaternion that belongs to the largest eigenvalue of a symmetric 4 x 4 matrix.
final class Rotation {
  /// Squarings of the matrix; after 2^20 multiplications only the largest eigenvalue is left.
  private static final int SQUARINGS = 20;

  private Rotation() {}

  /// @param from x, y and z of each point
  /// @param weights how much each point counts
  /// @return a 3 x 3 matrix, row by row
  static double[] between(float[] from, float[] to, double[] weights) {
    return matrix(largest(horn(correlation(from, to, weights))));
  }

  /// The sums of the products of the coordinates, both sets around their centres.
  private static double[][] correlation(float[] from, float[] to, double[] weights) {
    double[] a = centre(from, weights);
    double[] b = centre(to, weights);
    double[][] sums = new double[3][3];
    for (int i = 0; i < weights.length; i++) {
      for (int k = 0; k < 3; k++) {
        for (int l = 0; l < 3; l++) {
          sums[k][l] += weights[i] * (from[3 * i + k] - a[k]) * (to[3 * i + l] - b[l]);
        }
      }
    }
    return sums;
  }

  /// The weighted mean of the points.
  static double[] centre(float[] points, double[] weights) {
    double[] centre = new double[3];
    double all = 0;
    for (int i = 0; i < weights.length; i++) {
      all += weights[i];
      for (int k = 0; k < 3; k++) {
        centre[k] += weights[i] * points[3 * i + k];
      }
    }
    for (int k = 0; k < 3; k++) {
      centre[k] /= all;
    }
    return centre;
  }

  /// How far the points lie from their centre: the root of the weighted sum of squares.
  static double spread(float[] points, double[] weights) {
    double[] centre = centre(points, weights);
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      for (int k = 0; k < 3; k++) {
        double d = points[3 * i + k] - centre[k];
        sum += weights[i] * d * d;
      }
    }
    return Math.sqrt(sum);
  }

  private static double[][] horn(double[][] s) {
    return new double[][] {
      {s[0][0] + s[1][1] + s[2][2], s[1][2] - s[2][1], s[2][0] - s[0][2], s[0][1] - s[1][0]},
      {s[1][2] - s[2][1], s[0][0] - s[1][1] - s[2][2], s[0][1] + s[1][0], s[2][0] + s[0][2]},
      {s[2][0] - s[0][2], s[0][1] + s[1][0], s[1][1] - s[0][0] - s[2][2], s[1][2] + s[2][1]},
      {s[0][1] - s[1][0], s[2][0] + s[0][2], s[1][2] + s[2][1], s[2][2] - s[0][0] - s[1][1]}
    };
  }

  /// The eigenvector of the largest eigenvalue, by squaring the matrix again and again.
  private static double[] largest(double[][] matrix) {
    double bound = 0;
    for (double[] row : matrix) {
      double sum = 0;
      for (double value : row) {
        sum += Math.abs(value);
      }
      bound = Math.max(bound, sum);
    }
    // Moved so that no eigenvalue is below zero: the largest is then also the farthest from it.
    for (int i = 0; i < 4; i++) {
      matrix[i][i] += bound;
    }
    double[][] power = matrix;
    for (int i = 0; i < SQUARINGS; i++) {
      power = squared(power);
    }
    int column = 0;
    for (int i = 1; i < 4; i++) {
      column = power[i][i] > power[column][column] ? i : column;
    }
    double[] q = {power[0][column], power[1][column], power[2][column], power[3][column]};
    double length = Math.sqrt(q[0] * q[0] + q[1] * q[1] + q[2] * q[2] + q[3] * q[3]);
    for (int i = 0; i < 4; i++) {
      q[i] /= length;
    }
    return q;
  }

  /// Scaled to a trace of 1, so that nothing overflows.
  private static double[][] squared(double[][] m) {
    double[][] product = new double[4][4];
    for (int i = 0; i < 4; i++) {
      for (int j = 0; j < 4; j++) {
        for (int k = 0; k < 4; k++) {
          product[i][j] += m[i][k] * m[k][j];
        }
      }
    }
    double trace = product[0][0] + product[1][1] + product[2][2] + product[3][3];
    for (double[] row : product) {
      for (int j = 0; j < 4; j++) {
        row[j] /= trace;
      }
    }
    return product;
  }

  private static double[] matrix(double[] q) {
    double w = q[0];
    double x = q[1];
    double y = q[2];
    double z = q[3];
    return new double[] {
      1 - 2 * (y * y + z * z),
      2 * (x * y - w * z),
      2 * (x * z + w * y),
      2 * (x * y + w * z),
      1 - 2 * (x * x + z * z),
      2 * (y * z - w * x),
      2 * (x * z - w * y),
      2 * (y * z + w * x),
      1 - 2 * (x * x + y * y)
    };
  }
}
