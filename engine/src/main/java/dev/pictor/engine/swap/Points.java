package dev.pictor.engine.swap;

import dev.pictor.engine.face.CanonicalFace;
import dev.pictor.engine.face.Landmarks;

/// The parts of a face by the numbers of their points (MediaPipe's canonical mesh; right and left
/// are the person's).
final class Points {
  /// The outline of the mesh, clockwise from the top of the forehead.
  static final int[] OVAL = Landmarks.oval();

  static final int[] RIGHT_EYE = {
    33, 246, 161, 160, 159, 158, 157, 173, 133, 155, 154, 153, 145, 144, 163, 7
  };
  static final int[] LEFT_EYE = {
    263, 466, 388, 387, 386, 385, 384, 398, 362, 382, 381, 380, 374, 373, 390, 249
  };
  static final int[] RIGHT_BROW = {70, 63, 105, 66, 107, 55, 65, 52, 53, 46};
  static final int[] LEFT_BROW = {300, 293, 334, 296, 336, 285, 295, 282, 283, 276};

  static final int[] OUTER_LIPS = {
    61, 185, 40, 39, 37, 0, 267, 269, 270, 409, 291, 375, 321, 405, 314, 17, 84, 181, 91, 146
  };
  static final int[] INNER_LIPS = {
    78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308, 324, 318, 402, 317, 14, 87, 178, 88, 95
  };
  static final int[] NOSTRILS = {98, 97, 2, 326, 327, 294, 1, 64};

  /// Places of bare skin in nearly every face: cheeks, sides and bridge of the nose, brow middle.
  static final int[] SKIN = {50, 280, 205, 425, 101, 330, 117, 346, 36, 266, 195, 9, 4, 187, 411};

  /// The point on the other half of the face, for each point.
  static final int[] MIRRORED = mirrored(CanonicalFace.SHARED.points());

  private Points() {}

  private static int[] mirrored(float[] points) {
    int[] mirrored = new int[Landmarks.COUNT];
    for (int i = 0; i < Landmarks.COUNT; i++) {
      double best = Double.MAX_VALUE;
      for (int j = 0; j < Landmarks.COUNT; j++) {
        double dx = points[3 * i] + points[3 * j];
        double dy = points[3 * i + 1] - points[3 * j + 1];
        double dz = points[3 * i + 2] - points[3 * j + 2];
        double distance = dx * dx + dy * dy + dz * dz;
        if (distance < best) {
          best = distance;
          mirrored[i] = j;
        }
      }
    }
    return mirrored;
  }
}
