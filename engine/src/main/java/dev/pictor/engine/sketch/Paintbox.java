package dev.pictor.engine.sketch;

import dev.pictor.engine.paint.Canvas;
import dev.pictor.engine.paint.Colours;
import dev.pictor.engine.paint.Kuwahara;
import dev.pictor.engine.plane.Plane;
import org.jspecify.annotations.Nullable;

/// What the four painted styles share: their colours lie on the easel as the layers RED, GREEN and
/// BLUE.
final class Paintbox {
  private Paintbox() {}

  static Canvas subject(Easel easel) throws InterruptedException {
    return Canvas.of(easel.subject(), easel.rows());
  }

  static void put(Easel easel, Canvas canvas) throws InterruptedException {
    put(easel, canvas.toColours(easel.rows()));
  }

  static void put(Easel easel, Colours colours) {
    easel.put(Layer.RED, colours.red());
    easel.put(Layer.GREEN, colours.green());
    easel.put(Layer.BLUE, colours.blue());
  }

  static Colours colours(Easel easel) {
    return new Colours(easel.get(Layer.RED), easel.get(Layer.GREEN), easel.get(Layer.BLUE));
  }

  static Canvas canvas(Easel easel) throws InterruptedException {
    return colours(easel).toCanvas(easel.rows());
  }

  /// The faces' mask, or null when there is no face.
  static @Nullable Plane guard(Easel easel) throws InterruptedException {
    return easel.faces().map(FaceArea::mask).orElse(null);
  }

  /// The subject melted into patches of paint, with the faces kept.
  ///
  /// @param reach in pixels at one megapixel
  static Canvas patches(Easel easel, double reach, int passes) throws InterruptedException {
    return patches(easel, Colours.of(easel.subject(), easel.rows()), reach, passes);
  }

  /// The same of other colours than the subject's.
  static Canvas patches(Easel easel, Colours colours, double reach, int passes)
      throws InterruptedException {
    int radius = Math.max(2, (int) Math.round(easel.px(reach)));
    return Kuwahara.smooth(colours, radius, passes, guard(easel), easel.rows())
        .toCanvas(easel.rows());
  }
}
