package dev.pictor.jobs;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A job that this node holds the lease of.
///
/// @param tries attempts that count, this one included
/// @param runSeconds how long this attempt may take; 0 is without limit
/// @param waitedFor the flight that it stood aside for before; null for none
/// @param deadline the same by the database's clock, for the handler to read
record Claimed(
    Job job,
    int tries,
    int maxAttempts,
    int runSeconds,
    Instant deadline,
    @Nullable String waitedFor) {
  /// What one claim brought.
  ///
  /// @param turns how many turns were used up; as many as asked for means that there may be more
  record Harvest(int turns, List<Claimed> jobs) {}
}
