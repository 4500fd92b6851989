package dev.pictor.billing;

import dev.pictor.identity.UserId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a job that is about to be accepted costs its user.
///
/// @param meter what counts it; null when nothing does
public record Bill(UUID job, UserId user, Price price, @Nullable Meter meter) {
  /// How a job ended.
  ///
  /// @param delivered how many variants the user got; 0 when the job failed or was cancelled
  public record Outcome(UUID job, UserId user, int delivered) {}
}
