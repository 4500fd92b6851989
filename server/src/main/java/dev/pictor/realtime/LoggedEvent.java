package dev.pictor.realtime;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One row of a user's log.
///
/// @param position the user's own number, from 1
/// @param type such as `job.succeeded`
/// @param jobId null for what is not about a job
/// @param data what happened, as JSON, as the transaction saw it that made it happen
public record LoggedEvent(
    long position, String type, @Nullable UUID jobId, String data, Instant at) {
  /// Renders an event as webhooks say it: `{"type", "timestamp", "data"}`.
  @FunctionalInterface
  public interface Body {
    /// @return JSON on one line
    String of(UUID owner, LoggedEvent event);
  }
}
