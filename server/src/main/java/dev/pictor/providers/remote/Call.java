package dev.pictor.providers.remote;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One order to a provider, as it is kept.
///
/// @param handle the provider's name for it; null until it was accepted
public record Call(
    UUID id, String provider, String model, State state, @Nullable String handle, Instant begunAt) {
  /// How far it came.
  public enum State {
    /// About to be sent, or sent without an answer so far.
    BEGUN,
    /// The provider works on it.
    ACCEPTED,
    /// Its picture is here.
    DELIVERED,
    /// It came to nothing.
    FAILED,
    /// It may have been made and billed, and nobody can tell.
    UNKNOWN,
    /// Stopped, because nobody wants it any more.
    CANCELLED;

    /// The word in the database.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    static State ofWord(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }

  /// Which picture of which job.
  ///
  /// @param step of the generation, from 0
  /// @param variant from 1
  public record Place(UUID job, int step, int variant) {}

  /// How a call ended.
  ///
  /// @param possiblyBilled whether the operator may have to pay for nothing
  /// @param cost in millionths of a US dollar
  /// @param reason for operators; null when all went well
  public record End(State state, boolean possiblyBilled, long cost, @Nullable String reason) {}
}
