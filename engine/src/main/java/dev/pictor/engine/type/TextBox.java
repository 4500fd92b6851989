package dev.pictor.engine.type;

/// The room for a text and how it stands there.
///
/// @param side where lines begin: [Side#START] is left for Latin and right for Arabic
/// @param mostLines how many lines at most
/// @param mostSize of the type, in pixels, however much room there is
/// @param leastSize of the type, in pixels; smaller could not be read
public record TextBox(
    double x,
    double y,
    double width,
    double height,
    Side side,
    Rise rise,
    int mostLines,
    double mostSize,
    double leastSize) {
  /// Across.
  public enum Side {
    /// Where reading begins.
    START,
    /// In the middle.
    CENTRE,
    /// Where reading ends.
    END
  }

  /// Up and down.
  public enum Rise {
    /// At the upper edge.
    TOP,
    /// In the middle.
    MIDDLE,
    /// At the lower edge.
    BOTTOM
  }

  public TextBox {
    if (!(width > 0 && height > 0) || mostLines < 1 || leastSize > mostSize) {
      throw new IllegalArgumentException(
          "no text fits into %.0f x %.0f, %d lines, %.0f to %.0f px"
              .formatted(width, height, mostLines, leastSize, mostSize));
    }
  }
}
