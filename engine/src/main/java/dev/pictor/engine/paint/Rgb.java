package dev.pictor.engine.paint;

/// Colours packed into one int, `0xRRGGBB`: a canvas of them can be overwritten in a single store.
final class Rgb {
  private Rgb() {}

  static int of(float red, float green, float blue) {
    return of((int) (red * 255 + .5f), (int) (green * 255 + .5f), (int) (blue * 255 + .5f));
  }

  static int of(int red, int green, int blue) {
    return (clamp(red) << 16) | (clamp(green) << 8) | clamp(blue);
  }

  static int red(int rgb) {
    return (rgb >> 16) & 255;
  }

  static int green(int rgb) {
    return (rgb >> 8) & 255;
  }

  static int blue(int rgb) {
    return rgb & 255;
  }

  static int clamp(int value) {
    return Math.clamp(value, 0, 255);
  }

  /// The paint over the ground where the paint covers `share` of 256 parts.
  static int over(int ground, int paint, int share) {
    int kept = 256 - share;
    int redBlue = (ground & 0xff00ff) * kept + (paint & 0xff00ff) * share;
    int green = (ground & 0xff00) * kept + (paint & 0xff00) * share;
    return ((redBlue >>> 8) & 0xff00ff) | ((green >>> 8) & 0xff00);
  }

  /// All three channels moved by the same amount.
  static int lighter(int rgb, int by) {
    return of(red(rgb) + by, green(rgb) + by, blue(rgb) + by);
  }

  /// Rec. 601, 0 to 1.
  static float luma(int rgb) {
    return (.299f * red(rgb) + .587f * green(rgb) + .114f * blue(rgb)) * (1 / 255f);
  }

  /// How unlike two colours are, 0 to 1020: green counts twice, as the eye does roughly.
  static int distance(int a, int b) {
    return Math.abs(red(a) - red(b))
        + 2 * Math.abs(green(a) - green(b))
        + Math.abs(blue(a) - blue(b));
  }
}
