package dev.pictor.engine.swap;

import dev.pictor.engine.face.CanonicalFace;
import dev.pictor.engine.face.Landmarks;
import dev.pictor.engine.plane.Plane;
import java.util.Arrays;

/// For every pixel of a face, where in another picture the same place of that face is: all 898
/// triangles drawn with linear interpolation, nearer ones over farther ones. One lookup with it
/// warps a face without seams between triangles.
///
/// @param x the column in the other picture; 0 where the face is not
/// @param y the row
/// @param mirrorX the column of the same place on the other half of the face
/// @param mirrorY the row
/// @param seen how well the other picture shows the place, 1 from the front to 0 edge-on or hidden
/// @param depth how deep inside the outline the place lies, in widths of the face; below 0 outside
/// @param cover 1 on the face, 0 elsewhere
record WarpMap(
    Plane x, Plane y, Plane mirrorX, Plane mirrorY, Plane seen, Plane depth, Plane cover) {
  private static final int[] TRIANGLES = CanonicalFace.SHARED.triangles();

  /// How many numbers a point carries: see the record's components.
  private static final int CARRIED = 6;

  /// @param to the face's points in a picture of this size
  /// @param from the same points in the other picture
  static WarpMap of(Shape to, Shape from, int width, int height) {
    float[][] values = new float[CARRIED + 1][width * height];
    float[] depth = new float[width * height];
    Arrays.fill(depth, Float.MAX_VALUE);
    float[] carried = carried(from);
    for (int t = 0; t < TRIANGLES.length; t += 3) {
      if (Visibility.looksHere(to, t)) {
        int corner = t;
        Triangle.draw(
            to,
            t,
            width,
            height,
            (i, p, q, r, z) -> {
              if (z < depth[i]) {
                depth[i] = z;
                write(values, i, carried, corner, p, q, r);
              }
            });
      }
    }
    Plane[] planes = new Plane[CARRIED + 1];
    for (int k = 0; k <= CARRIED; k++) {
      planes[k] = new Plane(width, height, values[k]);
    }
    return new WarpMap(planes[0], planes[1], planes[2], planes[3], planes[4], planes[5], planes[6]);
  }

  private static void write(
      float[][] values, int i, float[] carried, int t, double p, double q, double r) {
    int a = CARRIED * TRIANGLES[t];
    int b = CARRIED * TRIANGLES[t + 1];
    int c = CARRIED * TRIANGLES[t + 2];
    for (int k = 0; k < CARRIED; k++) {
      values[k][i] = (float) (p * carried[a + k] + q * carried[b + k] + r * carried[c + k]);
    }
    values[CARRIED][i] = 1;
  }

  private static float[] carried(Shape from) {
    double[] seen = Visibility.of(from);
    float[] carried = new float[CARRIED * Landmarks.COUNT];
    for (int i = 0; i < Landmarks.COUNT; i++) {
      int mirror = Points.MIRRORED[i];
      carried[CARRIED * i] = from.x(i);
      carried[CARRIED * i + 1] = from.y(i);
      carried[CARRIED * i + 2] = from.x(mirror);
      carried[CARRIED * i + 3] = from.y(mirror);
      // Where the other half is no better, there is nothing to gain from it.
      carried[CARRIED * i + 4] = (float) (1 - Math.max(0, seen[mirror] - seen[i]));
      carried[CARRIED * i + 5] = Outline.depth(i);
    }
    return carried;
  }

  /// Whether the other half of the face is needed anywhere.
  boolean isMirrored() {
    for (int i = 0; i < seen.values().length; i++) {
      if (cover.values()[i] > 0 && depth.values()[i] > 0 && seen.values()[i] < 0.98f) {
        return true;
      }
    }
    return false;
  }
}
