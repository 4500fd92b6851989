package dev.pictor.billing;

import java.util.Locale;

/// How a plan, or what was subscribed to, stands.
public enum PlanState {
  /// Nothing was ever subscribed to or given.
  NONE,
  /// Paid or given, and in use.
  ACTIVE,
  /// Payment has failed and is awaited; still in use.
  GRACE,
  /// Payment has failed; out of use until it succeeds.
  ON_HOLD,
  /// The user has interrupted it; out of use.
  PAUSED,
  /// Its time is over.
  EXPIRED,
  /// The money was given back, and the plan with it.
  REFUNDED,
  /// The store took it back.
  REVOKED;

  /// The word in answers and the database.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static PlanState ofWord(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  /// Whether the plan can be used.
  public boolean isInUse() {
    return switch (this) {
      case ACTIVE, GRACE -> true;
      case NONE, ON_HOLD, PAUSED, EXPIRED, REFUNDED, REVOKED -> false;
    };
  }
}
