package dev.pictor.platform;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.UUID;

/// Makes UUIDs of version 7 (RFC 9562, section 5.7): 48 bits of milliseconds, then a counter of 12
/// bits, then 62 random bits. Ids of one process grow, even when the clock is set back.
public final class Uuid7 {
  private static final int COUNTER_BITS = 12;

  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();
  private long last;

  public Uuid7(InstantSource clock) {
    this.clock = clock;
  }

  public UUID next() {
    long stamp = advance();
    long millis = stamp >>> COUNTER_BITS;
    long counter = stamp & ((1L << COUNTER_BITS) - 1);
    long high = (millis << 16) | (0x7L << 12) | counter;
    long low = (random.nextLong() >>> 2) | (0b10L << 62);
    return new UUID(high, low);
  }

  /// Milliseconds and counter as one number that only grows; a full counter borrows from the next
  /// millisecond.
  private synchronized long advance() {
    last = Math.max(clock.millis() << COUNTER_BITS, last + 1);
    return last;
  }
}
