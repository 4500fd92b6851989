package dev.pictor.platform.limits;

import java.time.Duration;

/// Whether it may happen now, and what an answer's headers say of it.
///
/// @param limit how many in the time; -1 when there is no limit, and then no headers either
/// @param remaining how many would be let through now
/// @param reset until the bucket is full again
/// @param retryAfter until the next one is let through; zero when this one was
public record Verdict(
    boolean allowed, long limit, long remaining, Duration reset, Duration retryAfter) {
  /// Nothing is counted.
  static final Verdict UNLIMITED = new Verdict(true, -1, -1, Duration.ZERO, Duration.ZERO);

  public boolean isUnlimited() {
    return limit < 0;
  }
}
