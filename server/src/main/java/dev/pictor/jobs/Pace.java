package dev.pictor.jobs;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How fast a queue goes, for estimates.
///
/// @param ready jobs that a worker could take now
/// @param running jobs at work
/// @param ofQueue the median time from the beginning to the end of those of the cluster's newest
///   [#SAMPLE] jobs that succeeded in this queue; null when none did
/// @param ofKind the same of those that were of one kind; null when none were
public record Pace(
    long ready, long running, @Nullable Duration ofQueue, @Nullable Duration ofKind) {
  /// How many of the newest jobs are looked at.
  public static final int SAMPLE = 1000;
}
