package dev.pictor.engine.theme;

/// How a theme is applied.
///
/// @param strength 0 leaves the picture as it is; up to a half the clothes appear, and all the way
///   to 1 the grade of the picture grows
/// @param mostFaces that are dressed, the largest first, 1 to 64
/// @param thorough whether faces under a fifteenth of the longer side are looked for as well, which
///   takes several times as long
public record ThemeOptions(double strength, int mostFaces, boolean thorough) {
  /// All large faces, with the full look.
  public static final ThemeOptions FULL = new ThemeOptions(1, 32, false);

  public ThemeOptions {
    if (!(strength >= 0 && strength <= 1)) {
      throw new IllegalArgumentException("strength is within 0 to 1, not " + strength);
    }
    if (mostFaces < 1 || mostFaces > 64) {
      throw new IllegalArgumentException("mostFaces is within 1 to 64, not " + mostFaces);
    }
  }
}
