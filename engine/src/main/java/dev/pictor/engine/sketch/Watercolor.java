package dev.pictor.engine.sketch;

import dev.pictor.engine.paint.Canvas;
import dev.pictor.engine.paint.ColourTable;
import dev.pictor.engine.paint.Warp;
import dev.pictor.engine.paint.Wash;
import dev.pictor.engine.plane.Along;
import dev.pictor.engine.plane.Blur;
import dev.pictor.engine.plane.Border;
import dev.pictor.engine.plane.Flow;
import dev.pictor.engine.plane.Lines;
import dev.pictor.engine.plane.Noise;
import dev.pictor.engine.plane.Pixels;
import dev.pictor.engine.plane.Plane;
import dev.pictor.engine.plane.Tones;
import java.util.List;

/// Transparent washes on white paper. The paper is the only white there is: colours get lighter by
/// carrying less paint, never by mixing.
final class Watercolor {
  private static final double MEGAPIXELS = 2;
  private static final float PAPER_RED = .992f;
  private static final float PAPER_GREEN = .984f;
  private static final float PAPER_BLUE = .962f;

  private static final ColourTable FRESH = ColourTable.of(c -> c.with(1.22f, .92f, .07f));
  private static final ColourTable VIVID = ColourTable.of(c -> c.with(1.5f, .88f, .12f));

  private Watercolor() {}

  static Recipe recipe(Method method) {
    return switch (method) {
      case BASIC -> BASIC;
      case ADVANCED -> ADVANCED;
      case ARTISTIC -> ARTISTIC;
    };
  }

  /// One light wash: soft patches, pale rims, the grain of the paper.
  private static final Recipe BASIC =
      new Recipe(
          MEGAPIXELS,
          List.of(new Step("washing in", 3, Watercolor::washIn)),
          new Finish(
              List.of(Layer.RED, Layer.GREEN, Layer.BLUE, Layer.LINES, Layer.CLOUDS),
              1.1,
              33,
              row -> lay(row, .68f, .6f, .35f, .4f)));

  /// Glazes laid over each other, each with a dark rim where it dried.
  private static final Recipe ADVANCED =
      new Recipe(
          MEGAPIXELS,
          List.of(
              new Step("wetting the edges", 3, easel -> wet(easel, 3.5, 7, FRESH)),
              new Step("glazing", 2, easel -> glaze(easel, 5))),
          new Finish(
              List.of(Layer.RED, Layer.GREEN, Layer.BLUE, Layer.LINES, Layer.CLOUDS),
              1.2,
              34,
              row -> lay(row, .92f, 1.8f, .9f, .65f)));

  /// Wet in wet over a pencil drawing, running out into the white of the sheet.
  private static final Recipe ARTISTIC =
      new Recipe(
          MEGAPIXELS,
          List.of(
              new Step("drawing underneath", 3, Watercolor::draw),
              new Step("wetting the edges", 3, easel -> wet(easel, 7, 9, VIVID)),
              new Step("glazing", 2, easel -> glaze(easel, 5)),
              new Step("leaving the margin white", 1, Watercolor::margin)),
          new Finish(
              List.of(
                  Layer.RED,
                  Layer.GREEN,
                  Layer.BLUE,
                  Layer.LINES,
                  Layer.CLOUDS,
                  Layer.COVER,
                  Layer.BORDER),
              1.3,
              35,
              Watercolor::layWetInWet));

  private static void washIn(Easel easel) throws InterruptedException {
    Canvas canvas = Paintbox.patches(easel, easel.between(4, 7), 2);
    FRESH.apply(canvas, easel.rows());
    rims(easel, canvas.tone(easel.rows()), 3);
    clouds(easel, 200, 32);
    Paintbox.put(easel, canvas);
  }

  private static void wet(Easel easel, double amount, double reach, ColourTable change)
      throws InterruptedException {
    Canvas shifted =
        Warp.of(
            Paintbox.subject(easel),
            easel.px(amount) * easel.between(.4, 1),
            easel.px(6 * amount + 4),
            81,
            Paintbox.guard(easel),
            easel.rows());
    Canvas canvas = Paintbox.patches(easel, shifted.toColours(easel.rows()), reach, 3);
    change.apply(canvas, easel.rows());
    Paintbox.put(easel, canvas);
    clouds(easel, 220, 82);
  }

  private static void clouds(Easel easel, double cell, int seed) {
    int columns = Math.max(1, easel.width() / 4);
    int lines = Math.max(1, easel.height() / 4);
    easel.put(Layer.CLOUDS, Noise.clouds(columns, lines, Math.max(4, easel.px(cell) / 4), 5, seed));
  }

  /// Where paint gathers: on the darker side of an edge, as water carries it outwards and dries.
  private static void rims(Easel easel, Plane tone, double width) {
    float[] around = Blur.gauss(tone, easel.px(width)).values();
    float[] values = tone.values();
    for (int i = 0; i < around.length; i++) {
      around[i] = Math.clamp((around[i] - values[i]) * 4, 0f, 1f);
    }
    easel.put(Layer.LINES, new Plane(tone.width(), tone.height(), around));
  }

  /// Holds the lightness to a few soft steps with uneven outlines: one for each glaze.
  private static void glaze(Easel easel, int steps) throws InterruptedException {
    Canvas canvas = Paintbox.canvas(easel);
    Plane tone = canvas.tone(easel.rows());
    Plane uneven =
        Pixels.resized(
            Noise.clouds(
                Math.max(1, easel.width() / 2),
                Math.max(1, easel.height() / 2),
                Math.max(4, easel.px(70) / 2),
                4,
                92),
            easel.width(),
            easel.height());
    Plane stepped = new Plane(easel.width(), easel.height());
    float[] in = tone.values();
    float[] out = stepped.values();
    Plane guard = Paintbox.guard(easel);
    for (int i = 0; i < in.length; i++) {
      float t = in[i] * steps + (uneven.values()[i] - .5f) * .9f;
      float floor = (float) Math.floor(t);
      float part = Math.clamp((t - floor - .5f) * 4 + .5f, 0f, 1f);
      float step = (floor + part) / steps;
      float share = guard == null ? .8f : .8f * (1 - .7f * guard.values()[i]);
      out[i] = in[i] + (step - in[i]) * share;
    }
    rims(easel, stepped, 2.5);
    for (Layer layer : List.of(Layer.RED, Layer.GREEN, Layer.BLUE)) {
      float[] values = easel.get(layer).values();
      for (int i = 0; i < values.length; i++) {
        values[i] *= Math.min(1.4f, (out[i] + .02f) / (in[i] + .02f));
      }
    }
  }

  private static void lay(SheetRow row, float load, float rim, float uneven, float grain) {
    float[] red = row.layer(Layer.RED);
    float[] green = row.layer(Layer.GREEN);
    float[] blue = row.layer(Layer.BLUE);
    float[] rims = row.layer(Layer.LINES);
    float[] clouds = row.layer(Layer.CLOUDS);
    float[] tooth = row.tooth();
    float strength = row.between(.5, 1);
    for (int x = 0; x < row.width(); x++) {
      float paint =
          load + strength * (rim * rims[x] + uneven * (clouds[x] - .5f) + grain * (tooth[x] - .5f));
      float light = 1 + (tooth[x] - .5f) * .05f;
      wash(row, x, red[x], green[x], blue[x], paint, light);
    }
  }

  private static void wash(
      SheetRow row, int x, float red, float green, float blue, float paint, float light) {
    row.set(
        x,
        PAPER_BLUE * light * Wash.light(paint * thin(Wash.density(blue))),
        PAPER_GREEN * light * Wash.light(paint * thin(Wash.density(green))),
        PAPER_RED * light * Wash.light(paint * thin(Wash.density(red))));
  }

  /// Watercolour is never quite black, and its lightest tints are bare paper.
  private static float thin(float density) {
    return Math.max(0, density - .06f) / (1 + .24f * density);
  }

  private static void draw(Easel easel) throws InterruptedException {
    Plane tone = Pixels.tone(easel.subject());
    Plane calm = Tones.calmed(tone, Math.clamp(easel.px(2.5), 1, 4), .12, 1);
    Plane lines = Lines.response(calm, Math.max(.7, easel.px(1.2)), 14);
    Flow flow = Flow.of(calm, easel.px(4), easel.rows());
    easel.put(Layer.COVER, Along.flow(lines, flow, easel.px(5), easel.rows()));
  }

  private static void margin(Easel easel) throws InterruptedException {
    easel.put(Layer.BORDER, Border.ragged(easel.width(), easel.height(), easel.rows()));
  }

  private static void layWetInWet(SheetRow row) {
    float[] red = row.layer(Layer.RED);
    float[] green = row.layer(Layer.GREEN);
    float[] blue = row.layer(Layer.BLUE);
    float[] rims = row.layer(Layer.LINES);
    float[] clouds = row.layer(Layer.CLOUDS);
    float[] lines = row.layer(Layer.COVER);
    float[] border = row.layer(Layer.BORDER);
    float[] tooth = row.tooth();
    float strength = row.between(.5, 1);
    for (int x = 0; x < row.width(); x++) {
      float inside = border[x];
      float rim = inside * (1 - inside) * 2.4f + rims[x] * 1.5f;
      float paint =
          inside * (.86f + strength * (rim + 1.1f * (clouds[x] - .5f) + .9f * (tooth[x] - .5f)));
      float pencil = (1 - Lines.soft(lines[x], .55f, 7)) * (.25f + .5f * tooth[x]) * inside;
      float light = (1 + (tooth[x] - .5f) * .06f) * (1 - .55f * pencil * strength);
      wash(row, x, red[x], green[x], blue[x], paint, light);
    }
  }
}
