package dev.pictor.engine.paint;

/// One stroke on its way onto the canvas: walks along its segments and fills the rectangle around
/// each, row by row. The way along the stroke and the distance across it both change by a constant
/// from pixel to pixel, so a row is solved once and then filled by adding.
final class Touch {
  private final int width;
  private final Stroke stroke;
  private final Tip tip;
  private final float radius;
  private float walked;

  Touch(int width, Stroke stroke, Tip tip) {
    this.width = width;
    this.stroke = stroke;
    this.tip = tip;
    radius = stroke.radius();
  }

  /// Paints the part of the stroke that lies within the rows `from` to `to` (exclusive).
  void paint(int from, int to) {
    for (int i = 0; i < stroke.segments(); i++) {
      segment(i, from, to);
    }
  }

  private void segment(int index, int from, int to) {
    float[] p = stroke.points();
    float startX = p[2 * index];
    float startY = p[2 * index + 1];
    float dx = p[2 * index + 2] - startX;
    float dy = p[2 * index + 3] - startY;
    float run = (float) Math.sqrt(dx * dx + dy * dy);
    if (run < 1e-3f) {
      return;
    }
    dx /= run;
    dy /= run;
    // Bent joints gape on their outer side; half a radius of overlap closes them.
    float low = index == 0 ? -tip.cap() : -.5f * radius;
    float high = index == stroke.segments() - 1 ? run + tip.cap() : run;
    float tall = Math.abs(dx) * radius + 1;
    int top = (int) Math.floor(startY + Math.min(low * dy, high * dy) - tall);
    int bottom = (int) Math.ceil(startY + Math.max(low * dy, high * dy) + tall);
    for (int y = Math.max(from, top); y <= Math.min(to - 1, bottom); y++) {
      row(y, startX, y - startY, dx, dy, low, high);
    }
    walked += run;
  }

  /// Solves for the columns where both the way along and the distance across are in range.
  private void row(int y, float startX, float down, float dx, float dy, float low, float high) {
    float side = radius + .5f;
    float left = -1e9f;
    float right = 1e9f;
    float across = down * dx;
    if (Math.abs(dy) > 1e-4f) {
      float a = (across - side) / dy;
      float b = (across + side) / dy;
      left = Math.min(a, b);
      right = Math.max(a, b);
    } else if (Math.abs(across) > side) {
      return;
    }
    float along = down * dy;
    if (Math.abs(dx) > 1e-4f) {
      float a = (low - along) / dx;
      float b = (high - along) / dx;
      left = Math.max(left, Math.min(a, b));
      right = Math.min(right, Math.max(a, b));
    } else if (along < low || along > high) {
      return;
    }
    int first = Math.max(0, (int) Math.ceil(startX + left));
    int last = Math.min(width - 1, (int) Math.floor(startX + right));
    if (first <= last) {
      float reach = first - startX;
      tip.run(
          y * width + first,
          last - first + 1,
          walked + along + reach * dx,
          across - reach * dy,
          dx,
          -dy);
    }
  }
}
