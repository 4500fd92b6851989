package dev.pictor.identity;

import dev.pictor.platform.Duty;
import java.time.Duration;
import java.time.InstantSource;

/// Drops revocations of tokens that have ended by themselves.
final class RevocationCleaner implements Duty {
  private final Revocations revocations;
  private final InstantSource clock;

  RevocationCleaner(Revocations revocations, InstantSource clock) {
    this.revocations = revocations;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "revocation-cleaner";
  }

  @Override
  public Duration every() {
    return Duration.ofMinutes(10);
  }

  @Override
  public long runOnce() {
    return revocations.deleteExpired(clock.instant());
  }
}
