package dev.pictor.platform.limits;

import java.time.Duration;

/// So many in a time. A bucket begins full, so a burst of all of them is allowed, and fills evenly.
///
/// @param most 0 is none, -1 without limit; at most a million
/// @param window one millisecond to a day
public record Limit(long most, Duration window) {
  private static final long MOST = 1_000_000;

  public Limit {
    boolean isTime = window.toMillis() >= 1 && window.compareTo(Duration.ofDays(1)) <= 0;
    if (most < -1 || most > MOST || !isTime) {
      throw new IllegalArgumentException("no limit: " + most + " in " + window);
    }
  }

  public static Limit perMinute(long most) {
    return new Limit(most, Duration.ofMinutes(1));
  }
}
