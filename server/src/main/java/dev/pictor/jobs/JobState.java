package dev.pictor.jobs;

import java.util.Locale;
import java.util.Set;

/// Where a job is in its life. Every move is one conditional UPDATE that names the state it leaves,
/// so a late write cannot move a finished job.
public enum JobState {
  /// Waits for a worker: new, handed back by a shutdown, or until the time of its next attempt.
  PENDING,
  /// A worker holds its lease. When the worker dies the lease runs out and the rescue duty makes
  /// the job pending again.
  RUNNING,
  /// Done; the result is stored. Final.
  SUCCEEDED,
  /// Not retryable, or all attempts are spent, or not started in time; the error says why. Final.
  FAILED,
  /// Stopped because somebody asked for it. Final.
  CANCELLED;

  /// The states that may follow.
  public Set<JobState> next() {
    return switch (this) {
      // A job that waits past its start deadline fails without having run.
      case PENDING -> Set.of(RUNNING, CANCELLED, FAILED);
      case RUNNING -> Set.of(SUCCEEDED, FAILED, CANCELLED, PENDING);
      case SUCCEEDED, FAILED, CANCELLED -> Set.of();
    };
  }

  /// Nothing follows.
  public boolean isFinal() {
    return next().isEmpty();
  }

  /// The word in the database, in events, in metrics and in logs.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static JobState ofWord(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
