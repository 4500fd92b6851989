package dev.pictor.storage;

import java.time.Duration;

/// Says how long each owner's uploads and results stay after their last use.
@FunctionalInterface
public interface Retention {
  /// @return zero for ever
  Duration of(OwnerId owner);
}
