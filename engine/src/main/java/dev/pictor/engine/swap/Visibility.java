package dev.pictor.engine.swap;

import dev.pictor.engine.face.CanonicalFace;
import dev.pictor.engine.face.Landmarks;
import java.util.Arrays;

/// How well a picture shows each point of a face: 1 from the front, 0 edge-on, turned away or
/// hidden behind the nose.
final class Visibility {
  private static final int[] TRIANGLES = CanonicalFace.SHARED.triangles();

  /// The sign of a triangle's area when it looks at the camera.
  private static final double ORIENTATION = orientation();

  /// The cosine of the angle to the camera at which a place is lost, and from which it is good.
  private static final double LOST = 0.3;

  private static final double GOOD = 0.62;

  /// How often each point is compared with its neighbours.
  private static final int SMOOTHINGS = 8;

  /// A point this much behind another surface is hidden, in widths of the face.
  private static final double BEHIND = 0.04;

  /// Hidden surfaces are found on a grid with this many cells across the face.
  private static final int CELLS = 64;

  private Visibility() {}

  /// For each point 0 to 1.
  static double[] of(Shape shape) {
    double[] facing = facing(shape);
    boolean[] hidden = hidden(shape);
    double[] seen = new double[facing.length];
    for (int i = 0; i < seen.length; i++) {
      seen[i] = hidden[i] ? 0 : Math.clamp((facing[i] - LOST) / (GOOD - LOST), 0, 1);
    }
    for (int i = 0; i < SMOOTHINGS; i++) {
      seen = notBetterThanAround(seen);
    }
    return seen;
  }

  /// An eye that is seen in the middle of a lost cheek is mostly the hair behind it: the mesh of a
  /// turned head lies too far out on its far side.
  private static double[] notBetterThanAround(double[] seen) {
    double[] sums = new double[seen.length];
    int[] counts = new int[seen.length];
    for (int t = 0; t < TRIANGLES.length; t++) {
      int from = TRIANGLES[t];
      for (int k = 0; k < 3; k++) {
        sums[from] += seen[TRIANGLES[t / 3 * 3 + k]];
        counts[from]++;
      }
    }
    double[] smoothed = new double[seen.length];
    for (int i = 0; i < seen.length; i++) {
      smoothed[i] = Math.min(seen[i], sums[i] / counts[i]);
    }
    return smoothed;
  }

  /// Whether a triangle of a face, by the index of its first corner, looks at the camera.
  static boolean looksHere(Shape shape, int t) {
    return area(shape, t) * ORIENTATION > 1e-6;
  }

  /// Twice the area in the picture; the sign tells which way the triangle faces.
  static double area(Shape shape, int t) {
    int a = TRIANGLES[t];
    int b = TRIANGLES[t + 1];
    int c = TRIANGLES[t + 2];
    return (double) (shape.x(b) - shape.x(a)) * (shape.y(c) - shape.y(a))
        - (double) (shape.y(b) - shape.y(a)) * (shape.x(c) - shape.x(a));
  }

  private static double orientation() {
    Shape face = new Shape(CanonicalFace.SHARED.points());
    double area = 0;
    for (int t = 0; t < TRIANGLES.length; t += 3) {
      area += area(face, t);
    }
    return Math.signum(area);
  }

  /// For each point the cosine between its surface and the camera; below 0 it faces away.
  private static double[] facing(Shape shape) {
    double[] normals = new double[3 * Landmarks.COUNT];
    for (int t = 0; t < TRIANGLES.length; t += 3) {
      int a = TRIANGLES[t];
      int b = TRIANGLES[t + 1];
      int c = TRIANGLES[t + 2];
      double ux = shape.x(b) - shape.x(a);
      double uy = shape.y(b) - shape.y(a);
      double uz = shape.z(b) - shape.z(a);
      double vx = shape.x(c) - shape.x(a);
      double vy = shape.y(c) - shape.y(a);
      double vz = shape.z(c) - shape.z(a);
      double[] normal = {uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx};
      for (int corner = 0; corner < 3; corner++) {
        for (int k = 0; k < 3; k++) {
          normals[3 * TRIANGLES[t + corner] + k] += normal[k];
        }
      }
    }
    double[] facing = new double[Landmarks.COUNT];
    for (int i = 0; i < facing.length; i++) {
      double x = normals[3 * i];
      double y = normals[3 * i + 1];
      double z = normals[3 * i + 2];
      facing[i] = ORIENTATION * z / Math.max(1e-9, Math.sqrt(x * x + y * y + z * z));
    }
    return facing;
  }

  /// The nearest surface in each cell of a coarse grid, then the points that lie well behind it.
  private static boolean[] hidden(Shape shape) {
    double left = Double.MAX_VALUE;
    double right = -Double.MAX_VALUE;
    double top = Double.MAX_VALUE;
    for (int i = 0; i < Landmarks.COUNT; i++) {
      left = Math.min(left, shape.x(i));
      right = Math.max(right, shape.x(i));
      top = Math.min(top, shape.y(i));
    }
    double width = Math.max(1e-6, right - left);
    Shape grid = shape.in(left, top, CELLS / width);
    int rows = 3 * CELLS;
    float[] nearest = new float[CELLS * rows];
    Arrays.fill(nearest, Float.MAX_VALUE);
    for (int t = 0; t < TRIANGLES.length; t += 3) {
      if (looksHere(grid, t)) {
        Triangle.draw(
            grid, t, CELLS, rows, (cell, p, q, r, z) -> nearest[cell] = Math.min(nearest[cell], z));
      }
    }
    boolean[] hidden = new boolean[Landmarks.COUNT];
    for (int i = 0; i < hidden.length; i++) {
      int x = Math.clamp(Math.round(grid.x(i)), 0, CELLS - 1);
      int y = Math.clamp(Math.round(grid.y(i)), 0, rows - 1);
      hidden[i] = grid.z(i) > nearest[y * CELLS + x] + BEHIND * CELLS;
    }
    return hidden;
  }
}
