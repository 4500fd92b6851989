package dev.pictor.engine.sketch;

import dev.pictor.engine.plane.Along;
import dev.pictor.engine.plane.Blur;
import dev.pictor.engine.plane.Border;
import dev.pictor.engine.plane.Flow;
import dev.pictor.engine.plane.Hatch;
import dev.pictor.engine.plane.Lines;
import dev.pictor.engine.plane.Noise;
import dev.pictor.engine.plane.Pixels;
import dev.pictor.engine.plane.Plane;
import dev.pictor.engine.plane.Rank;
import dev.pictor.engine.plane.Tile;
import dev.pictor.engine.plane.Tones;
import java.util.List;

/// Graphite on white paper.
final class Pencil {
  private static final double MEGAPIXELS = 2;
  private static final Colour GRAPHITE = Colour.of(0x37383a);
  private static final Colour SOFT_GRAPHITE = Colour.of(0x2f2d2e);
  private static final Colour PAPER = Colour.of(0xfcfcfa);
  private static final Colour WARM_PAPER = Colour.of(0xf8f6f0);

  private Pencil() {}

  static Recipe recipe(Method method) {
    return switch (method) {
      case BASIC -> BASIC;
      case ADVANCED -> ADVANCED;
      case ARTISTIC -> ARTISTIC;
    };
  }

  /// A light outline drawing with some tone: colour dodge of the picture over its own blur.
  private static final Recipe BASIC =
      new Recipe(
          MEGAPIXELS,
          List.of(
              new Step("calming the grain", 2, Pencil::calm),
              new Step("outlining", 2, easel -> dodge(easel, 14))),
          new Finish(List.of(Layer.COVER), 1, 3, Pencil::layOutline));

  /// Outlines with three layers of hatching that cross where it gets darker.
  private static final Recipe ADVANCED =
      new Recipe(
          MEGAPIXELS,
          List.of(
              new Step("calming the grain", 2, Pencil::calm),
              new Step("outlining", 2, easel -> dodge(easel, 5)),
              new Step("hatching", 3, Pencil::hatchTone)),
          new Finish(List.of(Layer.COVER, Layer.TONE, Layer.CLOUDS), 1, 5, Pencil::layHatching));

  /// Strokes that follow the forms, drawn lines, a ragged margin.
  private static final Recipe ARTISTIC =
      new Recipe(
          MEGAPIXELS,
          List.of(
              new Step("calming the grain", 2, Pencil::calm),
              new Step("following the forms", 4, Pencil::strokes),
              new Step("shading", 2, Pencil::shade)),
          new Finish(
              List.of(Layer.TONE, Layer.STROKES, Layer.LINES, Layer.BORDER),
              1,
              6,
              Pencil::layStrokes));

  private static void calm(Easel easel) {
    Plane tone = Pixels.tone(easel.subject());
    easel.put(Layer.TONE, Tones.calmed(tone, Math.clamp(easel.px(2.5), 1, 4), 0.1, 1));
  }

  private static void dodge(Easel easel, double sigma) {
    Plane tone = easel.get(Layer.TONE);
    float[] around = Blur.gauss(tone, easel.px(sigma)).values();
    float[] lines = new float[around.length];
    for (int i = 0; i < lines.length; i++) {
      lines[i] = Math.min(1, (tone.values()[i] + 0.004f) / (around[i] + 0.004f));
    }
    easel.put(Layer.COVER, new Plane(tone.width(), tone.height(), lines));
  }

  private static void layOutline(SheetRow row) {
    float[] dodge = row.layer(Layer.COVER);
    float[] tooth = row.tooth();
    float power = row.between(1.2, 2.2);
    for (int x = 0; x < row.width(); x++) {
      float light = (float) Math.pow(Math.max(0, dodge[x]), power);
      light -= (1 - light) * (tooth[x] - 0.5f) * 0.9f;
      GRAPHITE.mixInto(row, x, PAPER, Plane.clamp(light), 1 + (tooth[x] - 0.5f) * 0.03f);
    }
  }

  private static void hatchTone(Easel easel) {
    easel.put(Layer.TONE, Blur.gauss(Tones.equalised(easel.get(Layer.TONE), 2, 8), easel.px(2)));
    easel.put(Layer.CLOUDS, Noise.clouds(easel.width(), easel.height(), easel.px(60), 2, 9));
  }

  private static void layHatching(SheetRow row) {
    float[] dodge = row.layer(Layer.COVER);
    float[] tone = row.layer(Layer.TONE);
    float[] clouds = row.layer(Layer.CLOUDS);
    float[] tooth = row.tooth();
    float period = (float) Math.max(3.2, 3.6 * row.scale());
    float width = period * 0.16f;
    Hatch first = new Hatch(Math.PI / 4, period);
    Hatch second = new Hatch(Math.PI / 4 + 0.55, period);
    Hatch third = new Hatch(-Math.PI / 4, period);
    float pressure = row.between(0.5, 1);
    for (int x = 0; x < row.width(); x++) {
      float wobble = clouds[x] * period * 2.2f;
      float grain = (0.35f + 0.85f * tooth[x]) * pressure;
      float dark = 1 - tone[x];
      float light = 1 - dark * dark * 0.22f * (0.6f + tooth[x] * 0.8f);
      light -= ramp(tone[x], 0.80f, 0.35f) * 0.42f * grain * first.ink(x, row.y(), wobble, width);
      light -= ramp(tone[x], 0.52f, 0.30f) * 0.40f * grain * second.ink(x, row.y(), -wobble, width);
      light -= ramp(tone[x], 0.30f, 0.22f) * 0.42f * grain * third.ink(x, row.y(), wobble, width);
      light *= (float) Math.pow(Math.max(0, dodge[x]), 2.2);
      GRAPHITE.mixInto(row, x, PAPER, Plane.clamp(light), 1 + (tooth[x] - 0.5f) * 0.03f);
    }
  }

  private static float ramp(float tone, float start, float length) {
    return Plane.clamp((start - tone) / length);
  }

  private static void strokes(Easel easel) throws InterruptedException {
    Plane tone = easel.get(Layer.TONE);
    Flow flow = Flow.of(tone, easel.px(4), easel.rows());
    Plane noise =
        Tile.noise(1021, 11)
            .blurred(Math.max(0.6, easel.px(0.7)))
            .plane(easel.width(), easel.height());
    easel.put(Layer.STROKES, Rank.evenly(Along.flow(noise, flow, easel.px(14), easel.rows())));
    Plane lines = Lines.response(Tones.lifted(tone, 0.75, 0.3), Math.max(0.7, easel.px(1)), 20);
    easel.put(Layer.LINES, Along.flow(lines, flow, easel.px(5), easel.rows()));
  }

  private static void shade(Easel easel) throws InterruptedException {
    Plane tone = Blur.gauss(Tones.equalised(easel.take(Layer.TONE), 2.5, 8), easel.px(1.2));
    easel.put(Layer.TONE, tone);
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
      float dark = (float) Math.pow(Plane.clamp(1 - tone[x]), 1.35) * 0.92f * pressure;
      float threshold = strokes[x] * 0.65f + tooth[x] * 0.3f;
      float stroke =
          Plane.clamp((dark - threshold) * 2.4f + 0.3f) * Plane.clamp(dark * 1.9f - 0.05f);
      float light = 1 - stroke * 0.62f - dark * dark * 0.14f;
      light *= 1 - 0.72f * pressure * (1 - Lines.soft(lines[x], 0.6f, 7));
      light = 1 - (1 - light) * (0.08f + 0.92f * border[x]);
      SOFT_GRAPHITE.mixInto(row, x, WARM_PAPER, Plane.clamp(light), 1 + (tooth[x] - 0.5f) * 0.05f);
    }
  }
}
