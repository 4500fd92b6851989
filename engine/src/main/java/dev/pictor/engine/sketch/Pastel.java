package dev.pictor.engine.sketch;

import dev.pictor.engine.paint.Canvas;
import dev.pictor.engine.paint.Chalk;
import dev.pictor.engine.paint.ColourTable;
import dev.pictor.engine.paint.Painting;
import dev.pictor.engine.paint.Round;
import dev.pictor.engine.plane.Border;
import dev.pictor.engine.plane.Plane;
import dev.pictor.engine.plane.Tooth;
import java.util.Arrays;
import java.util.List;

/// Sticks of dry colour on rough paper, which shows wherever the stick has jumped over its hollows.
final class Pastel {
  private static final double MEGAPIXELS = 2;
  private static final List<Layer> COLOURS = List.of(Layer.RED, Layer.GREEN, Layer.BLUE);
  private static final Colour CREAM = Colour.of(0xf6f0e4);
  private static final int SAND = 0xc9bda6;
  private static final int UMBER = 0x5d5048;

  private static final ColourTable MILKY = ColourTable.of(c -> c.with(.95f, .78f, .19f));
  private static final ColourTable CHALKY = ColourTable.of(c -> c.with(1.15f, .84f, .13f));
  private static final ColourTable LIVELY = ColourTable.of(c -> c.with(1.35f, .86f, .11f));

  private Pastel() {}

  static Recipe recipe(Method method) {
    return switch (method) {
      case BASIC -> BASIC;
      case ADVANCED -> ADVANCED;
      case ARTISTIC -> ARTISTIC;
    };
  }

  /// Colour rubbed soft with a finger on cream paper.
  private static final Recipe BASIC =
      new Recipe(
          MEGAPIXELS,
          List.of(new Step("rubbing the colour in", 3, Pastel::rub)),
          new Finish(COLOURS, .8, 43, Pastel::layRubbed));

  /// Hatching in one direction on sand-coloured paper.
  private static final Recipe ADVANCED =
      new Recipe(
          MEGAPIXELS,
          List.of(
              new Step("choosing the sticks", 2, easel -> choose(easel, CHALKY)),
              new Step("hatching", 4, Pastel::hatch)),
          new Finish(COLOURS, 1, 44, Pastel::lay));

  /// Strokes along the forms in broken colour on dark paper, which stays bare at the margin.
  private static final Recipe ARTISTIC =
      new Recipe(
          MEGAPIXELS,
          List.of(
              new Step("choosing the sticks", 2, easel -> choose(easel, LIVELY)),
              new Step("drawing along the forms", 5, Pastel::drawAlong)),
          new Finish(
              List.of(Layer.RED, Layer.GREEN, Layer.BLUE, Layer.BORDER),
              1,
              45,
              Pastel::layWithMargin));

  private static void rub(Easel easel) throws InterruptedException {
    Canvas canvas = Paintbox.patches(easel, 4, 1);
    MILKY.apply(canvas, easel.rows());
    Paintbox.put(easel, canvas);
  }

  private static void layRubbed(SheetRow row) {
    float[] red = row.layer(Layer.RED);
    float[] green = row.layer(Layer.GREEN);
    float[] blue = row.layer(Layer.BLUE);
    float[] tooth = row.tooth();
    float bare = row.between(.25, .5);
    for (int x = 0; x < row.width(); x++) {
      // Chalk fills the hollows of a dark area more, or they would twinkle like stars.
      float filled = .3f + .7f * green[x];
      float cover = 1 - bare * filled * Math.clamp((tooth[x] - .4f) * 2.2f, 0f, 1f);
      row.set(
          x,
          CREAM.blue() + (blue[x] - CREAM.blue()) * cover,
          CREAM.green() + (green[x] - CREAM.green()) * cover,
          CREAM.red() + (red[x] - CREAM.red()) * cover);
    }
  }

  private static void choose(Easel easel, ColourTable sticks) throws InterruptedException {
    Canvas canvas = Paintbox.patches(easel, 4, 1);
    sticks.apply(canvas, easel.rows());
    Paintbox.put(easel, canvas);
  }

  private static void hatch(Easel easel) throws InterruptedException {
    float s = (float) easel.px(1);
    Painting painting = onPaper(easel, SAND, .42f, 111);
    Chalk stick = new Chalk((float) easel.between(.42, .5), 4, .55f);
    painting.paint(new Round(4 * s, 2.4f, 2, 6, 0, -1, 0, 0, 26, 101), stick);
    painting.paint(new Round(2.4f * s, 2.6f, 2, 5, 0, 40, 0, 0, 20, 102), stick);
    painting.paint(new Round(1.5f * s, 2.2f, 1, 3, 0, 80, 0, 0, 8, 103), stick.pressed(1.25f));
    touchUpFaces(easel, painting, stick);
    Paintbox.put(easel, painting.canvas());
  }

  private static void drawAlong(Easel easel) throws InterruptedException {
    float s = (float) easel.px(1);
    Painting painting = onPaper(easel, UMBER, .34f, 121);
    Chalk stick = new Chalk((float) easel.between(.46, .52), 4.5f, .6f);
    painting.paint(new Round(5 * s, 2.2f, 2, 6, .8f, -1, 12 * s, 0, 34, 111), stick);
    painting.paint(new Round(3 * s, 2.4f, 2, 5, .85f, 40, 9 * s, 0, 32, 112), stick);
    painting.paint(
        new Round(1.8f * s, 2.2f, 1, 4, .9f, 80, 5 * s, 0, 16, 113), stick.pressed(1.2f));
    touchUpFaces(easel, painting, stick);
    easel.put(Layer.BORDER, Border.ragged(easel.width(), easel.height(), easel.rows()));
    Paintbox.put(easel, painting.canvas());
  }

  private static void touchUpFaces(Easel easel, Painting painting, Chalk stick)
      throws InterruptedException {
    Plane guard = Paintbox.guard(easel);
    if (guard != null) {
      float s = (float) easel.px(1);
      Round soft = new Round(2.2f * s, 1.8f, 1, 3, .8f, 24, 4 * s, 0, 9, 114);
      Round sharp = new Round(1.2f * s, 1.5f, 1, 2, .8f, 50, 4 * s, 0, 3, 115);
      painting.paint(soft, stick.pressed(1.1f), guard);
      painting.paint(sharp, stick.pressed(1.5f), guard);
    }
  }

  /// A sheet on which the broad masses are rubbed in already, as deep as `press` into its tooth.
  private static Painting onPaper(Easel easel, int paper, float press, int seed)
      throws InterruptedException {
    int width = easel.width();
    Canvas colours = Paintbox.canvas(easel);
    Canvas sheet = new Canvas(width, easel.height());
    Arrays.fill(sheet.pixels(), paper);
    Plane tooth = new Tooth(.9 * easel.px(1), seed).plane(width, easel.height());
    Plane rubbed = new Plane(width, easel.height());
    for (int i = 0; i < rubbed.values().length; i++) {
      rubbed.values()[i] = Math.clamp((press - tooth.values()[i]) * 1.4f + .55f, .4f, .8f);
    }
    sheet.mix(colours, rubbed, 1, easel.rows());
    return new Painting(colours, sheet, tooth, easel.rows());
  }

  private static void lay(SheetRow row) {
    float[] red = row.layer(Layer.RED);
    float[] green = row.layer(Layer.GREEN);
    float[] blue = row.layer(Layer.BLUE);
    float[] tooth = row.tooth();
    for (int x = 0; x < row.width(); x++) {
      float light = 1 + (tooth[x] - .5f) * .08f;
      row.set(x, blue[x] * light, green[x] * light, red[x] * light);
    }
  }

  private static void layWithMargin(SheetRow row) {
    float[] red = row.layer(Layer.RED);
    float[] green = row.layer(Layer.GREEN);
    float[] blue = row.layer(Layer.BLUE);
    float[] border = row.layer(Layer.BORDER);
    float[] tooth = row.tooth();
    Colour paper = Colour.of(UMBER);
    for (int x = 0; x < row.width(); x++) {
      float light = 1 + (tooth[x] - .5f) * .1f;
      // The tooth decides here too, so the drawing ends in crumbs and not in a fog.
      float inside = Math.clamp((border[x] * 1.5f - tooth[x]) * 4 + .5f, 0f, 1f);
      row.set(
          x,
          (paper.blue() + (blue[x] - paper.blue()) * inside) * light,
          (paper.green() + (green[x] - paper.green()) * inside) * light,
          (paper.red() + (red[x] - paper.red()) * inside) * light);
    }
  }
}
