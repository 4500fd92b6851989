package dev.pictor.identity;

import java.util.UUID;

/// Who somebody is, for good: names and addresses may change, this does not.
public record UserId(UUID value) {
  /// @throws IllegalArgumentException when the text is not a UUID
  public static UserId parse(String text) {
    return new UserId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
