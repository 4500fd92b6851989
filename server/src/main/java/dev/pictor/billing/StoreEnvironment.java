package dev.pictor.billing;

import java.util.Locale;

/// Whether money was real. A service takes the facts of one of the two and refuses the other's, so
/// that a tester's purchase never buys anything here.
public enum StoreEnvironment {
  /// People paid.
  PRODUCTION,
  /// Testers did as if.
  SANDBOX;

  /// The word in answers, settings and the database.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static StoreEnvironment ofWord(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
