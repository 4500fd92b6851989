package dev.pictor.webhooks;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// When a delivery is tried again: after each of the delays, then daily, and a last time when it is
/// given up.
///
/// @param delays between the first attempts
/// @param giveUp after the first attempt
public record RetrySchedule(List<Duration> delays, Duration giveUp) {
  private static final Duration DAILY = Duration.ofDays(1);

  /// The most that a wait is longer than planned, so that what failed together does not come back
  /// together.
  private static final double JITTER = 0.1;

  public RetrySchedule {
    delays = List.copyOf(delays);
  }

  /// An attempt that failed.
  ///
  /// @param first when the first attempt began
  /// @param number of this one, from 1
  /// @param at when this one began
  /// @param wishedFor the earliest time that the receiver named; null when it named none
  record Failed(Instant first, int number, Instant at, @Nullable Instant wishedFor) {}

  /// When the next attempt is; empty when that was the last one.
  ///
  /// @param chance 0 to 1, of which the jitter is made
  Optional<Instant> next(Failed failed, double chance) {
    Instant end = failed.first().plus(giveUp);
    if (!failed.at().isBefore(end)) {
      return Optional.empty();
    }
    Duration delay = failed.number() <= delays.size() ? delays.get(failed.number() - 1) : DAILY;
    Instant next =
        failed.at().plus(delay).plusMillis(Math.round(delay.toMillis() * JITTER * chance));
    Instant wish = failed.wishedFor();
    if (wish != null && wish.isAfter(next)) {
      Instant latest = failed.at().plus(DAILY);
      next = wish.isBefore(latest) ? wish : latest;
    }
    return Optional.of(next.isBefore(end) ? next : end);
  }
}
