package dev.pictor.platform.fetch;

import org.jspecify.annotations.Nullable;

/// What came of a message.
public sealed interface Posted {
  /// The host answered, whatever it said.
  ///
  /// @param retryAfter the header, as it stands there; null when there is none
  /// @param text the beginning of the body, without control characters
  record Answered(int status, @Nullable String retryAfter, String text) implements Posted {}

  /// There was no answer.
  ///
  /// @param why a sentence for whoever gave the URL
  record Unanswered(String why) implements Posted {}
}
