package dev.pictor.engine.theme;

import dev.pictor.engine.theme.Patch.Tint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Tells whether somebody wears something on the head already: what is above the forehead then has
/// another colour than what is beside the temples. Dark hair above bare temples looks the same;
/// that does no harm, since a new cap then only sits lower.
final class Headwear {
  /// From here on two colours are two materials.
  private static final double DIFFERENT = 0.3;

  private static final List<Vec3> ABOVE =
      List.of(
          new Vec3(-3.5, 9.6, 3.5),
          new Vec3(0, 9.6, 4),
          new Vec3(3.5, 9.6, 3.5),
          new Vec3(-2, 11, 2.5),
          new Vec3(2, 11, 2.5));

  private static final List<Vec3> BESIDE =
      List.of(
          new Vec3(-8, 3.5, -3),
          new Vec3(8, 3.5, -3),
          new Vec3(-8, 1.5, -3.5),
          new Vec3(8, 1.5, -3.5),
          new Vec3(-7.8, -1, -3.5),
          new Vec3(7.8, -1, -3.5));

  private Headwear() {}

  static boolean worn(Patch patch, Frame frame, Silhouette person) {
    List<Tint> above = seen(ABOVE, patch, frame, person);
    List<Tint> beside = seen(BESIDE, patch, frame, person);
    if (above.size() < 3 || beside.size() < 3) {
      return false;
    }
    return mean(above).distance(mean(beside)) > DIFFERENT;
  }

  private static List<Tint> seen(List<Vec3> points, Patch patch, Frame frame, Silhouette person) {
    List<Tint> seen = new ArrayList<>();
    for (Vec3 point : points) {
      Vec3 at = frame.place(point);
      Optional<Tint> tint =
          person.contains(at.x(), at.y()) ? patch.at(at.x(), at.y()) : Optional.empty();
      tint.ifPresent(seen::add);
    }
    return seen;
  }

  private static Tint mean(List<Tint> tints) {
    double red = tints.stream().mapToDouble(Tint::red).average().orElse(0);
    double green = tints.stream().mapToDouble(Tint::green).average().orElse(0);
    double blue = tints.stream().mapToDouble(Tint::blue).average().orElse(0);
    return new Tint(red, green, blue);
  }
}
