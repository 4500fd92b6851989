package dev.pictor.jobs;

import java.util.UUID;

/// Whose job it is. Turns are shared fairly between owners; what an owner stands for is not known
/// here.
public record OwnerId(UUID value) {
  /// Reads the text form.
  ///
  /// @throws IllegalArgumentException when it is not a UUID
  public static OwnerId parse(String text) {
    return new OwnerId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
