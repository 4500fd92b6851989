package dev.pictor.platform.limits;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// Keeps everybody away from a store that is lost, but for one try each second: a store that hangs
/// makes one request a second wait, not all.
final class Breaker {
  private static final long PAUSE_NANOS = Duration.ofSeconds(1).toNanos();
  private static final long CLOSED = Long.MIN_VALUE;

  /// When the next try may be made, by the process's own clock; CLOSED while all is well.
  private final AtomicLong nextTry = new AtomicLong(CLOSED);

  boolean letsThrough() {
    long wait = nextTry.get();
    if (wait == CLOSED) {
      return true;
    }
    long now = now();
    return now - wait >= 0 && nextTry.compareAndSet(wait, now + PAUSE_NANOS);
  }

  void succeeded() {
    nextTry.set(CLOSED);
  }

  void failed() {
    nextTry.set(now() + PAUSE_NANOS);
  }

  private static long now() {
    return Math.max(CLOSED + 1, System.nanoTime());
  }
}
