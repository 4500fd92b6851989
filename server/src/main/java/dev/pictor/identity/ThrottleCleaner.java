package dev.pictor.identity;

import dev.pictor.platform.Duty;
import java.time.Duration;

/// Drops counts of failed sign-ins that have no effect any more.
final class ThrottleCleaner implements Duty {
  private final LoginThrottle throttle;

  ThrottleCleaner(LoginThrottle throttle) {
    this.throttle = throttle;
  }

  @Override
  public String name() {
    return "throttle-cleaner";
  }

  @Override
  public Duration every() {
    return Duration.ofMinutes(10);
  }

  @Override
  public long runOnce() {
    return throttle.deleteOld();
  }
}
