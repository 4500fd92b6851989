package dev.pictor.engine.book;

import dev.pictor.engine.face.Box;
import dev.pictor.engine.face.Face;
import dev.pictor.engine.face.Landmarks;

/// The points of a face that a drawing is fitted by, and the oval that may be painted over.
///
/// @param points x and y of each control point, in pixels; empty when only a box is known
/// @param oval x and y of each corner
/// @param box around the oval
record Outline(double[] points, double[] oval, Box box) {
  /// Eyes, brows, nose, mouth, and every third point of the outline: enough to bend a face.
  private static final int[] CONTROL = {
    33, 133, 159, 145, 263, 362, 386, 374, 105, 66, 334, 296, 1, 2, 168, 98, 327, 61, 291, 0, 17,
    13, 14, 10, 297, 284, 389, 454, 361, 397, 378, 152, 149, 172, 132, 234, 162, 54, 67
  };

  /// The first of four points of the brows among them.
  private static final int FIRST_BROW = 8;

  private static final int[] OVAL = Landmarks.oval();

  /// A round face without points, as in a box that somebody drew around it.
  private static final int CORNERS = 48;

  static Outline of(Face face, double left, double top, double scale) {
    return new Outline(
        picked(face.landmarks(), CONTROL, left, top, scale),
        picked(face.landmarks(), OVAL, left, top, scale),
        new Box(
            face.box().left() * scale + left,
            face.box().top() * scale + top,
            face.box().right() * scale + left,
            face.box().bottom() * scale + top));
  }

  private static double[] picked(
      Landmarks points, int[] which, double left, double top, double scale) {
    double[] picked = new double[2 * which.length];
    for (int i = 0; i < which.length; i++) {
      picked[2 * i] = points.x(which[i]) * scale + left;
      picked[2 * i + 1] = points.y(which[i]) * scale + top;
    }
    return picked;
  }

  static Outline of(Box box) {
    double[] oval = new double[2 * CORNERS];
    for (int i = 0; i < CORNERS; i++) {
      double angle = 2 * Math.PI * i / CORNERS;
      oval[2 * i] = (box.left() + box.right() + box.width() * Math.sin(angle)) / 2;
      oval[2 * i + 1] = (box.top() + box.bottom() - box.height() * Math.cos(angle)) / 2;
    }
    return new Outline(new double[0], oval, box);
  }

  /// How low the tops of the brows are, in pixels; a quarter down in a box without points.
  double brows() {
    if (!hasPoints()) {
      return box.top() + 0.25 * box.height();
    }
    double sum = 0;
    for (int i = FIRST_BROW; i < FIRST_BROW + 4; i++) {
      sum += points[2 * i + 1] / 4;
    }
    return sum;
  }

  boolean hasPoints() {
    return points.length > 0;
  }
}
