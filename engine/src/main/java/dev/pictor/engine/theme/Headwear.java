package dev.pictor.engine.theme;

import dev.pictor.engine.theme.Patch.Tint;
import java.util.ArrayList;
import java.util.List;

/// Tells whether somebody wears something on the head already. Hair has the colours of hair, and
/// its tones are near each other; badges, bands and braid are not. A plain hat in a colour that
/// hair can have is taken for hair.
final class Headwear {
  /// Between the darkest and the brightest tenth; hair with highlights has up to .45.
  private static final double CONTRAST = 0.55;

  /// The share of places with a colour that no hair has.
  private static final double COLOURED = 0.4;

  private static final int FEWEST = 12;

  private Headwear() {}

  static boolean worn(Patch patch, Frame frame, Silhouette person) {
    List<Tint> above = new ArrayList<>();
    for (double y = 9; y <= 13; y += 0.8) {
      for (double x = -4; x <= 4; x += 1) {
        Vec3 at = frame.place(new Vec3(x, y, 4 - (y - 9) * 0.7));
        if (person.contains(at.x(), at.y())) {
          patch.at(at.x(), at.y()).ifPresent(above::add);
        }
      }
    }
    if (above.size() < FEWEST) {
      return false;
    }
    double[] tones = above.stream().mapToDouble(Tint::luma).sorted().toArray();
    double contrast = tones[tones.length * 9 / 10] - tones[tones.length / 10];
    double coloured = (double) above.stream().filter(Headwear::noHair).count() / above.size();
    return contrast > CONTRAST || coloured > COLOURED;
  }

  private static boolean noHair(Tint tint) {
    return tint.blue() > tint.green() + 0.07
        || tint.green() > tint.red() + 0.05
        || tint.red() > tint.green() + 0.33;
  }
}
