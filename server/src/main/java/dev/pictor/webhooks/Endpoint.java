package dev.pictor.webhooks;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An address that a user has registered for events.
///
/// @param events what it is told of
/// @param failingSince the first failure after the last success; null while it answers
/// @param disabled null while it is told of events
public record Endpoint(
    UUID id,
    UUID userId,
    String url,
    String description,
    List<EventType> events,
    @Nullable Instant failingSince,
    @Nullable Disabled disabled,
    Instant createdAt,
    Instant updatedAt) {
  public Endpoint {
    events = List.copyOf(events);
  }

  /// Since when and why an endpoint is told of nothing.
  public record Disabled(Instant at, Reason reason) {}

  /// Why an endpoint is disabled.
  public enum Reason {
    /// Its user wanted it so.
    ASKED("asked", "You have disabled it."),
    /// The receiver answered 410.
    GONE("gone", "It answered 410: it does not want to be called any more."),
    /// Days of nothing but failures.
    FAILING("failing", "Nothing but failures came back for days."),
    /// The secret cannot be decrypted: the service's own key was replaced.
    SECRET_LOST(
        "secret_lost", "Its secret cannot be read any more; rotate it and enable the endpoint.");

    private final String word;
    private final String sentence;

    Reason(String word, String sentence) {
      this.word = word;
      this.sentence = sentence;
    }

    public String word() {
      return word;
    }

    /// For the user.
    public String sentence() {
      return sentence;
    }

    static Reason ofWord(String word) {
      for (Reason reason : values()) {
        if (reason.word.equals(word)) {
          return reason;
        }
      }
      throw new IllegalStateException("there is no reason " + word);
    }
  }

  /// What somebody wants to register or change; what is null is not said.
  public record Wish(
      @Nullable String url,
      @Nullable String description,
      @Nullable List<String> events,
      @Nullable Boolean enabled) {}

  /// A new endpoint, or one with a new secret.
  ///
  /// @param secret its text, which nobody can ask for again
  public record WithSecret(Endpoint endpoint, String secret) {
    @Override
    public String toString() {
      return "WithSecret[" + endpoint.id() + "]";
    }
  }
}
