package dev.pictor.jobs;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/// How long to wait before the next attempt.
///
/// @param delays before the second, third … attempt; the last one repeats
record RetryPolicy(List<Duration> delays) {
  /// Spreads the jobs that one outage failed at the same moment.
  private static final double JITTER = 0.2;

  RetryPolicy {
    delays = List.copyOf(delays);
  }

  /// @param tries attempts made so far, at least 1
  Duration delayAfter(int tries) {
    Duration delay = delays.get(Math.min(tries, delays.size()) - 1);
    double factor = 1 + JITTER * (2 * ThreadLocalRandom.current().nextDouble() - 1);
    return Duration.ofNanos(Math.round(delay.toNanos() * factor));
  }
}
