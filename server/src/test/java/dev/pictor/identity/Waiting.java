package dev.pictor.identity;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/// Waits for what another thread or the database brings.
final class Waiting {
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private Waiting() {}

  /// @return how long it took
  static Duration until(BooleanSupplier condition) throws InterruptedException {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > LONGEST.toNanos()) {
        throw new AssertionError("it has not come true in " + LONGEST);
      }
      Thread.sleep(5);
    }
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
