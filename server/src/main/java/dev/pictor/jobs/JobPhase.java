package dev.pictor.jobs;

import java.util.Locale;

/// What a running job is at.
public enum JobPhase {
  /// Handed to a provider that has not begun with it.
  QUEUED_AT_PROVIDER,
  /// Brings its inputs together; the first phase of every attempt.
  FETCHING_INPUTS,
  /// The work itself.
  PROCESSING,
  /// Puts its results away.
  STORING;

  /// The word in the database and in events.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static JobPhase ofWord(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
