package dev.pictor.engine.sketch;

import dev.pictor.engine.plane.Along;
import dev.pictor.engine.plane.Flow;
import dev.pictor.engine.plane.Lines;
import dev.pictor.engine.plane.Pixels;
import dev.pictor.engine.plane.Plane;
import dev.pictor.engine.plane.Rank;
import dev.pictor.engine.plane.Tile;
import dev.pictor.engine.plane.Tones;
import java.util.Optional;

/// What the drawn looks prepare alike: tone without noise, lines, strokes.
final class Groundwork {
  /// Lines on faces are this much finer, and their threshold is the same.
  private static final double FACE_FINENESS = 0.6;

  /// How far light is evened out before lines are sought.
  private static final double EVENNESS = 0.7;

  private Groundwork() {}

  /// The subject's lightness, exposed for drawing, without noise.
  ///
  /// @param key where its median should lie
  /// @param reach of the smoothing at one megapixel, in pixels
  /// @param contrast differences above this share of the range stay edges
  static Plane tone(Easel easel, double key, double reach, double contrast) {
    Plane tone = Tones.keyed(Pixels.tone(easel.subject()), key, 1.6);
    return Tones.calmed(tone, Math.clamp(easel.px(reach), 1, 4), contrast, 1);
  }

  /// Lines of this width (at one megapixel), finer on faces, found alike in shadow and in glare.
  ///
  /// @param source the tone to draw
  /// @param level lightness of an even area for the line's threshold: higher leaves more paper
  static Plane lines(Easel easel, Plane source, double level, double sigma, double strength)
      throws InterruptedException {
    Plane tone = Tones.levelled(source, easel.px(20), level, EVENNESS);
    Plane lines = Lines.response(tone, Math.max(0.7, easel.px(sigma)), strength);
    Optional<FaceArea> faces = easel.faces();
    if (faces.isPresent()) {
      double fine = Math.max(0.6, easel.px(sigma * FACE_FINENESS));
      blend(lines, Lines.response(tone, fine, strength), faces.get().mask());
    }
    return lines;
  }

  /// Brings out hidden forms by local contrast, half as much in itself as CLAHE does, so that even
  /// backgrounds stay even.
  static Plane modelled(Plane tone, double limit) {
    Plane strong = Tones.equalised(tone, limit, 6);
    float[] to = strong.values();
    float[] from = tone.values();
    for (int i = 0; i < to.length; i++) {
      to[i] = 0.5f * (to[i] + from[i]);
    }
    return strong;
  }

  /// Noise drawn out along the forms and spread evenly over 0 to 1.
  ///
  /// @param width of a stroke at one megapixel
  /// @param half half its length at one megapixel
  static Plane strokes(Easel easel, Flow flow, double width, double half, int seed)
      throws InterruptedException {
    Tile noise = Tile.noiseFor(easel.px(1), seed).blurred(Math.max(0.6, easel.px(width)));
    Plane field = noise.plane(easel.width(), easel.height());
    return Rank.evenly(Along.flow(field, flow, easel.px(half), easel.rows()));
  }

  /// Moves the first plane towards the second where the mask is 1.
  static void blend(Plane plane, Plane other, Plane mask) {
    float[] to = plane.values();
    float[] from = other.values();
    float[] share = mask.values();
    for (int i = 0; i < to.length; i++) {
      to[i] += (from[i] - to[i]) * share[i];
    }
  }
}
