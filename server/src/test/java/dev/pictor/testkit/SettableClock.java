package dev.pictor.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/// A clock that stands still until a test moves it.
public final class SettableClock implements InstantSource {
  private final AtomicReference<Instant> now;

  public SettableClock(Instant now) {
    this.now = new AtomicReference<>(now);
  }

  /// A clock that stands at a time like any other.
  public static SettableClock at2026() {
    return new SettableClock(Instant.parse("2026-11-22T03:00:00Z"));
  }

  @Override
  public Instant instant() {
    return now.get();
  }

  public void set(Instant time) {
    now.set(time);
  }

  public void advance(Duration time) {
    now.updateAndGet(before -> before.plus(time));
  }
}
