package dev.pictor.engine.theme;

import dev.pictor.engine.face.Landmarks;
import dev.pictor.engine.theme.Patch.Tint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The light on a face, read from the face itself: skin is much the same all over, so where it is
/// brighter it faces the light. Brightness is fitted by a constant and a direction, the first four
/// spherical harmonics (Ramamoorthi and Hanrahan, 2001).
///
/// @param white what a white cloth that faces the light would have, red, green and blue of 1
/// @param towards where the light comes from, y up and z towards the camera; its length says how
///   much darker the side that faces away is, 0 to 0.9
record Light(double[] white, Vec3 towards) {
  /// Points of skin away from eyes, brows, lips, nostrils and what a fringe may hide.
  private static final int[] SKIN = {
    151, 9, 108, 337, 8, 50, 280, 101, 330, 116, 345, 123, 352, 147, 376, 187, 411, 205, 425, 36,
    266, 207, 427, 192, 416, 214, 434, 138, 367, 135, 364, 210, 430, 199, 175, 200, 171, 396, 5,
    195, 6, 197, 117, 346, 118, 347, 234, 454, 127, 356, 93, 323, 177, 401, 215, 435, 172, 397
  };

  /// Light comes from above and from behind the camera when the face says nothing else.
  private static final Vec3 USUAL = new Vec3(0, 0.16, 0.12);

  /// The white of a cloth in full light, with room for its highlights.
  private static final double BRIGHTEST = 0.985;

  /// How strong a direction can be.
  private static final double MOST = 0.7;

  /// With less skin in view its light is not read.
  private static final int FEWEST = 12;

  /// Clothes that face the camera and a little up are as bright as white gets.
  private static final Vec3 FACING = new Vec3(0, 0.3, 0.95);

  Light {
    white = white.clone();
  }

  /// The luma of white cloth, 0 to 1.
  double level() {
    return new Tint(white[0], white[1], white[2]).luma();
  }

  /// How bright a cloth of white is that faces in a direction, as gains of red, green and blue.
  void gains(Vec3 normal, float[] to, int at) {
    double lit = (1 + towards.dot(normal)) / (1 + towards.dot(FACING));
    // What turns away from the camera also sees less of the room.
    double open = 0.74 + 0.26 * Math.max(0, normal.z());
    for (int k = 0; k < 3; k++) {
      to[at + k] = (float) (white[k] * Math.clamp(lit, 0.35, 1.05) * open);
    }
  }

  /// Reads the light on one face.
  static Light on(Patch patch, Landmarks landmarks, Frame frame) {
    List<Vec3> normals = new ArrayList<>();
    List<Double> tones = new ArrayList<>();
    for (int point : SKIN) {
      Vec3 normal = frame.turn(AverageFace.normal(point));
      Optional<Tint> tint = patch.at(landmarks.x(point), landmarks.y(point));
      if (tint.isPresent() && normal.z() > 0.15) {
        normals.add(normal);
        tones.add(tint.get().luma());
      }
    }
    Tint brightest = new Tint(brightest(patch, 0), brightest(patch, 1), brightest(patch, 2));
    if (tones.size() < FEWEST) {
      return new Light(tinted(brightest, brightest.luma()), USUAL);
    }
    double skin = tones.stream().sorted().skip(tones.size() * 9L / 10).findFirst().orElse(0.5);
    double least = Math.min(1.12 * skin, BRIGHTEST);
    double level = Math.clamp(Math.min(brightest.luma(), 2.3 * skin), least, BRIGHTEST);
    return new Light(tinted(brightest, level), towards(normals, tones));
  }

  /// The level of a channel that three of a hundred pixels around the face exceed: what is
  /// brightest in all channels together is usually the colour of the light.
  private static double brightest(Patch patch, int channel) {
    double[] levels = patch.channel(channel);
    Arrays.sort(levels);
    return levels[(int) (levels.length * 0.97)];
  }

  private static Vec3 towards(List<Vec3> normals, List<Double> tones) {
    double[][] from = new double[tones.size()][];
    double[] to = new double[tones.size()];
    for (int i = 0; i < to.length; i++) {
      Vec3 normal = normals.get(i);
      from[i] = new double[] {normal.x(), normal.y(), normal.z(), 1};
      to[i] = tones.get(i);
    }
    double[] fit = LeastSquares.solve(from, to, 0.02 * to.length);
    Vec3 seen = new Vec3(fit[0], fit[1], 0.5 * fit[2]).times(0.75 / Math.max(0.05, fit[3]));
    Vec3 towards = seen.plus(USUAL);
    return towards.unit().times(Math.min(MOST, towards.length()));
  }

  /// White of this level with half of the tint that the brightest places have.
  private static double[] tinted(Tint brightest, double level) {
    double[] channels = {brightest.red(), brightest.green(), brightest.blue()};
    double[] white = new double[3];
    for (int k = 0; k < 3; k++) {
      double tint = Math.clamp(channels[k] / Math.max(brightest.luma(), 1e-3), 0.7, 1.3);
      white[k] = Math.min(1, level * Math.sqrt(tint));
    }
    return white;
  }
}
