package dev.pictor.realtime;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;

/// A credential that ends at a time, or earlier.
record Until(Instant end, InstantSource clock, BooleanSupplier valid) implements Line.Credential {
  @Override
  public boolean isValid() {
    return valid.getAsBoolean() && !left().isZero();
  }

  @Override
  public Duration left() {
    Duration left = Duration.between(clock.instant(), end);
    return left.isNegative() ? Duration.ZERO : left;
  }
}
