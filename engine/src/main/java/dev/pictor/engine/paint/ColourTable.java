package dev.pictor.engine.paint;

import dev.pictor.engine.plane.Rows;
import java.util.function.UnaryOperator;

/// A change of colour worked out for a lattice of colours and looked up for every pixel: a change
/// in Oklab then costs a few additions instead of six cube roots.
public final class ColourTable {
  /// Lattice points along each of red, green and blue.
  private static final int SIDE = 33;

  private static final int RED = SIDE * SIDE;
  private static final int GREEN = SIDE;
  private static final int BLUE = 1;

  private static final Oklab[] LATTICE = lattice();

  private final int[] table = new int[LATTICE.length];
  private final boolean blended;

  private ColourTable(boolean blended) {
    this.blended = blended;
  }

  /// Works a smooth change out; colours between the lattice points are blended.
  public static ColourTable of(UnaryOperator<Oklab> change) {
    ColourTable table = new ColourTable(true);
    for (int i = 0; i < LATTICE.length; i++) {
      table.table[i] = change.apply(LATTICE[i]).toRgb();
    }
    return table;
  }

  /// Sends every colour to the nearest one of a palette, and that one to its counterpart in
  /// another: nothing is blended, so areas come out flat.
  public static ColourTable flat(Palette from, Palette to) {
    if (from.size() != to.size()) {
      throw new IllegalArgumentException(
          "palettes of " + from.size() + " and " + to.size() + " colours do not match");
    }
    int[] paints = to.rgb();
    ColourTable table = new ColourTable(false);
    for (int i = 0; i < LATTICE.length; i++) {
      table.table[i] = paints[from.nearest(LATTICE[i])];
    }
    return table;
  }

  private static Oklab[] lattice() {
    Oklab[] lattice = new Oklab[SIDE * SIDE * SIDE];
    for (int i = 0; i < lattice.length; i++) {
      lattice[i] = Oklab.of(Rgb.of(i / RED * 8, i / GREEN % SIDE * 8, i % SIDE * 8));
    }
    return lattice;
  }

  /// Changes every pixel of a canvas in place.
  public void apply(Canvas canvas, Rows rows) throws InterruptedException {
    int[] pixels = canvas.pixels();
    rows.each(
        canvas.height(),
        y -> {
          for (int i = y * canvas.width(), end = i + canvas.width(); i < end; i++) {
            pixels[i] = at(pixels[i]);
          }
        });
  }

  /// The changed colour. When blended, the four lattice points of the tetrahedron that holds it are
  /// mixed.
  int at(int rgb) {
    int red = Rgb.red(rgb);
    int green = Rgb.green(rgb);
    int blue = Rgb.blue(rgb);
    if (!blended) {
      return table[((red + 4) >> 3) * RED + ((green + 4) >> 3) * GREEN + ((blue + 4) >> 3)];
    }
    int low = (red >> 3) * RED + (green >> 3) * GREEN + (blue >> 3);
    int r = red & 7;
    int g = green & 7;
    int b = blue & 7;
    if (r >= g) {
      if (g >= b) {
        return blend(low, RED, GREEN, r, g, b);
      }
      return r >= b ? blend(low, RED, BLUE, r, b, g) : blend(low, BLUE, RED, b, r, g);
    }
    if (r >= b) {
      return blend(low, GREEN, RED, g, r, b);
    }
    return g >= b ? blend(low, GREEN, BLUE, g, b, r) : blend(low, BLUE, GREEN, b, g, r);
  }

  /// Walks from the low corner along the axis of the largest rest, then of the next; the weights
  /// add up to 8, so three channels are blended two at a time.
  private int blend(int low, int axis, int next, int most, int middle, int least) {
    int first = table[low];
    int second = table[low + axis];
    int third = table[low + axis + next];
    int last = table[low + RED + GREEN + BLUE];
    int w0 = 8 - most;
    int w1 = most - middle;
    int w2 = middle - least;
    int redBlue =
        (first & 0xff00ff) * w0
            + (second & 0xff00ff) * w1
            + (third & 0xff00ff) * w2
            + (last & 0xff00ff) * least;
    int green =
        (first & 0xff00) * w0
            + (second & 0xff00) * w1
            + (third & 0xff00) * w2
            + (last & 0xff00) * least;
    return ((redBlue >>> 3) & 0xff00ff) | ((green >>> 3) & 0xff00);
  }
}
