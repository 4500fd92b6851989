package dev.pictor.providers.remote;

import dev.pictor.platform.Duty;
import java.time.Duration;
import java.util.List;

/// Looks whether providers on other machines can take orders.
public final class HealthDuty implements Duty {
  private final List<RemoteProvider> providers;

  public HealthDuty(List<RemoteProvider> providers) {
    this.providers = List.copyOf(providers);
  }

  @Override
  public String name() {
    return "provider-health";
  }

  @Override
  public Duration every() {
    return Duration.ofSeconds(30);
  }

  @Override
  public long runOnce() throws InterruptedException {
    for (RemoteProvider each : providers) {
      each.look();
    }
    return 0;
  }
}
