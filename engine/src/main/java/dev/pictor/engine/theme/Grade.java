package dev.pictor.engine.theme;

/// What a look does to the whole picture, in this order. Zero everywhere changes nothing.
///
/// @param even how far a dark picture is brought up to normal light first, 0 to 1
/// @param exposure in stops, -2 to 2
/// @param contrast -1 to 1
/// @param saturation -1 is grey, 1 doubles the colour
/// @param warmth -1 is blue, 1 is orange
/// @param fade lifts the blacks as old prints do, 0 to 1
/// @param shadows the colour of the darks, `#rrggbb`
/// @param highlights the colour of the lights
/// @param toning how far the picture takes these two colours, 0 to 1
/// @param glow light that spreads from bright places, 0 to 1
/// @param poster flat inks and a halftone screen, 0 to 1
/// @param vignette how much darker the corners are, 0 to 1
/// @param grain of film, 0 to 1
public record Grade(
    double even,
    double exposure,
    double contrast,
    double saturation,
    double warmth,
    double fade,
    int shadows,
    int highlights,
    double toning,
    double glow,
    double poster,
    double vignette,
    double grain) {
  /// Leaves the picture as it is.
  public static final Grade NONE = new Grade(0, 0, 0, 0, 0, 0, 0, 0xffffff, 0, 0, 0, 0, 0);
}
