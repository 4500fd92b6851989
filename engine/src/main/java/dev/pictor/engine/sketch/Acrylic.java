package dev.pictor.engine.sketch;

import dev.pictor.engine.paint.Brush;
import dev.pictor.engine.paint.Canvas;
import dev.pictor.engine.paint.ColourTable;
import dev.pictor.engine.paint.Kuwahara;
import dev.pictor.engine.paint.Painting;
import dev.pictor.engine.paint.Palette;
import dev.pictor.engine.paint.Relief;
import dev.pictor.engine.paint.Round;
import dev.pictor.engine.paint.Weave;
import dev.pictor.engine.plane.Plane;
import java.util.Arrays;
import java.util.List;

/// Flat opaque paint that dries fast: few colours, hard edges, the marks of a flat brush.
final class Acrylic {
  private static final double MEGAPIXELS = 2;
  private static final List<Layer> COLOURS = List.of(Layer.RED, Layer.GREEN, Layer.BLUE);

  /// The bright ground that acrylic painters let shine through between the strokes.
  private static final int GROUND = 0xd9743f;

  /// Faces get a palette of their own, or they would be masks of three colours.
  private static final int FACE_COLOURS = 12;

  private Acrylic() {}

  static Recipe recipe(Method method) {
    return switch (method) {
      case BASIC -> BASIC;
      case ADVANCED -> ADVANCED;
      case ARTISTIC -> ARTISTIC;
    };
  }

  /// A poster: a dozen bold colours in flat areas with clean edges.
  private static final Recipe BASIC =
      new Recipe(
          MEGAPIXELS,
          List.of(new Step("filling flat areas", 3, Acrylic::poster)),
          new Finish(COLOURS, 1, 23, Acrylic::layFlat));

  /// Flat areas gone over once more with a flat brush, on canvas.
  private static final Recipe ADVANCED =
      new Recipe(
          MEGAPIXELS,
          List.of(
              new Step("choosing the colours", 3, easel -> flatten(easel, 18, 1.55f)),
              new Step("going over with a flat brush", 3, Acrylic::goOver)),
          new Finish(COLOURS, 1, 24, Acrylic::layOnCanvas));

  /// Wide thick strokes of unmixed colour on an orange ground.
  private static final Recipe ARTISTIC =
      new Recipe(
          MEGAPIXELS,
          List.of(
              new Step("choosing the colours", 3, easel -> flatten(easel, 24, 1.75f)),
              new Step("laying wide strokes", 5, Acrylic::wideStrokes)),
          new Finish(COLOURS, 1, 25, Acrylic::layOnCanvas));

  private static void poster(Easel easel) throws InterruptedException {
    int count = (int) Math.round(easel.between(22, 14));
    Canvas flat = flat(easel, count, 1.5f);
    // The flat areas meet in steps of whole pixels; a last small pass rounds them off.
    int radius = Math.max(2, (int) Math.round(easel.px(3)));
    Paintbox.put(easel, Kuwahara.smooth(flat.toColours(easel.rows()), radius, 1, easel.rows()));
  }

  private static void flatten(Easel easel, int colours, float saturation)
      throws InterruptedException {
    Paintbox.put(easel, flat(easel, colours, saturation));
  }

  /// The subject in `count` colours.
  private static Canvas flat(Easel easel, int count, float saturation) throws InterruptedException {
    Canvas patches = Paintbox.patches(easel, 5, 2);
    Palette palette = Palette.of(patches, count);
    Palette bold = palette.map(c -> c.with(saturation, 1.06f, -.01f));
    Plane guard = Paintbox.guard(easel);
    if (guard == null) {
      ColourTable.flat(palette, bold).apply(patches, easel.rows());
      return patches;
    }
    Canvas faces = patches.copy();
    Canvas own = patches.copy();
    ColourTable.of(c -> c.with(1.3f, 1.06f, -.02f)).apply(own, easel.rows());
    Palette skin = Palette.of(patches, FACE_COLOURS, guard);
    Palette warm = skin.map(c -> c.with(1.3f, 1.06f, -.02f));
    ColourTable.flat(skin, warm).apply(faces, easel.rows());
    ColourTable.flat(palette, bold).apply(patches, easel.rows());
    faces.mix(own, guard, .45f, easel.rows());
    patches.mix(faces, guard, 1, easel.rows());
    return patches;
  }

  private static void layFlat(SheetRow row) {
    float[] red = row.layer(Layer.RED);
    float[] green = row.layer(Layer.GREEN);
    float[] blue = row.layer(Layer.BLUE);
    float[] tooth = row.tooth();
    for (int x = 0; x < row.width(); x++) {
      float light = 1 + (tooth[x] - .5f) * .06f;
      row.set(x, blue[x] * light, green[x] * light, red[x] * light);
    }
  }

  private static void goOver(Easel easel) throws InterruptedException {
    float s = (float) easel.px(1);
    Canvas flat = Paintbox.canvas(easel);
    Plane thickness = Plane.filled(easel.width(), easel.height(), .4f);
    Painting painting = new Painting(flat, flat.copy(), thickness, easel.rows());
    float streak = (float) easel.between(6, 18);
    Brush wide = new Brush(Math.max(1, 2 * s), streak, .6f, .35f, .35f, 0, .7f, 0);
    painting.paint(new Round(15 * s, 1.8f, 3, 7, .5f, -1, 18 * s, 40, 7, 71), wide);
    painting.paint(new Round(7 * s, 1.6f, 2, 5, .6f, 14, 9 * s, 40, 6, 72), wide);
    Plane guard = Paintbox.guard(easel);
    new Relief((float) easel.between(.3, .6) * s, .5f, .12f)
        .light(painting.canvas(), thickness, guard, easel.rows());
    Paintbox.put(easel, painting.canvas());
  }

  private static void wideStrokes(Easel easel) throws InterruptedException {
    float s = (float) easel.px(1);
    float size = (float) easel.between(.6, 1.1) * s;
    Canvas flat = Paintbox.canvas(easel);
    Canvas ground = new Canvas(easel.width(), easel.height());
    Arrays.fill(ground.pixels(), GROUND);
    Plane thickness = new Plane(easel.width(), easel.height());
    Painting painting = new Painting(flat, ground, thickness, easel.rows());
    Brush wide = new Brush(Math.max(1, 2.2f * s), 15, .9f, .3f, .6f, 0, .85f, 0);
    Brush small = new Brush(Math.max(1, 1.6f * s), 12, .8f, .3f, .5f, .6f, .5f, .2f);
    painting.paint(new Round(32 * size, 1.5f, 1, 4, .5f, -1, 20 * s, 0, 9, 81), wide);
    painting.paint(new Round(17 * size, 1.5f, 1, 4, .55f, 50, 20 * s, 0, 8, 82), wide);
    painting.paint(new Round(8 * size, 1.3f, 1, 3, .75f, 80, 8 * s, 150, 7, 83), small);
    Plane guard = Paintbox.guard(easel);
    if (guard != null) {
      painting.paint(new Round(3.4f * s, 1.3f, 1, 3, .7f, 18, 5 * s, 120, 4, 84), small, guard);
      painting.paint(new Round(2 * s, 1.3f, 1, 2, .7f, 30, 5 * s, 120, 3, 85), small, guard);
    }
    new Relief((float) easel.between(.6, 1.2) * s, .45f, .2f)
        .light(painting.canvas(), thickness, guard, easel.rows());
    Paintbox.put(easel, painting.canvas());
  }

  private static void layOnCanvas(SheetRow row) {
    float[] red = row.layer(Layer.RED);
    float[] green = row.layer(Layer.GREEN);
    float[] blue = row.layer(Layer.BLUE);
    float[] light = new float[row.width()];
    Arrays.fill(light, 1);
    new Weave(5 * row.scale()).addRow(row.y(), row.between(.01, .035), row.tooth(), light);
    for (int x = 0; x < row.width(); x++) {
      row.set(x, blue[x] * light[x], green[x] * light[x], red[x] * light[x]);
    }
  }
}
