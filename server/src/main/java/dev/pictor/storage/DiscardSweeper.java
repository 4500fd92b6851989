package dev.pictor.storage;

import dev.pictor.platform.Duty;
import java.time.Duration;

/// Deletes what clients left in a store elsewhere. A store that is away ends the run; the next one
/// begins where it stopped.
final class DiscardSweeper implements Duty {
  private static final int MOST = 1_000;

  private final Discards discards;

  DiscardSweeper(Discards discards) {
    this.discards = discards;
  }

  @Override
  public String name() {
    return "discard-sweeper";
  }

  @Override
  public Duration every() {
    return Duration.ofMinutes(1);
  }

  @Override
  public long runOnce() {
    long deleted = 0;
    while (deleted < MOST && discards.deleteOne()) {
      deleted++;
    }
    return deleted;
  }
}
