package dev.pictor.webhooks;

import dev.pictor.platform.Duty;
import java.time.Duration;

/// Sends what is due, and what a lost announcement did not tell of.
final class DueDuty implements Duty {
  private final Dispatcher dispatcher;

  DueDuty(Dispatcher dispatcher) {
    this.dispatcher = dispatcher;
  }

  @Override
  public String name() {
    return "webhooks";
  }

  @Override
  public Duration every() {
    return Duration.ofSeconds(1);
  }

  /// @return 0, as it is not done when this returns
  @Override
  public long runOnce() {
    dispatcher.sendDue();
    return 0;
  }
}
