package dev.pictor.engine.sketch;

import static dev.pictor.engine.plane.Plane.clamp;

import dev.pictor.engine.plane.Along;
import dev.pictor.engine.plane.Blur;
import dev.pictor.engine.plane.Border;
import dev.pictor.engine.plane.Curve;
import dev.pictor.engine.plane.Flow;
import dev.pictor.engine.plane.Lines;
import dev.pictor.engine.plane.Plane;
import dev.pictor.engine.plane.Texture;
import dev.pictor.engine.plane.Tile;
import java.util.List;

/// Broad soft sticks on rough paper. Intensity is how much charcoal is rubbed in: a gentle drawing
/// keeps its darks grey and open, a full one fills the paper to black.
final class Charcoal {
  private static final double MEGAPIXELS = 2;
  private static final Colour STICK = Colour.of(0x232222);
  private static final Colour BLACK = Colour.of(0x191818);
  private static final Colour PAPER = Colour.of(0xf3efe8);
  private static final Colour LAID_PAPER = Colour.of(0xebe6dc);
  private static final Colour TONED_PAPER = Colour.of(0xb6a992);
  private static final Colour CHALK = Colour.of(0xf7f4ec);

  /// A quick study: masses with the side of the stick, then bold contours.
  private static final Recipe BASIC =
      new Recipe(
          MEGAPIXELS,
          List.of(
              new Step("squinting", 3, Charcoal::squint), new Step("contours", 2, Charcoal::study)),
          new Finish(
              List.of(Layer.TONE, Layer.LINES),
              List.of(Finish.paper(1.25, 21), Charcoal::sweep),
              Charcoal::layStudy));

  /// Slanting strokes over smudged shadows, with lights lifted out.
  private static final Recipe ADVANCED =
      new Recipe(
          MEGAPIXELS,
          List.of(
              new Step("squinting", 3, Charcoal::squint),
              new Step("following the forms", 3, easel -> flowingContours(easel, 7, 1.9, 8)),
              new Step("smudging", 2, Charcoal::smudge)),
          new Finish(
              List.of(Layer.TONE, Layer.SOFT_TONE, Layer.LINES),
              List.of(Finish.paper(1.3, 33), Charcoal::slant),
              Charcoal::laySmudged));

  /// Toned paper: charcoal for the darks, white chalk for the lights, strokes along the forms.
  private static final Recipe ARTISTIC =
      new Recipe(
          MEGAPIXELS,
          List.of(
              new Step("squinting", 3, Charcoal::squint),
              new Step("following the forms", 5, Charcoal::strokes),
              new Step("toning the paper", 1, Charcoal::tonePaper)),
          new Finish(
              List.of(Layer.TONE, Layer.STROKES, Layer.LINES, Layer.BORDER),
              1.4,
              43,
              Charcoal::layChalk));

  private static final Curve MASSES =
      new Curve(t -> Math.pow(Math.clamp(1.14 - 1.6 * t, 0, 1), 1.15));
  private static final Curve DEPTH = new Curve(t -> Math.pow(Math.clamp(1 - 1.12 * t, 0, 1), 1.15));
  private static final Curve DARKS =
      new Curve(t -> Math.pow(Math.clamp(1.08 * (0.74 - t) / 0.74, 0, 1), 1.2));

  private Charcoal() {}

  static Recipe recipe(Method method) {
    return switch (method) {
      case BASIC -> BASIC;
      case ADVANCED -> ADVANCED;
      case ARTISTIC -> ARTISTIC;
    };
  }

  private static Texture slant(double scale) {
    return Tile.noiseFor(scale, 31)
        .blurred(Math.max(0.6, scale))
        .dragged(26 * scale, -0.75)
        .ranked();
  }

  /// The side of the stick drawn across the sheet in broad sweeps.
  private static Texture sweep(double scale) {
    Tile noise = Tile.noiseFor(scale, 23).blurred(Math.max(0.8, 2.2 * scale));
    return noise.dragged(130 * scale, -0.62).normalised(0.17);
  }

  /// Halves the detail as an eye does when it squints: large masses remain.
  private static void squint(Easel easel) throws InterruptedException {
    Plane tone = Groundwork.tone(easel, 0.52, 3.5, 0.13);
    easel.put(Layer.TONE, Groundwork.calmed(easel, tone, 3.5, 0.1));
  }

  private static void contours(Easel easel, double sigma, double strength)
      throws InterruptedException {
    Plane tone = easel.get(Layer.TONE);
    easel.put(Layer.LINES, Groundwork.lines(easel, tone, 0.86, sigma, strength));
  }

  private static void study(Easel easel) throws InterruptedException {
    contours(easel, 2.4, 22);
    easel.put(Layer.TONE, Groundwork.softened(easel, easel.get(Layer.TONE), 2.5));
  }

  private static void flowingContours(Easel easel, double reach, double sigma, double half)
      throws InterruptedException {
    contours(easel, sigma, 18);
    Flow flow = Flow.of(easel.get(Layer.TONE), easel.px(reach), easel.rows());
    Plane lines = easel.take(Layer.LINES);
    easel.put(Layer.LINES, Along.flow(lines, flow, easel.px(half), easel.rows()));
  }

  private static void layStudy(SheetRow row) {
    float[] tone = row.layer(Layer.TONE);
    float[] lines = row.layer(Layer.LINES);
    float[] tooth = row.tooth();
    float[] sweep = row.texture(1);
    float pressure = row.between(0.5, 1);
    for (int x = 0; x < row.width(); x++) {
      float grain = tooth[x] - 0.5f;
      float mass = MASSES.at(tone[x]) * pressure;
      float caught = grain * 2.6f + (sweep[x] - 0.5f) * 2.2f;
      mass = clamp(mass + caught * mass * (1.04f - mass));
      float line = (1 - Lines.soft(lines[x], 0.6f, 5)) * pressure;
      line = clamp(line + grain * 3f * line * (1 - line));
      float cover = 1 - (1 - mass * 0.92f) * (1 - line * 0.9f);
      STICK.mixInto(row, x, PAPER, 1 - cover, 1 + grain * 0.05f);
    }
  }

  private static void smudge(Easel easel) throws InterruptedException {
    Plane tone = Groundwork.modelled(easel.take(Layer.TONE), 3);
    easel.put(Layer.SOFT_TONE, Blur.gauss(tone, easel.px(12)));
    easel.put(Layer.TONE, Groundwork.softened(easel, tone, 1.5));
  }

  private static void laySmudged(SheetRow row) {
    float[] tone = row.layer(Layer.TONE);
    float[] soft = row.layer(Layer.SOFT_TONE);
    float[] lines = row.layer(Layer.LINES);
    float[] tooth = row.tooth();
    float[] slant = row.texture(1);
    float pressure = row.between(0.6, 1);
    for (int x = 0; x < row.width(); x++) {
      float dark = DEPTH.at(tone[x]) * pressure;
      float threshold = slant[x] * 0.5f + tooth[x] * 0.6f;
      float stroke = clamp((dark - threshold * 0.82f) * 2.4f + 0.28f) * clamp(dark * 2.2f);
      float smudge = clamp((1 - soft[x]) * 0.95f - 0.14f) * 0.62f * pressure;
      float line = (1 - Lines.soft(lines[x], 0.55f, 5)) * pressure;
      line = clamp(line + (tooth[x] - 0.5f) * 2.5f * line * (1 - line));
      float cover = 1 - (1 - Math.max(stroke * 0.93f, smudge)) * (1 - line * 0.92f);
      BLACK.mixInto(row, x, LAID_PAPER, 1 - cover, 1 + (tooth[x] - 0.5f) * 0.07f);
    }
  }

  private static void strokes(Easel easel) throws InterruptedException {
    Flow flow = Flow.of(easel.get(Layer.TONE), easel.px(9), easel.rows());
    easel.put(Layer.STROKES, Groundwork.strokes(easel, flow, 1.6, 22, 41));
    contours(easel, 2.2, 18);
    Plane lines = easel.take(Layer.LINES);
    easel.put(Layer.LINES, Along.flow(lines, flow, easel.px(10), easel.rows()));
  }

  private static void tonePaper(Easel easel) throws InterruptedException {
    Plane tone = Groundwork.modelled(easel.take(Layer.TONE), 3);
    easel.put(Layer.TONE, Groundwork.softened(easel, tone, 1.8));
    easel.put(Layer.BORDER, Border.ragged(easel.width(), easel.height(), easel.rows()));
  }

  private static void layChalk(SheetRow row) {
    float[] tone = row.layer(Layer.TONE);
    float[] strokes = row.layer(Layer.STROKES);
    float[] lines = row.layer(Layer.LINES);
    float[] border = row.layer(Layer.BORDER);
    float[] tooth = row.tooth();
    float pressure = row.between(0.6, 1);
    for (int x = 0; x < row.width(); x++) {
      float inside = clamp(border[x]) * pressure;
      float threshold = strokes[x] * 0.55f + tooth[x] * 0.5f;
      float dark = DARKS.at(tone[x]);
      float charcoal = clamp((dark - threshold * 0.85f) * 2.1f + 0.25f) * clamp(dark * 2.5f);
      float line = 1 - clamp(Lines.soft(lines[x], 0.5f, 5) + (tooth[x] - 0.5f) * 0.4f);
      charcoal = Math.max(charcoal, line * 0.92f) * inside;
      float bright = clamp((tone[x] - 0.56f) / 0.42f);
      float chalk = clamp((bright - threshold * 0.85f) * 1.6f + 0.2f) * clamp(bright * 1.6f);
      chalk *= inside * (1 - charcoal) * 0.88f;
      float gain = 1 + (tooth[x] - 0.5f) * 0.1f;
      mix(row, x, chalk, charcoal, gain);
    }
  }

  private static void mix(SheetRow row, int x, float chalk, float charcoal, float gain) {
    row.set(
        x,
        layer(TONED_PAPER.blue() * gain, CHALK.blue(), chalk, BLACK.blue(), charcoal),
        layer(TONED_PAPER.green() * gain, CHALK.green(), chalk, BLACK.green(), charcoal),
        layer(TONED_PAPER.red() * gain, CHALK.red(), chalk, BLACK.red(), charcoal));
  }

  private static float layer(float paper, float chalk, float light, float black, float dark) {
    float lit = paper + (chalk - paper) * light;
    return lit + (black - lit) * dark;
  }
}
