package dev.pictor.engine.theme;

import dev.pictor.engine.face.Landmarks;
import java.util.Arrays;

/// A head as the picture shows it, in the centimetres of its frame.
///
/// @param crown how high the hair or hat reaches
/// @param halfWidth of the hair or hat above the ears
/// @param hat whether something is worn already
record Head(Landmarks landmarks, Frame frame, double crown, double halfWidth, boolean hat) {
  /// Of an average head with short hair.
  static final double CROWN = 14.6;

  static final double HALF_WIDTH = 8.4;

  /// Under this everything belongs to the face and keeps its place.
  static final double HAIRLINE = 6;

  private static final double LOWEST_CROWN = 12.5;
  private static final double HIGHEST_CROWN = 21;
  private static final double LEAST_HALF_WIDTH = 7.9;
  private static final double MOST_HALF_WIDTH = 12.5;

  /// The middle of the head lies this far behind the face.
  private static final double MIDDLE = -4;

  /// The outline of the mesh, clockwise from the top of the forehead.
  private static final int[] OUTLINE = Landmarks.oval();

  /// Measures the hair on the outline of the person.
  static Head measured(Landmarks landmarks, Frame frame, Patch patch, Silhouette person) {
    Vec3 up = new Vec3(0, 1, 0);
    double[] tops = new double[5];
    for (int i = 0; i < tops.length; i++) {
      Vec3 from = new Vec3(i - 2.0, HAIRLINE, MIDDLE);
      tops[i] =
          HAIRLINE + person.reach(frame, from, up, HIGHEST_CROWN - HAIRLINE, CROWN - HAIRLINE);
    }
    Arrays.sort(tops);
    double[] sides = new double[6];
    for (int i = 0; i < 3; i++) {
      Vec3 from = new Vec3(0, 7.5 + i, MIDDLE);
      sides[2 * i] = person.reach(frame, from, new Vec3(1, 0, 0), MOST_HALF_WIDTH, HALF_WIDTH);
      sides[2 * i + 1] = person.reach(frame, from, new Vec3(-1, 0, 0), MOST_HALF_WIDTH, HALF_WIDTH);
    }
    double half = Arrays.stream(sides).average().orElse(HALF_WIDTH);
    boolean hat = Headwear.worn(patch, frame, person);
    // A hat is hidden up to its highest point; of hair a tuft may look out.
    double crown = hat ? tops[4] + 0.3 : tops[2];
    return new Head(
        landmarks,
        frame,
        Math.clamp(crown, LOWEST_CROWN, HIGHEST_CROWN),
        Math.clamp(half, LEAST_HALF_WIDTH, MOST_HALF_WIDTH),
        hat);
  }

  /// The rim of the face from the mesh.
  Outline outline() {
    double[] x = new double[OUTLINE.length];
    double[] y = new double[OUTLINE.length];
    for (int i = 0; i < OUTLINE.length; i++) {
      x[i] = landmarks.x(OUTLINE[i]);
      y[i] = landmarks.y(OUTLINE[i]);
    }
    return new Outline(x, y);
  }
}
