package dev.pictor.engine.sketch;

import static dev.pictor.engine.plane.Plane.clamp;

import dev.pictor.engine.plane.Along;
import dev.pictor.engine.plane.Blur;
import dev.pictor.engine.plane.Border;
import dev.pictor.engine.plane.Curve;
import dev.pictor.engine.plane.Flow;
import dev.pictor.engine.plane.Hatch;
import dev.pictor.engine.plane.Lines;
import dev.pictor.engine.plane.Noise;
import dev.pictor.engine.plane.Plane;
import java.util.List;

/// Graphite on white paper. Intensity is the pressure of the hand: a gentle one leaves a pale
/// drawing, a full one reaches the pencil's darkest grey.
final class Pencil {
  private static final double MEGAPIXELS = 2;
  private static final Colour GRAPHITE = Colour.of(0x343539);
  private static final Colour SOFT_GRAPHITE = Colour.of(0x2c2b2d);
  private static final Colour PAPER = Colour.of(0xfcfcfa);
  private static final Colour WARM_PAPER = Colour.of(0xf9f7f1);

  /// Graphite catches on the paper's tooth in the middle tones; white stays white.
  private static final float CATCH = 2.1f;

  /// A soft drawing: outlines from a colour dodge at two widths over rubbed shading.
  private static final Recipe BASIC =
      new Recipe(
          MEGAPIXELS,
          List.of(
              new Step("calming the grain", 3, easel -> calm(easel, 0.62)),
              new Step("outlining", 2, Pencil::outline)),
          new Finish(List.of(Layer.COVER), 1, 3, Pencil::layOutline));

  /// Outlines with three layers of hatching that cross where it gets darker.
  private static final Recipe ADVANCED =
      new Recipe(
          MEGAPIXELS,
          List.of(
              new Step("calming the grain", 2, easel -> calm(easel, 0.6)),
              new Step("outlining", 1, Pencil::contours),
              new Step("planning the hatching", 1, Pencil::planHatching)),
          new Finish(List.of(Layer.LINES, Layer.TONE, Layer.CLOUDS), 1, 5, Pencil::layHatching));

  /// Strokes that follow the forms, drawn lines, a ragged margin.
  private static final Recipe ARTISTIC =
      new Recipe(
          MEGAPIXELS,
          List.of(
              new Step("calming the grain", 2, easel -> calm(easel, 0.6)),
              new Step("following the forms", 4, Pencil::follow),
              new Step("shading", 2, Pencil::shade)),
          new Finish(
              List.of(Layer.TONE, Layer.STROKES, Layer.LINES, Layer.BORDER),
              1,
              6,
              Pencil::layStrokes));

  private static final Curve DARKNESS = new Curve(t -> Math.pow(1 - t, 1.2));

  private Pencil() {}

  static Recipe recipe(Method method) {
    return switch (method) {
      case BASIC -> BASIC;
      case ADVANCED -> ADVANCED;
      case ARTISTIC -> ARTISTIC;
    };
  }

  private static void calm(Easel easel, double key) throws InterruptedException {
    easel.put(Layer.TONE, Groundwork.tone(easel, key, 2.5, 0.08));
  }

  private static void outline(Easel easel) {
    Plane tone = easel.take(Layer.TONE);
    float[] tones = tone.values();
    float[] near = Blur.gauss(tone, Math.max(1.2, easel.px(2.4))).values();
    float[] far = Blur.gauss(tone, easel.px(14)).values();
    Curve shade = new Curve(t -> 0.6 * Math.pow(1 - t, 2.2));
    float[] cover = new float[tones.length];
    for (int i = 0; i < cover.length; i++) {
      float fine = dodge(tones[i], near[i]);
      float broad = dodge(tones[i], far[i]);
      float light = fine * fine * fine * fine * (0.25f + 0.75f * broad) * (1 - shade.at(tones[i]));
      cover[i] = 1 - light;
    }
    easel.put(Layer.COVER, new Plane(tone.width(), tone.height(), cover));
  }

  /// The tone over its surroundings; the offset keeps noise in deep shadow from becoming lines.
  private static float dodge(float tone, float around) {
    return Math.min(1, (tone + 0.09f) / (around + 0.09f));
  }

  private static void layOutline(SheetRow row) {
    float[] cover = row.layer(Layer.COVER);
    float[] tooth = row.tooth();
    float pressure = row.between(0.45, 1.05);
    for (int x = 0; x < row.width(); x++) {
      lay(row, x, GRAPHITE, PAPER, clamp(cover[x]) * pressure, tooth[x]);
    }
  }

  private static void contours(Easel easel) throws InterruptedException {
    Plane tone = easel.get(Layer.TONE);
    easel.put(Layer.LINES, Groundwork.lines(easel, tone, 0.82, 0.9, 16));
  }

  private static void planHatching(Easel easel) throws InterruptedException {
    Plane tone = Groundwork.modelled(easel.take(Layer.TONE), 2.2);
    easel.put(Layer.TONE, Groundwork.softened(easel, tone, 1.6));
    easel.put(Layer.CLOUDS, Noise.clouds(easel.width(), easel.height(), easel.px(90), 2, 9));
  }

  private static void layHatching(SheetRow row) {
    float[] tone = row.layer(Layer.TONE);
    float[] clouds = row.layer(Layer.CLOUDS);
    float[] lines = row.layer(Layer.LINES);
    float[] tooth = row.tooth();
    double scale = row.scale();
    double period = Math.max(3.4, 5.2 * scale);
    float half = (float) (period * 0.2);
    Hatch light = new Hatch(-Math.PI / 4, period, 70 * scale, 51);
    Hatch cross = new Hatch(-Math.PI / 4 + 0.6, period, 60 * scale, 53);
    Hatch deep = new Hatch(Math.PI / 4, period * 0.9, 50 * scale, 55);
    float pressure = row.between(0.55, 1);
    for (int x = 0; x < row.width(); x++) {
      float bend = (clouds[x] - 0.5f) * (float) period * 4;
      float t = tone[x];
      float paper = 1 - 0.2f * (1 - t) * (1 - t);
      if (t < 0.82f) {
        paper *= 1 - ramp(t, 0.82f, 0.4f) * 0.62f * light.ink(x, row.y(), bend, half);
      }
      if (t < 0.5f) {
        paper *= 1 - ramp(t, 0.5f, 0.3f) * 0.6f * cross.ink(x, row.y(), -bend, half);
      }
      if (t < 0.28f) {
        paper *= 1 - ramp(t, 0.28f, 0.2f) * 0.7f * deep.ink(x, row.y(), bend, half * 1.2f);
      }
      paper *= 0.12f + 0.88f * Lines.soft(lines[x], 0.62f, 9);
      lay(row, x, GRAPHITE, PAPER, (1 - paper) * pressure, tooth[x]);
    }
  }

  private static float ramp(float tone, float start, float length) {
    return clamp((start - tone) / length);
  }

  private static void follow(Easel easel) throws InterruptedException {
    Plane tone = easel.get(Layer.TONE);
    Flow flow = Flow.of(tone, easel.px(4), easel.rows());
    easel.put(Layer.STROKES, Groundwork.strokes(easel, flow, 0.7, 14, 11));
    Plane lines = Groundwork.lines(easel, tone, 0.82, 1, 18);
    easel.put(Layer.LINES, Along.flow(lines, flow, easel.px(5), easel.rows()));
  }

  private static void shade(Easel easel) throws InterruptedException {
    Plane tone = Groundwork.modelled(easel.take(Layer.TONE), 3.2);
    easel.put(Layer.TONE, Groundwork.softened(easel, tone, 1.2));
    easel.put(Layer.BORDER, Border.ragged(easel.width(), easel.height(), easel.rows()));
  }

  private static void layStrokes(SheetRow row) {
    float[] tone = row.layer(Layer.TONE);
    float[] strokes = row.layer(Layer.STROKES);
    float[] lines = row.layer(Layer.LINES);
    float[] border = row.layer(Layer.BORDER);
    float[] tooth = row.tooth();
    float pressure = row.between(0.6, 1);
    for (int x = 0; x < row.width(); x++) {
      float dark = DARKNESS.at(tone[x]) * 0.92f * pressure;
      float threshold = strokes[x] * 0.65f + tooth[x] * 0.3f;
      float stroke = clamp((dark - threshold) * 2.4f + 0.3f) * clamp(dark * 1.9f - 0.05f);
      float light = 1 - stroke * 0.6f - dark * dark * 0.16f;
      light *= 1 - 0.72f * pressure * (1 - Lines.soft(lines[x], 0.6f, 7));
      float cover = (1 - light) * (0.06f + 0.94f * clamp(border[x]));
      SOFT_GRAPHITE.mixInto(row, x, WARM_PAPER, 1 - cover, 1 + (tooth[x] - 0.5f) * 0.05f);
    }
  }

  private static void lay(
      SheetRow row, int x, Colour medium, Colour paper, float cover, float tooth) {
    float laid = clamp(cover + (tooth - 0.5f) * CATCH * cover * (1 - cover));
    medium.mixInto(row, x, paper, 1 - laid, 1 + (tooth - 0.5f) * 0.03f);
  }
}
