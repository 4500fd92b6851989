package dev.pictor.engine.paint;

/// The colour space Oklab (Björn Ottosson 2020), in which equal distances look equally far. It
/// costs three cube roots a colour: for palettes and tables, not for every pixel.
///
/// @param light 0 black to 1 white
/// @param a green (negative) to red
/// @param b blue (negative) to yellow
public record Oklab(float light, float a, float b) {
  private static final float HUE = 3;

  public static Oklab of(int rgb) {
    double red = linear(Rgb.red(rgb));
    double green = linear(Rgb.green(rgb));
    double blue = linear(Rgb.blue(rgb));
    double l = Math.cbrt(.4122214708 * red + .5363325363 * green + .0514459929 * blue);
    double m = Math.cbrt(.2119034982 * red + .6806995451 * green + .1073969566 * blue);
    double s = Math.cbrt(.0883024619 * red + .2817188376 * green + .6299787005 * blue);
    return new Oklab(
        (float) (.2104542553 * l + .7936177850 * m - .0040720468 * s),
        (float) (1.9779984951 * l - 2.4285922050 * m + .4505937099 * s),
        (float) (.0259040371 * l + .7827717662 * m - .8086757660 * s));
  }

  public int toRgb() {
    double l = cube(light + .3963377774 * a + .2158037573 * b);
    double m = cube(light - .1055613458 * a - .0638541728 * b);
    double s = cube(light - .0894841775 * a - 1.2914855480 * b);
    return Rgb.of(
        stored(4.0767416621 * l - 3.3077115913 * m + .2309699292 * s),
        stored(-1.2684380046 * l + 2.6097574011 * m - .3413193965 * s),
        stored(-.0041960863 * l - .7034186147 * m + 1.7076147010 * s));
  }

  public float chroma() {
    return (float) Math.sqrt(a * a + b * b);
  }

  /// Chroma and lightness changed: `light * contrast + lift`.
  public Oklab with(float saturation, float contrast, float lift) {
    return new Oklab(Math.clamp(light * contrast + lift, 0f, 1f), a * saturation, b * saturation);
  }

  /// The square of how far two colours are apart. A change of hue counts more than one of light: a
  /// painter would sooner take a paint too dark than one of another colour.
  public float distanceSquared(Oklab other) {
    float dl = light - other.light;
    float da = a - other.a;
    float db = b - other.b;
    return dl * dl + HUE * (da * da + db * db);
  }

  private static double cube(double value) {
    return value * value * value;
  }

  private static double linear(int stored) {
    double value = stored / 255.0;
    return value <= .04045 ? value / 12.92 : Math.pow((value + .055) / 1.055, 2.4);
  }

  private static int stored(double linear) {
    double value = Math.clamp(linear, 0.0, 1.0);
    double curved = value <= .0031308 ? 12.92 * value : 1.055 * Math.pow(value, 1 / 2.4) - .055;
    return (int) Math.round(curved * 255);
  }
}
