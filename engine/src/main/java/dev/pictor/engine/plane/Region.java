package dev.pictor.engine.plane;

/// A rectangle of a plane, for work that only a part of a picture needs.
public record Region(int left, int top, int width, int height) {
  /// The smallest rectangle around everything above zero, with a margin as far as the plane goes;
  /// one pixel when there is nothing.
  public static Region around(Plane mask, int margin) {
    int left = mask.width();
    int right = -1;
    int top = mask.height();
    int bottom = -1;
    for (int y = 0; y < mask.height(); y++) {
      for (int x = 0; x < mask.width(); x++) {
        if (mask.at(x, y) > 0) {
          left = Math.min(left, x);
          right = Math.max(right, x);
          top = Math.min(top, y);
          bottom = y;
        }
      }
    }
    if (right < 0) {
      return new Region(0, 0, 1, 1);
    }
    int x0 = Math.max(0, left - margin);
    int y0 = Math.max(0, top - margin);
    int x1 = Math.min(mask.width(), right + 1 + margin);
    int y1 = Math.min(mask.height(), bottom + 1 + margin);
    return new Region(x0, y0, x1 - x0, y1 - y0);
  }

  /// A copy of this part of a plane.
  public Plane of(Plane plane) {
    Plane part = new Plane(width, height);
    for (int y = 0; y < height; y++) {
      int from = (top + y) * plane.width() + left;
      System.arraycopy(plane.values(), from, part.values(), y * width, width);
    }
    return part;
  }

  /// Moves this part of a plane towards `part` as far as the mask, of the plane's size, says.
  public void blend(Plane plane, Plane part, Plane mask) {
    for (int y = 0; y < height; y++) {
      int row = (top + y) * plane.width() + left;
      for (int x = 0; x < width; x++) {
        float now = plane.values()[row + x];
        float share = mask.values()[row + x];
        plane.values()[row + x] = now + (part.values()[y * width + x] - now) * share;
      }
    }
  }
}
