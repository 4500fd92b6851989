package dev.pictor.identity;

import java.util.Locale;

/// What a user may do. Kept on the user and never believed from a token.
public enum Role {
  /// Sees and changes what is their own.
  USER,
  /// Runs the service.
  ADMIN;

  /// The word in JSON and in the database.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Role ofWord(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
