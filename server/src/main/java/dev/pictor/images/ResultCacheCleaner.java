package dev.pictor.images;

import dev.pictor.platform.Duty;
import java.time.Duration;
import java.util.function.LongSupplier;

/// Forgets cached results that are too old, and those that were used longest ago when there are too
/// many.
final class ResultCacheCleaner implements Duty {
  private final LongSupplier clean;

  ResultCacheCleaner(LongSupplier clean) {
    this.clean = clean;
  }

  @Override
  public String name() {
    return "result-cache";
  }

  @Override
  public Duration every() {
    return Duration.ofMinutes(1);
  }

  @Override
  public long runOnce() {
    return clean.getAsLong();
  }
}
