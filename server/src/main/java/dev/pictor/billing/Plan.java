package dev.pictor.billing;

import java.util.Locale;
import java.util.Optional;

/// What a user has subscribed to; it decides how many jobs a day they may make.
public enum Plan {
  /// Everybody who has nothing else.
  FREE,
  /// Paid.
  PRO,
  /// Paid, with the most jobs.
  PREMIUM;

  /// The word in requests, answers and the database.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Plan> find(String word) {
    for (Plan plan : values()) {
      if (plan.word().equals(word)) {
        return Optional.of(plan);
      }
    }
    return Optional.empty();
  }

  static Plan ofWord(String word) {
    return find(word).orElseThrow(() -> new IllegalStateException("there is no plan " + word));
  }
}
