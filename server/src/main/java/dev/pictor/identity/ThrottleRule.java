package dev.pictor.identity;

import java.time.Duration;

/// How many failures are free, and how the waits grow after them.
enum ThrottleRule {
  /// One account, wherever the attempts come from.
  ACCOUNT(5, Duration.ofMinutes(1)),
  /// One address, whichever accounts it tries.
  ADDRESS(20, Duration.ofMinutes(5));

  static final Duration FIRST_WAIT = Duration.ofSeconds(5);

  /// So long without an attempt forgets the failures. It is longer than the longest wait.
  static final Duration QUIET = Duration.ofMinutes(10);

  private static final int MOST_DOUBLINGS = 20;

  private final int free;
  private final Duration longestWait;

  ThrottleRule(int free, Duration longestWait) {
    this.free = free;
    this.longestWait = longestWait;
  }

  int free() {
    return free;
  }

  Duration longestWait() {
    return longestWait;
  }

  /// The wait after so many failures.
  Duration waitAfter(int failures) {
    if (failures < free) {
      return Duration.ZERO;
    }
    Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(failures - free, MOST_DOUBLINGS));
    return wait.compareTo(longestWait) < 0 ? wait : longestWait;
  }
}
