package dev.pictor.providers.simulated;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an order wants, as a simulated provider read it.
///
/// @param words the prompt
/// @param pictures encoded, in their order
/// @param width of the result, in pixels
record SimulatedWish(
    JsonNode body, String words, List<byte[]> pictures, int width, int height, long seed) {
  SimulatedWish {
    pictures = List.copyOf(pictures);
  }

  /// The order cannot be made as it is.
  static final class Bad extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    Bad(int status, String code, String message) {
      super(message);
      this.status = status;
      this.code = code;
    }

    int status() {
      return status;
    }

    String code() {
      return code;
    }
  }

  /// Refuses what does not hold.
  static void demand(boolean holds, String code, String message) {
    if (!holds) {
      throw new Bad(400, code, message);
    }
  }

  /// What comes of it under a fault that shows in the picture.
  ///
  /// @return null for nothing at all
  byte @Nullable [] picture(@Nullable Fault fault) {
    byte[] input = pictures.isEmpty() ? null : pictures.getFirst();
    if (fault == Fault.EMPTY_OUTPUT) {
      return null;
    }
    if (fault == Fault.BLACK_PICTURE) {
      return SimulatedPicture.black(width, height);
    }
    if (fault == Fault.UNCHANGED_PICTURE && input != null) {
      return input;
    }
    if (fault == Fault.NOT_A_PICTURE) {
      return new byte[] {'n', 'o', 'n', 'e'};
    }
    return SimulatedPicture.made(input, width, height, seed);
  }
}
