package dev.pictor.engine.sketch;

import static dev.pictor.engine.plane.Plane.clamp;

import dev.pictor.engine.plane.Along;
import dev.pictor.engine.plane.Blur;
import dev.pictor.engine.plane.Border;
import dev.pictor.engine.plane.Flow;
import dev.pictor.engine.plane.Hatch;
import dev.pictor.engine.plane.Lines;
import dev.pictor.engine.plane.Noise;
import dev.pictor.engine.plane.Plane;
import dev.pictor.engine.plane.Stipple;
import java.util.List;

/// Black ink by pen or brush. Ink has no grey of its own, so intensity is how much of it is used: a
/// gentle drawing is nearly all line, a full one has its dots, hatching or washes.
final class Ink {
  private static final double MEGAPIXELS = 2;
  private static final Colour INK = Colour.of(0x121214);
  private static final Colour SEPIA_BLACK = Colour.of(0x16151c);
  private static final Colour SUMI = Colour.of(0x1a1c20);
  private static final Colour PAPER = Colour.of(0xfdfdfc);
  private static final Colour CREAM = Colour.of(0xfbf8f1);
  private static final Colour RICE_PAPER = Colour.of(0xf3ecde);

  /// Pen lines, solid blacks, and dots for the tones between.
  private static final Recipe BASIC =
      new Recipe(
          MEGAPIXELS,
          List.of(
              new Step("calming the grain", 3, easel -> calm(easel, 0.6)),
              new Step("lines", 2, Ink::penLines)),
          new Finish(
              List.of(Layer.TONE, Layer.LINES),
              List.of(Finish.paper(1, 47), Ink::dots),
              Ink::layDots));

  /// Flowing pen lines and cross-hatching whose lines swell with the darkness.
  private static final Recipe ADVANCED =
      new Recipe(
          MEGAPIXELS,
          List.of(
              new Step("calming the grain", 3, easel -> calm(easel, 0.58)),
              new Step("following the forms", 3, Ink::flowingLines),
              new Step("planning the hatching", 1, Ink::planHatching)),
          new Finish(List.of(Layer.TONE, Layer.LINES, Layer.CLOUDS), 1, 52, Ink::layHatching));

  /// Brush lines and three grey washes with dried rims on rice paper.
  private static final Recipe ARTISTIC =
      new Recipe(
          MEGAPIXELS,
          List.of(
              new Step("calming the grain", 3, easel -> calm(easel, 0.58)),
              new Step("brush lines", 4, Ink::brushLines),
              new Step("washes", 5, Ink::washes)),
          new Finish(List.of(Layer.COVER, Layer.LINES, Layer.BORDER), 1, 63, Ink::layWashes));

  private static final float[] WASH_LEVELS = {0.74f, 0.52f, 0.3f};
  private static final float[] WASH_DEPTHS = {0.15f, 0.25f, 0.42f};

  private Ink() {}

  static Recipe recipe(Method method) {
    return switch (method) {
      case BASIC -> BASIC;
      case ADVANCED -> ADVANCED;
      case ARTISTIC -> ARTISTIC;
    };
  }

  private static Stipple dots(double scale) {
    double spacing = Math.max(3, 3.6 * scale);
    return new Stipple(spacing, spacing * 0.42);
  }

  private static void calm(Easel easel, double key) throws InterruptedException {
    easel.put(Layer.TONE, Groundwork.tone(easel, key, 3, 0.12));
  }

  private static void penLines(Easel easel) throws InterruptedException {
    Plane tone = easel.take(Layer.TONE);
    Plane calm = Groundwork.calmed(easel, tone, 3, 0.12);
    easel.put(Layer.LINES, Groundwork.lines(easel, calm, 0.75, 1.2, 23));
    easel.put(Layer.TONE, Groundwork.softened(easel, Groundwork.modelled(tone, 2.2), 1.5));
  }

  private static void layDots(SheetRow row) {
    float[] tone = row.layer(Layer.TONE);
    float[] lines = row.layer(Layer.LINES);
    float[] dots = row.texture(1);
    float amount = row.between(0.25, 1);
    for (int x = 0; x < row.width(); x++) {
      float dark = clamp((0.84f - tone[x]) * 1.2f);
      float dot = clamp((dark * dark * amount - 0.05f - dots[x]) * 24 + 0.5f);
      float black = clamp((0.13f - tone[x]) * 18 + 0.5f);
      float line = 1 - Lines.soft(lines[x], 0.55f, 26);
      float cover = Math.max(Math.max(dot, black), line);
      INK.mixInto(row, x, PAPER, 1 - cover, 1);
    }
  }

  private static void flowingLines(Easel easel) throws InterruptedException {
    Plane tone = easel.get(Layer.TONE);
    Flow flow = Flow.of(tone, easel.px(4), easel.rows());
    Plane lines = Groundwork.lines(easel, tone, 0.75, 1.2, 24);
    easel.put(Layer.LINES, Along.flow(lines, flow, easel.px(6), easel.rows()));
  }

  private static void planHatching(Easel easel) throws InterruptedException {
    Plane tone = Groundwork.modelled(easel.take(Layer.TONE), 2.4);
    easel.put(Layer.TONE, Groundwork.softened(easel, tone, 2));
    easel.put(Layer.CLOUDS, Noise.clouds(easel.width(), easel.height(), easel.px(90), 2, 51));
  }

  private static void layHatching(SheetRow row) {
    float[] tone = row.layer(Layer.TONE);
    float[] lines = row.layer(Layer.LINES);
    float[] clouds = row.layer(Layer.CLOUDS);
    float[] tooth = row.tooth();
    float period = (float) Math.max(4.2, 6.4 * row.scale());
    Hatch first = new Hatch(-Math.PI / 4, period, 80 * row.scale(), 55);
    Hatch second = new Hatch(Math.PI / 4, period, 80 * row.scale(), 57);
    Hatch third = new Hatch(0.1, period * 0.9, 70 * row.scale(), 59);
    float start = row.between(0.5, 0.72);
    for (int x = 0; x < row.width(); x++) {
      float bend = (clouds[x] - 0.5f) * period * 3;
      float t = tone[x];
      float cover = 1 - Lines.soft(lines[x], 0.56f, 22);
      cover = Math.max(cover, hatch(first, row, x, t, start, period, bend));
      cover = Math.max(cover, hatch(second, row, x, t, start - 0.26f, period, -bend));
      cover = Math.max(cover, hatch(third, row, x, t, start - 0.46f, period, bend));
      cover = Math.max(cover, clamp((0.1f - t) * 20 + 0.5f));
      SEPIA_BLACK.mixInto(row, x, CREAM, 1 - cover, 1 + (tooth[x] - 0.5f) * 0.03f);
    }
  }

  private static float hatch(
      Hatch hatch, SheetRow row, int x, float tone, float start, float period, float bend) {
    if (tone >= start) {
      return 0;
    }
    float swelling = clamp((start - tone) / 0.42f);
    return clamp(1.35f * hatch.ink(x, row.y(), bend, period * (0.07f + 0.19f * swelling)));
  }

  private static void brushLines(Easel easel) throws InterruptedException {
    Plane tone = Groundwork.calmed(easel, easel.take(Layer.TONE), 4, 0.15);
    easel.put(Layer.TONE, tone);
    Flow flow = Flow.of(tone, easel.px(8), easel.rows());
    Plane lines = Groundwork.lines(easel, tone, 0.76, 1.8, 20);
    easel.put(Layer.LINES, Along.flow(lines, flow, easel.px(12), easel.rows()));
  }

  /// Each wash covers what is darker than its level, flows past the edges a little, and dries with
  /// a darker rim where the water stopped.
  private static void washes(Easel easel) throws InterruptedException {
    int width = easel.width();
    int height = easel.height();
    float[] soft = Groundwork.softened(easel, easel.take(Layer.TONE), 2.5).values();
    float[] clouds = Noise.clouds(width, height, easel.px(150), 5, 62).values();
    float[] cover = new float[soft.length];
    for (int wash = 0; wash < WASH_LEVELS.length; wash++) {
      float[] mask = new float[soft.length];
      for (int i = 0; i < mask.length; i++) {
        mask[i] = clamp((WASH_LEVELS[wash] - soft[i] + (clouds[i] - 0.5f) * 0.16f) * 20 + 0.5f);
      }
      float[] inner = Blur.gauss(new Plane(width, height, mask), easel.px(5)).values();
      for (int i = 0; i < mask.length; i++) {
        float rim = mask[i] * clamp(1 - inner[i]) * 1.3f;
        cover[i] += WASH_DEPTHS[wash] * (mask[i] * (0.75f + 0.5f * clouds[i]) + rim);
      }
    }
    easel.put(Layer.COVER, new Plane(width, height, cover));
    easel.put(Layer.BORDER, Border.ragged(width, height, easel.rows()));
  }

  private static void layWashes(SheetRow row) {
    float[] wash = row.layer(Layer.COVER);
    float[] lines = row.layer(Layer.LINES);
    float[] border = row.layer(Layer.BORDER);
    float[] tooth = row.tooth();
    float amount = row.between(0.35, 1);
    for (int x = 0; x < row.width(); x++) {
      float grain = tooth[x] - 0.5f;
      float inside = clamp(border[x]);
      float light = 1 - wash[x] * amount * inside * (0.9f + 0.4f * grain);
      light *= 1 - (1 - Lines.soft(lines[x], 0.54f, 14)) * 0.97f * inside;
      SUMI.mixInto(row, x, RICE_PAPER, clamp(light), 1 + grain * 0.06f);
    }
  }
}
