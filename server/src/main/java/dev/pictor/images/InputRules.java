package dev.pictor.images;

import dev.pictor.platform.Problem;
import dev.pictor.storage.StoredObject;

/// What a surface takes as a picture, within what the engine can work with.
///
/// @param maxBytes of the file
/// @param minSide of width and height, in pixels
/// @param maxSide of width and height, in pixels
public record InputRules(long maxBytes, int minSide, int maxSide) {
  /// No side is too short or too long but for the engine.
  public static InputRules ofBytes(long maxBytes) {
    return new InputRules(maxBytes, 1, Integer.MAX_VALUE);
  }

  /// How long a JSON body with such a picture in base64 may be.
  ///
  /// @param rest for the fields beside it
  public int maxBodyBytes(int rest) {
    return Math.toIntExact(Math.min(Integer.MAX_VALUE - 8, maxBytes / 3 * 4 + rest));
  }

  /// @param field that named the picture
  /// @throws Problem TOO_LARGE or INVALID_REQUEST, saying what the picture has and what is taken
  void check(String field, StoredObject object) {
    StoredObject.Picture picture = object.accepted();
    int width = picture.widthPixels();
    int height = picture.heightPixels();
    long size = object.bytes().size();
    if (size > maxBytes) {
      throw tooLarge(field, "has " + size + " bytes; at most " + maxBytes + " are taken here.");
    }
    if (Math.max(width, height) > maxSide) {
      throw tooLarge(field, "is " + sides(width, height) + "; at most " + maxSide + " a side.");
    }
    if (Math.min(width, height) < minSide) {
      throw Problem.invalid(
          field, "is a picture of " + sides(width, height) + "; at least " + minSide + " a side.");
    }
  }

  private static String sides(int width, int height) {
    return width + " x " + height + " pixels";
  }

  private static Problem tooLarge(String field, String message) {
    return Problem.of(Problem.Kind.TOO_LARGE, field + " " + message);
  }
}
