package dev.pictor.providers;

/// Which faces of a picture are meant.
public sealed interface FaceChoice {
  /// The face that takes most room.
  record Largest() implements FaceChoice {}

  /// Every face.
  record All() implements FaceChoice {}

  /// One face.
  ///
  /// @param index from 0, the largest first
  record Numbered(int index) implements FaceChoice {
    public Numbered {
      if (index < 0) {
        throw new IllegalArgumentException("faces are counted from 0, not from " + index);
      }
    }
  }

  /// Reads `largest`, `all` or a number from 0.
  ///
  /// @throws IllegalArgumentException when it is none of these
  static FaceChoice of(String text) {
    return switch (text.strip()) {
      case "largest" -> new Largest();
      case "all" -> new All();
      case String number when number.matches("\\d{1,2}") -> new Numbered(Integer.parseInt(number));
      default -> throw new IllegalArgumentException("faces are largest, all or a number from 0");
    };
  }
}
