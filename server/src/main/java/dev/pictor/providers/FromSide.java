package dev.pictor.providers;

/// One face counted along the picture instead of by size: "the second from the left".
///
/// @param side where the counting begins
/// @param number from 1
public record FromSide(Side side, int number) {
  /// The most faces that are counted, as many as operations take.
  public static final int MOST = 20;

  /// An end of the picture as the viewer sees it.
  public enum Side {
    /// The viewer's left.
    LEFT,
    /// The viewer's right.
    RIGHT
  }

  public FromSide {
    if (number < 1 || number > MOST) {
      throw new IllegalArgumentException("faces are counted from 1 to " + MOST + ", not " + number);
    }
  }
}
