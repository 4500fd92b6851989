package dev.pictor.engine.paint;

import dev.pictor.engine.plane.Rows;
import java.util.ArrayList;
import java.util.List;

/// A picture at full size, at half, at a quarter ...: a broad brush looks at a small copy, so it
/// sees masses and not details, without a blur.
final class Pyramid {
  private final List<Canvas> levels;

  private Pyramid(List<Canvas> levels) {
    this.levels = List.copyOf(levels);
  }

  /// @param count how many levels at most; the smallest is at least one pixel wide
  static Pyramid of(Canvas picture, int count, Rows rows) throws InterruptedException {
    List<Canvas> levels = new ArrayList<>();
    levels.add(picture);
    while (levels.size() < count
        && Math.min(levels.getLast().width(), levels.getLast().height()) > 1) {
      levels.add(halved(levels.getLast(), rows));
    }
    return new Pyramid(levels);
  }

  /// The copy in which `pixels` of the picture are about one: 0 for less than 2, 1 for less than 4.
  int levelFor(float pixels) {
    int level = pixels < 2 ? 0 : 31 - Integer.numberOfLeadingZeros((int) pixels);
    return Math.min(level, levels.size() - 1);
  }

  Canvas level(int level) {
    return levels.get(level);
  }

  /// The colour at a place given in pixels of the picture.
  int at(int level, float x, float y) {
    Canvas canvas = levels.get(level);
    int column = Math.clamp((int) x >> level, 0, canvas.width() - 1);
    int row = Math.clamp((int) y >> level, 0, canvas.height() - 1);
    return canvas.pixels()[row * canvas.width() + column];
  }

  private static Canvas halved(Canvas from, Rows rows) throws InterruptedException {
    Canvas to = new Canvas((from.width() + 1) / 2, (from.height() + 1) / 2);
    int[] in = from.pixels();
    int width = from.width();
    rows.each(
        to.height(),
        y -> {
          int above = 2 * y * width;
          int below = Math.min(2 * y + 1, from.height() - 1) * width;
          for (int x = 0; x < to.width(); x++) {
            int left = 2 * x;
            int right = Math.min(left + 1, width - 1);
            to.pixels()[y * to.width() + x] =
                mean(in[above + left], in[above + right], in[below + left], in[below + right]);
          }
        });
    return to;
  }

  private static int mean(int a, int b, int c, int d) {
    int redBlue = (a & 0xff00ff) + (b & 0xff00ff) + (c & 0xff00ff) + (d & 0xff00ff) + 0x20002;
    int green = (a & 0xff00) + (b & 0xff00) + (c & 0xff00) + (d & 0xff00) + 0x200;
    return ((redBlue >>> 2) & 0xff00ff) | ((green >>> 2) & 0xff00);
  }
}
