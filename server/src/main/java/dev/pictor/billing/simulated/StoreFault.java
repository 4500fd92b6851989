package dev.pictor.billing.simulated;

import java.util.Locale;

/// What may be wrong with a store's next answer.
public enum StoreFault {
  /// It comes after two seconds.
  SLOW,
  /// A 500.
  BROKEN,
  /// A 429 with `Retry-After: 1`.
  BUSY,
  /// The connection ends without an answer.
  DROPPED;

  /// The word for it at `/_simulator/faults`.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
