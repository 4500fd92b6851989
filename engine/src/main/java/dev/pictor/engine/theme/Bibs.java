package dev.pictor.engine.theme;

import dev.pictor.engine.plane.Affine;
import dev.pictor.engine.theme.Placement.Bib;

/// Hangs sheets in front of a body. They bend around the chest, so that their sides turn away from
/// the camera and from the light.
final class Bibs {
  private static final int COLUMNS = 33;
  private static final int ROWS = 33;

  /// The radius of the chest, in centimetres.
  private static final double ROUND = 24;

  /// Shoulders slope back above the chest.
  private static final double SLOPE = 0.35;

  /// Under the neck the chest comes forward, so it faces up a little.
  private static final double CHEST = 0.25;

  private Bibs() {}

  /// @param box the size of the artwork, in its units
  static Surface before(Torso torso, Bib bib, double[] box) {
    Affine map = Anchor.map(bib.anchors(), FacePoints::body);
    double wide = torso.halfWidth() / Torso.HALF_WIDTH;
    return Surface.of(
        COLUMNS,
        ROWS,
        false,
        (u, v) -> {
          double x = map.x(u * box[0], -v * box[1]);
          double y = map.y(u * box[0], -v * box[1]);
          // Only what lies on the shoulders is as wide as they are; the neck keeps its width.
          double share = Math.clamp((Math.abs(x) - 6) / 8, 0, 1);
          double at = x * (1 + (wide - 1) * share);
          double bend = Math.min(1, Math.abs(at) / ROUND);
          double z =
              ROUND * (Math.sqrt(1 - 0.8 * bend * bend) - 1)
                  - SLOPE * Math.max(0, y)
                  + CHEST * Math.clamp(-y, 0, 16);
          return torso.frame().place(new Vec3(at, y, z));
        });
  }
}
