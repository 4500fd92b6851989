package dev.pictor.engine.theme;

/// The weights of a sum that comes nearest to measured values.
final class LeastSquares {
  private LeastSquares() {}

  /// @param from the terms of each sum
  /// @param to the value of each sum
  /// @param ridge keeps weights small that the values say little about
  static double[] solve(double[][] from, double[] to, double ridge) {
    int n = from[0].length;
    double[][] m = new double[n][n + 1];
    for (int i = 0; i < from.length; i++) {
      for (int r = 0; r < n; r++) {
        for (int c = 0; c < n; c++) {
          m[r][c] += from[i][r] * from[i][c];
        }
        m[r][n] += from[i][r] * to[i];
      }
    }
    for (int r = 0; r < n - 1; r++) {
      m[r][r] += ridge;
    }
    return eliminated(m);
  }

  /// Gauss-Jordan with pivots.
  private static double[] eliminated(double[][] m) {
    int n = m.length;
    for (int column = 0; column < n; column++) {
      int best = column;
      for (int row = column + 1; row < n; row++) {
        best = Math.abs(m[row][column]) > Math.abs(m[best][column]) ? row : best;
      }
      double[] pivot = m[best];
      m[best] = m[column];
      m[column] = pivot;
      for (int row = 0; row < n; row++) {
        double share = row == column ? 0 : m[row][column] / pivot[column];
        for (int k = column; k <= n && share != 0; k++) {
          m[row][k] -= share * pivot[k];
        }
      }
    }
    double[] weights = new double[n];
    for (int i = 0; i < n; i++) {
      weights[i] = m[i][n] / m[i][i];
    }
    return weights;
  }
}
