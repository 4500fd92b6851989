package dev.pictor.engine.paint;

/// One stroke on its way onto the canvas: walks along its segments and fills the rectangle around
/// each, row by row. The way along the stroke and the distance across it both change by a constant
/// from pixel to pixel, so a row is solved once and then filled by adding.
final class Touch {
  /// Segments flatter or steeper than this count as level or upright.
  private static final float STRAIGHT = 1e-4f;

  private final int width;
  private final Stroke stroke;
  private final Tip tip;
  private final float radius;
  private float walked;

  private float startX;
  private float startY;
  private float dx;
  private float dy;
  private float perDx;
  private float perDy;
  private float low;
  private float high;

  Touch(int width, Stroke stroke, Tip tip) {
    this.width = width;
    this.stroke = stroke;
    this.tip = tip;
    radius = stroke.radius();
  }

  /// Paints the part of the stroke that lies within the rows `from` to `to` (exclusive).
  void paint(int from, int to) {
    for (int i = 0; i < stroke.segments(); i++) {
      float run = moveTo(i);
      if (run > 0) {
        segment(from, to);
        walked += run;
      }
    }
  }

  /// Goes to a segment and returns its length, or 0 when there is nothing of it.
  private float moveTo(int index) {
    float[] p = stroke.points();
    startX = p[2 * index];
    startY = p[2 * index + 1];
    dx = p[2 * index + 2] - startX;
    dy = p[2 * index + 3] - startY;
    float run = (float) Math.sqrt(dx * dx + dy * dy);
    if (run < 1e-3f) {
      return 0;
    }
    dx /= run;
    dy /= run;
    perDx = Math.abs(dx) > STRAIGHT ? 1 / dx : 0;
    perDy = Math.abs(dy) > STRAIGHT ? 1 / dy : 0;
    // Bent joints gape on their outer side; half a radius of overlap closes them.
    low = index == 0 ? -tip.cap() : -.5f * radius;
    high = index == stroke.segments() - 1 ? run + tip.cap() : run;
    return run;
  }

  private void segment(int from, int to) {
    float tall = Math.abs(dx) * radius + 1;
    int top = (int) Math.floor(startY + Math.min(low * dy, high * dy) - tall);
    int bottom = (int) Math.ceil(startY + Math.max(low * dy, high * dy) + tall);
    for (int y = Math.max(from, top); y <= Math.min(to - 1, bottom); y++) {
      row(y);
    }
  }

  /// Solves for the columns where both the way along and the distance across are in range.
  private void row(int y) {
    float down = y - startY;
    float side = radius + .5f;
    float left = -1e9f;
    float right = 1e9f;
    float across = down * dx;
    if (perDy != 0) {
      float middle = across * perDy;
      float reach = Math.abs(side * perDy);
      left = middle - reach;
      right = middle + reach;
    } else if (Math.abs(across) > side) {
      return;
    }
    float along = down * dy;
    if (perDx != 0) {
      float a = (low - along) * perDx;
      float b = (high - along) * perDx;
      left = Math.max(left, Math.min(a, b));
      right = Math.min(right, Math.max(a, b));
    } else if (along < low || along > high) {
      return;
    }
    int first = Math.max(0, (int) Math.ceil(startX + left));
    int last = Math.min(width - 1, (int) Math.floor(startX + right));
    if (first <= last) {
      float reach = first - startX;
      int index = y * width + first;
      int count = last - first + 1;
      tip.run(index, count, walked + along + reach * dx, across - reach * dy, dx, -dy);
    }
  }
}
