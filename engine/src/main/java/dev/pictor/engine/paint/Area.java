package dev.pictor.engine.paint;

import dev.pictor.engine.plane.Plane;

/// A rectangle of a picture, in pixels, at least one pixel large.
record Area(int left, int top, int width, int height) {
  /// The smallest one that holds everything above 0, and a margin as far as the picture goes.
  static Area around(Plane mask, int margin) {
    int left = mask.width();
    int right = -1;
    int top = mask.height();
    int bottom = -1;
    float[] values = mask.values();
    for (int y = 0; y < mask.height(); y++) {
      for (int x = 0; x < mask.width(); x++) {
        if (values[y * mask.width() + x] > 0) {
          left = Math.min(left, x);
          right = Math.max(right, x);
          top = Math.min(top, y);
          bottom = y;
        }
      }
    }
    if (right < 0) {
      return new Area(0, 0, 1, 1);
    }
    left = Math.max(0, left - margin);
    top = Math.max(0, top - margin);
    right = Math.min(mask.width() - 1, right + margin);
    bottom = Math.min(mask.height() - 1, bottom + margin);
    return new Area(left, top, right - left + 1, bottom - top + 1);
  }

  /// A copy of this part of a picture.
  Colours of(Colours whole) {
    return new Colours(of(whole.red()), of(whole.green()), of(whole.blue()));
  }

  private Plane of(Plane whole) {
    Plane part = new Plane(width, height);
    for (int y = 0; y < height; y++) {
      int from = (top + y) * whole.width() + left;
      System.arraycopy(whole.values(), from, part.values(), y * width, width);
    }
    return part;
  }
}
