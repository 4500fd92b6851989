package dev.pictor.engine.compose;

import java.util.List;

/// The colours of one thumbnail, as `0xRRGGBB`.
///
/// @param light the lighter or stronger colour of the background
/// @param deep the darker or quieter one
/// @param accent what shall be seen first
/// @param ink of the headline
/// @param edge around the headline, far from the ink
public record Scheme(int light, int deep, int accent, int ink, int edge) {
  /// Text is read when it is this many times as light as what is around it, or the other way round
  /// (WCAG 2.2, success criterion 1.4.3).
  public static final double READABLE = 4.5;

  /// Above what is asked for, since pixels at the rims of letters are neither ink nor ground.
  private static final double WITH_EASE = 5.2;

  private static final int BLACK = 0x0B0B0F;
  private static final int WHITE = 0xFFFFFF;

  /// The contrast of two colours by WCAG 2.2, 1 to 21.
  public static double contrast(int one, int other) {
    double a = luminance(one);
    double b = luminance(other);
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }

  /// The relative luminance by WCAG 2.2, 0 to 1.
  static double luminance(int rgb) {
    return 0.2126 * linear((rgb >> 16) & 0xff)
        + 0.7152 * linear((rgb >> 8) & 0xff)
        + 0.0722 * linear(rgb & 0xff);
  }

  static double linear(int level) {
    double value = level / 255.0;
    return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
  }

  /// Black or white, whichever can be read better on this colour.
  static int inkOn(int background) {
    return contrast(background, WHITE) >= contrast(background, BLACK) ? WHITE : BLACK;
  }

  /// This colour, or one as near to it as can be that black or white is read on with ease: bright
  /// reds are too dark for black and too light for white.
  static int ground(int wished) {
    int ground = wished;
    int ink = inkOn(wished);
    for (int step = 1; contrast(ink, ground) < WITH_EASE; step++) {
      ground = mixed(wished, ink == WHITE ? BLACK : WHITE, 0.04 * step);
    }
    return ground;
  }

  /// This colour when it can be read on the background, else black or white.
  static int readable(int wished, int background) {
    return contrast(wished, background) >= WITH_EASE ? wished : inkOn(background);
  }

  /// A scheme in the colours that somebody wishes.
  ///
  /// @param colours background, accent, text, then a second colour of the background; as many as
  ///   there are
  /// @param others for what was not wished
  static Scheme wished(List<Integer> colours, Scheme others) {
    if (colours.isEmpty()) {
      return others;
    }
    int background = colours.get(0);
    int deep = colours.size() > 3 ? colours.get(3) : mixed(background, BLACK, 0.55);
    int accent = colours.size() > 1 ? colours.get(1) : others.accent;
    if (contrast(accent, background) < 1.3) {
      accent = inkOn(background);
    }
    int ink = colours.size() > 2 ? colours.get(2) : inkOn(mixed(background, deep, 0.5));
    return new Scheme(background, deep, accent, ink, inkOn(ink)).legible();
  }

  /// The same with light and accent in each other's place.
  Scheme swapped() {
    return new Scheme(accent, mixed(accent, BLACK, 0.6), light, ink, edge);
  }

  boolean isDark() {
    return luminance(mixed(light, deep, 0.5)) < 0.2;
  }

  /// A colour between two.
  static int mixed(int one, int other, double share) {
    int red = (int) Math.round(((one >> 16) & 0xff) * (1 - share) + ((other >> 16) & 0xff) * share);
    int green = (int) Math.round(((one >> 8) & 0xff) * (1 - share) + ((other >> 8) & 0xff) * share);
    int blue = (int) Math.round((one & 0xff) * (1 - share) + (other & 0xff) * share);
    return (red << 16) | (green << 8) | blue;
  }

  /// The same with the ink and the edge that can be read on each other.
  Scheme legible() {
    int kept = contrast(ink, edge) >= READABLE ? edge : inkOn(ink);
    return new Scheme(light, deep, accent, ink, kept);
  }
}
