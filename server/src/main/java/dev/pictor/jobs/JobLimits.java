package dev.pictor.jobs;

import java.time.Duration;

/// How often and how long a job may try.
///
/// @param maxAttempts tries that count, at least 1
/// @param toStart how long it may wait for a worker once it is ready; zero is without limit
/// @param toRun how long one attempt may take; zero is without limit
public record JobLimits(int maxAttempts, Duration toStart, Duration toRun) {
  public JobLimits {
    if (maxAttempts < 1) {
      throw new IllegalArgumentException("maxAttempts is not at least 1: " + maxAttempts);
    }
    if (toStart.isNegative() || toRun.isNegative()) {
      throw new IllegalArgumentException("a limit is negative: " + toStart + ", " + toRun);
    }
  }
}
