package dev.pictor.engine.paint;

import dev.pictor.engine.Progress;
import dev.pictor.engine.plane.Rows;

/// Paints strokes onto a surface, one over the other in their order. The surface is painted in
/// bands of rows; every band paints its part of every stroke in the same order, so the number of
/// threads changes nothing.
final class StrokePainter {
  private static final int BAND = 64;

  private StrokePainter() {}

  static void paint(Surface surface, Medium medium, Mask mask, Stroke[] strokes, Rows rows)
      throws InterruptedException {
    Progress.checkInterrupt();
    float[] top = new float[strokes.length];
    float[] bottom = new float[strokes.length];
    for (int i = 0; i < strokes.length; i++) {
      float margin = 2 * strokes[i].radius() + 1;
      top[i] = strokes[i].top() - margin;
      bottom[i] = strokes[i].bottom() + margin;
    }
    int width = surface.canvas().width();
    rows.bands(
        surface.canvas().height(),
        BAND,
        (from, to) -> {
          for (int i = 0; i < strokes.length; i++) {
            if (bottom[i] >= from && top[i] < to) {
              new Touch(width, strokes[i], tip(surface, medium, mask, strokes[i])).paint(from, to);
            }
          }
        });
  }

  private static Tip tip(Surface surface, Medium medium, Mask mask, Stroke stroke) {
    return switch (medium) {
      case Brush brush -> new BrushTip(brush, surface, mask, stroke);
      case Chalk chalk -> new ChalkTip(chalk, surface, stroke);
    };
  }
}
