package dev.pictor.engine.sketch;

import dev.pictor.engine.paint.Brush;
import dev.pictor.engine.paint.Canvas;
import dev.pictor.engine.paint.ColourTable;
import dev.pictor.engine.paint.Painting;
import dev.pictor.engine.paint.Relief;
import dev.pictor.engine.paint.Round;
import dev.pictor.engine.paint.Weave;
import dev.pictor.engine.plane.Along;
import dev.pictor.engine.plane.Flow;
import dev.pictor.engine.plane.Plane;
import dev.pictor.engine.plane.Rank;
import dev.pictor.engine.plane.Tile;
import java.util.Arrays;
import java.util.List;

/// Thick slow paint on canvas.
final class Oil {
  private static final double MEGAPIXELS = 2;
  private static final List<Layer> COLOURS = List.of(Layer.RED, Layer.GREEN, Layer.BLUE);

  /// A toned ground: what is left bare between the first strokes glows instead of gaping.
  private static final int GROUND = 0x8a7358;

  private static final ColourTable RICH = ColourTable.of(c -> c.with(1.16f, 1.06f, -.035f));
  private static final ColourTable BOLD = ColourTable.of(c -> c.with(1.26f, 1.05f, -.02f));

  private Oil() {}

  static Recipe recipe(Method method) {
    return switch (method) {
      case BASIC -> BASIC;
      case ADVANCED -> ADVANCED;
      case ARTISTIC -> ARTISTIC;
    };
  }

  /// Smoothly blended paint on visible canvas under warm varnish, as the old masters finished.
  private static final Recipe BASIC =
      new Recipe(
          MEGAPIXELS,
          List.of(new Step("blending the paint", 3, Oil::blend)),
          new Finish(COLOURS, 1.2, 13, Oil::varnish));

  /// Patches of paint with the furrows of a bristle brush along every form.
  private static final Recipe ADVANCED =
      new Recipe(
          MEGAPIXELS,
          List.of(
              new Step("mixing the paint", 3, Oil::mix),
              new Step("brushing along the forms", 3, Oil::furrow)),
          new Finish(COLOURS, 1, 14, Oil::lay));

  /// Thousands of loaded strokes from broad to fine, heavy enough to throw shadows.
  private static final Recipe ARTISTIC =
      new Recipe(
          MEGAPIXELS,
          List.of(
              new Step("mixing the paint", 1, easel -> Paintbox.put(easel, bold(easel))),
              new Step("painting stroke by stroke", 6, Oil::strokes)),
          new Finish(COLOURS, 1, 15, Oil::lay));

  private static void blend(Easel easel) throws InterruptedException {
    Canvas canvas = Paintbox.patches(easel, easel.between(3, 6), 2);
    RICH.apply(canvas, easel.rows());
    Paintbox.put(easel, canvas);
  }

  private static void varnish(SheetRow row) {
    float[] red = row.layer(Layer.RED);
    float[] green = row.layer(Layer.GREEN);
    float[] blue = row.layer(Layer.BLUE);
    float[] tooth = row.tooth();
    float[] light = new float[row.width()];
    Arrays.fill(light, 1);
    new Weave(4.6 * row.scale()).addRow(row.y(), row.between(.015, .045), tooth, light);
    for (int x = 0; x < row.width(); x++) {
      float lit = light[x] + (tooth[x] - .5f) * .09f;
      row.set(x, blue[x] * lit * .93f, green[x] * lit * .99f, red[x] * lit * 1.01f);
    }
  }

  private static void mix(Easel easel) throws InterruptedException {
    Canvas canvas = Paintbox.patches(easel, 6, 2);
    BOLD.apply(canvas, easel.rows());
    Paintbox.put(easel, canvas);
  }

  private static void furrow(Easel easel) throws InterruptedException {
    Canvas canvas = Paintbox.canvas(easel);
    Flow flow = Flow.of(canvas.tone(easel.rows()), easel.px(6), easel.rows());
    Plane noise =
        Tile.noise(1021, 131)
            .blurred(Math.max(.7, easel.px(1.2)))
            .plane(easel.width(), easel.height());
    Plane bristles = Rank.evenly(Along.flow(noise, flow, easel.px(20), easel.rows()));
    new Relief((float) easel.px(easel.between(.25, .6)), .4f, .5f)
        .light(canvas, bristles, Paintbox.guard(easel), easel.rows());
    Paintbox.put(easel, canvas);
  }

  private static Canvas bold(Easel easel) throws InterruptedException {
    Canvas canvas = Paintbox.subject(easel);
    BOLD.apply(canvas, easel.rows());
    return canvas;
  }

  private static void strokes(Easel easel) throws InterruptedException {
    float s = (float) easel.px(1);
    float size = (float) easel.between(.6, 1.1) * s;
    Canvas ground = new Canvas(easel.width(), easel.height());
    Arrays.fill(ground.pixels(), GROUND);
    Plane thickness = new Plane(easel.width(), easel.height());
    Painting painting = new Painting(Paintbox.canvas(easel), ground, thickness, easel.rows());
    Brush broad = new Brush(Math.max(1, 1.4f * s), 13, .8f, .45f, .55f, 1, .35f, .35f);
    Brush fine = new Brush(Math.max(1, 1.2f * s), 10, .7f, .4f, .5f, 1, .3f, .4f);
    painting.paint(new Round(20 * size, 1.6f, 2, 7, .8f, -1, 14 * s, 0, 12, 11), broad);
    painting.paint(new Round(11 * size, 1.5f, 2, 8, .85f, 26, 14 * s, 0, 11, 22), broad);
    painting.paint(new Round(6 * size, 1.4f, 2, 6, .9f, 34, 5 * s, 0, 9, 33), fine);
    painting.paint(new Round(3.2f * size, 1.3f, 1, 4, .9f, 44, 5 * s, 0, 7, 44), fine);
    Plane guard = Paintbox.guard(easel);
    if (guard != null) {
      painting.paint(new Round(3 * s, 1.2f, 1, 3, .9f, 14, 5 * s, 0, 4, 55), fine, guard);
      painting.paint(new Round(1.7f * s, 1.3f, 1, 2, .9f, 26, 5 * s, 0, 3, 66), fine, guard);
    }
    new Relief((float) easel.between(.6, 1.25) * s, .45f, .5f)
        .light(painting.canvas(), thickness, guard, easel.rows());
    Paintbox.put(easel, painting.canvas());
  }

  private static void lay(SheetRow row) {
    float[] red = row.layer(Layer.RED);
    float[] green = row.layer(Layer.GREEN);
    float[] blue = row.layer(Layer.BLUE);
    float[] tooth = row.tooth();
    for (int x = 0; x < row.width(); x++) {
      float light = 1 + (tooth[x] - .5f) * .05f;
      row.set(x, blue[x] * light, green[x] * light, red[x] * light);
    }
  }
}
