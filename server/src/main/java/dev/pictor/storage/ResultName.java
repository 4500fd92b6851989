package dev.pictor.storage;

import java.util.UUID;

/// Which result of which attempt of which job.
///
/// @param attempt counted from 1; 0 for what is not of one attempt
/// @param name one segment of a key, such as `sketch.png`
public record ResultName(UUID job, int attempt, String name) {
  /// The key that the result has or will have.
  public ObjectKey of(OwnerId owner) {
    return ObjectKeys.result(owner, job, attempt, name);
  }
}
