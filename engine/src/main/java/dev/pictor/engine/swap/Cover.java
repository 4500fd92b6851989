package dev.pictor.engine.swap;

import dev.pictor.engine.plane.Plane;
import org.bytedeco.opencv.opencv_core.Mat;
import org.jspecify.annotations.Nullable;

/// Where the new face covers the old one.
///
/// @param depth how deep inside the outline each pixel lies, in widths of the face; 0 outside
/// @param free 1 where nothing lies over either face, 0 under hair, hats and the like
/// @param trust 1 where both faces show bare skin, so that their light can be compared
record Cover(Plane depth, Plane free, Plane trust) {
  /// The rim over which the new face fades in, as a part of the face's width.
  private static final double RIM = 0.075;

  /// The same where the head ends against its background.
  private static final double EDGE = 0.022;

  /// Pieces of hair or hand that are kept on the target, as a part of the face's area; the hinges
  /// and stems of its glasses are smaller, and half a pair of glasses looks worse than none.
  private static final double LEAST_OVER = 0.02;

  /// Pieces of hair or background that are not carried along from the source.
  private static final double LEAST_CARRIED = 0.002;

  /// The outermost part of a face often is neck or background, whose light is another.
  private static final double SURE = 0.03;

  /// @param warped the source's face in the place of the target's
  /// @param fitted its points
  static Cover of(Head head, WarpMap map, FaceArea area, Mat warped, Shape fitted) {
    double width = head.faceWidth();
    Plane depth = inside(map, width);
    Plane features = area.features();
    Plane there = SkinModel.of(head.small(), head.shape(), width).likelihood(head.small());
    Plane here = SkinModel.of(warped, fitted, width).likelihood(warped);
    Plane over = Occluders.over(there, features, depth, width, LEAST_OVER);
    Plane carried = Occluders.over(here, features, depth, width, LEAST_CARRIED);
    Plane free = new Plane(head.width(), head.height());
    Plane trust = new Plane(head.width(), head.height());
    for (int i = 0; i < free.values().length; i++) {
      free.values()[i] = (1 - over.values()[i]) * (1 - carried.values()[i]);
      double sure = Math.clamp(depth.values()[i] / SURE - 1, 0, 1);
      trust.values()[i] =
          (float) sure
              * there.values()[i]
              * here.values()[i]
              * free.values()[i]
              * (1 - features.values()[i]);
    }
    return new Cover(depth, free, trust);
  }

  /// How much of each pixel is the new face, 0 to 1.
  ///
  /// @param blend the most there is
  /// @param kept 1 where the target stays whatever else
  Plane alpha(double blend, @Nullable Plane kept) {
    Plane alpha = new Plane(depth.width(), depth.height());
    for (int i = 0; i < alpha.values().length; i++) {
      double t = Math.clamp(depth.values()[i] / RIM, 0, 1);
      float stays = kept == null ? 0 : kept.values()[i];
      alpha.values()[i] = (float) (blend * t * t * (3 - 2 * t)) * free.values()[i] * (1 - stays);
    }
    return alpha;
  }

  /// The depth on the face, and as narrow as a hair where the head itself ends: behind the outline
  /// of a turned head there is no rim to fade over.
  private static Plane inside(WarpMap map, double width) {
    Plane depth = map.depth();
    Plane pixels = FaceArea.inside(map.cover());
    Plane inside = new Plane(depth.width(), depth.height());
    for (int i = 0; i < inside.values().length; i++) {
      double edge = (pixels.values()[i] - 1) / (EDGE * width) * RIM;
      inside.values()[i] = (float) Math.max(0, Math.min(depth.values()[i], edge));
    }
    return inside;
  }
}
