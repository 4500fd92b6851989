package dev.pictor.jobs;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One change of a job. Events of a job are numbered from 1 without gaps, so a reader sees when one
/// is missing.
///
/// @param end the result or the error, where this change brought one
public record JobEvent(
    JobId job, OwnerId owner, int seq, Instant at, Change change, @Nullable JobEnd end) {
  /// What the job looked like after the change.
  ///
  /// @param progress 0 to 100
  public record Change(JobState state, @Nullable JobPhase phase, int progress, int attempt) {}

  public JobState state() {
    return change.state();
  }
}
