package dev.pictor.engine.codec;

/// How a stored picture is turned to be seen upright: the EXIF tag 0x0112 with its values 1 to 8,
/// in that order.
public enum Orientation {
  /// As it is stored.
  UPRIGHT,
  /// Left and right change places.
  MIRRORED,
  /// Turned by 180 degrees.
  TURNED_HALF,
  /// Top and bottom change places.
  FLIPPED,
  /// Mirrored along the diagonal from the top left.
  TRANSPOSED,
  /// Turned by 90 degrees clockwise.
  TURNED_RIGHT,
  /// Mirrored along the diagonal from the top right.
  TRANSVERSED,
  /// Turned by 90 degrees counter-clockwise.
  TURNED_LEFT;

  /// The orientation of an EXIF value; upright for a value that does not exist.
  public static Orientation ofExif(int value) {
    return value >= 1 && value <= 8 ? values()[value - 1] : UPRIGHT;
  }

  public boolean swapsSides() {
    return switch (this) {
      case UPRIGHT, MIRRORED, TURNED_HALF, FLIPPED -> false;
      case TRANSPOSED, TURNED_RIGHT, TRANSVERSED, TURNED_LEFT -> true;
    };
  }
}
