package dev.pictor.engine.sketch;

import dev.pictor.engine.plane.Along;
import dev.pictor.engine.plane.Blur;
import dev.pictor.engine.plane.Flow;
import dev.pictor.engine.plane.Lines;
import dev.pictor.engine.plane.Pixels;
import dev.pictor.engine.plane.Plane;
import dev.pictor.engine.plane.Rank;
import dev.pictor.engine.plane.Region;
import dev.pictor.engine.plane.Tile;
import dev.pictor.engine.plane.Tones;
import java.util.Optional;

/// What the drawn looks prepare alike: tone without noise, lines, strokes.
final class Groundwork {
  /// Lines and strokes on faces are this much finer.
  private static final double FACE_FINENESS = 0.6;

  /// How far light is evened out before lines are sought.
  private static final double EVENNESS = 0.7;

  private Groundwork() {}

  /// The subject's lightness, exposed for drawing, without noise.
  ///
  /// @param key where its median should lie
  /// @param reach of the smoothing at one megapixel, in pixels
  /// @param contrast differences above this share of the range stay edges
  static Plane tone(Easel easel, double key, double reach, double contrast)
      throws InterruptedException {
    Plane tone = Tones.keyed(Pixels.tone(easel.subject()), key, 1.6);
    return calmed(easel, tone, reach, contrast);
  }

  /// Without noise and fine texture; faces keep more of theirs.
  static Plane calmed(Easel easel, Plane tone, double reach, double contrast)
      throws InterruptedException {
    Plane calm = Tones.calmed(tone, Math.clamp(easel.px(reach), 1, 4), contrast, 1);
    double gentle = Math.clamp(easel.px(reach * FACE_FINENESS), 1, 4);
    return withFaces(easel, calm, face -> Tones.calmed(face.of(tone), gentle, contrast * 0.4, 1));
  }

  /// Blurred, and less so on faces.
  static Plane softened(Easel easel, Plane tone, double sigma) throws InterruptedException {
    Plane soft = Blur.gauss(tone, easel.px(sigma));
    return withFaces(easel, soft, face -> Blur.gauss(face.of(tone), easel.px(sigma * 0.4)));
  }

  /// Lines of this width (at one megapixel), finer on faces, found alike in shadow and in glare.
  ///
  /// @param source the tone to draw
  /// @param level lightness of an even area for the line's threshold: higher leaves more paper
  static Plane lines(Easel easel, Plane source, double level, double sigma, double strength)
      throws InterruptedException {
    Plane tone = Tones.levelled(source, easel.px(20), level, EVENNESS);
    Plane lines = Lines.response(tone, Math.max(0.7, easel.px(sigma)), strength);
    double fine = Math.max(0.6, easel.px(sigma * FACE_FINENESS));
    return withFaces(easel, lines, face -> Lines.response(face.of(tone), fine, strength));
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

  /// Noise drawn out along the forms and spread evenly over 0 to 1, finer on faces.
  ///
  /// @param width of a stroke at one megapixel
  /// @param half half its length at one megapixel
  static Plane strokes(Easel easel, Flow flow, double width, double half, int seed)
      throws InterruptedException {
    Plane noise = noise(easel, width, seed);
    Plane strokes = Rank.evenly(Along.flow(noise, flow, easel.px(half), easel.rows()));
    double shorter = easel.px(half * FACE_FINENESS);
    return withFaces(
        easel,
        strokes,
        face -> {
          Plane fine = face.of(noise(easel, width * FACE_FINENESS, seed));
          return Rank.evenly(Along.flow(fine, flow.within(face), shorter, easel.rows()));
        });
  }

  private static Plane noise(Easel easel, double width, int seed) {
    Tile tile = Tile.noiseFor(easel.px(1), seed).blurred(Math.max(0.6, easel.px(width)));
    return tile.plane(easel.width(), easel.height());
  }

  /// The finer version of what has been done, for the part of the picture around the faces.
  @FunctionalInterface
  private interface Finer {
    Plane of(Region face) throws InterruptedException;
  }

  private static Plane withFaces(Easel easel, Plane plane, Finer finer)
      throws InterruptedException {
    Optional<FaceArea> faces = easel.faces();
    if (faces.isPresent()) {
      Region face = easel.faceRegion();
      face.blend(plane, finer.of(face), faces.get().mask());
    }
    return plane;
  }
}
