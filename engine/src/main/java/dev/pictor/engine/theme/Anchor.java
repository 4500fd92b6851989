package dev.pictor.engine.theme;

import dev.pictor.engine.plane.Affine;
import java.util.List;
import java.util.function.Function;

/// A named point of the person that lies at a place of the artwork.
///
/// @param x in units of the SVG's view box
/// @param y likewise, down
public record Anchor(String point, double x, double y) {
  /// The affine map that brings the anchors nearest to their points, by least squares; two anchors
  /// give the similarity through both.
  static Affine map(List<Anchor> anchors, Function<String, Vec3> points) {
    double[][] from = new double[anchors.size()][];
    double[][] to = new double[anchors.size()][];
    for (int i = 0; i < anchors.size(); i++) {
      Anchor anchor = anchors.get(i);
      Vec3 point = points.apply(anchor.point);
      from[i] = new double[] {anchor.x, -anchor.y};
      to[i] = new double[] {point.x(), point.y()};
    }
    return anchors.size() == 2 ? AffineFit.through(from, to) : AffineFit.nearest(from, to);
  }
}
