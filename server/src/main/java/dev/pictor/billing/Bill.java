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
  /// @param due what they cost by who made them, of which no more is charged than is held for as
  ///   many; null where it makes no difference who did
  public record Outcome(UUID job, UserId user, int delivered, @Nullable Long due) {
    public Outcome {
      if (due != null && due < 0) {
        throw new IllegalArgumentException("a charge is not negative: " + due);
      }
    }

    /// Where it makes no difference who made them.
    public Outcome(UUID job, UserId user, int delivered) {
      this(job, user, delivered, null);
    }
  }
}
