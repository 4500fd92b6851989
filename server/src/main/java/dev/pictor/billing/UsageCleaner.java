package dev.pictor.billing;

import dev.pictor.platform.Duty;
import java.time.Duration;
import java.time.InstantSource;
import org.jdbi.v3.core.Jdbi;

/// Drops daily counts that decide nothing any more.
final class UsageCleaner implements Duty {
  /// Far longer than a job lives, which may still give its place back.
  private static final Duration KEPT = Duration.ofDays(40);

  private final Jdbi jdbi;
  private final InstantSource clock;

  UsageCleaner(Jdbi jdbi, InstantSource clock) {
    this.jdbi = jdbi;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "usage-cleaner";
  }

  @Override
  public Duration every() {
    return Duration.ofHours(6);
  }

  @Override
  public long runOnce() {
    return jdbi.withHandle(handle ->
        handle
            .createUpdate("delete from billing_usage where meter = :meter and period < :before")
            .bind("meter", Meter.JOBS.word())
            .bind("before", Meter.JOBS.periodOf(clock.instant().minus(KEPT)))
            .execute());
  }
}
