package dev.pictor.identity;

import dev.pictor.platform.Duty;
import java.time.Duration;
import java.time.InstantSource;

/// Drops API keys that ended a month ago; until then their owner can see what became of them.
final class KeyCleaner implements Duty {
  private static final Duration SHOWN_FOR = Duration.ofDays(30);

  private final ApiKeyRows rows;
  private final InstantSource clock;

  KeyCleaner(ApiKeyRows rows, InstantSource clock) {
    this.rows = rows;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "key-cleaner";
  }

  @Override
  public Duration every() {
    return Duration.ofHours(1);
  }

  @Override
  public long runOnce() {
    return rows.deleteEnded(clock.instant().minus(SHOWN_FOR));
  }
}
