package dev.pictor.projects;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What was said in a chat.
///
/// @param replyTo the user's message that an answer is for; null for the user's own
/// @param changes what the assistant changed in the project, by the names of its fields
/// @param job the job that the assistant started
public record ChatMessage(
    UUID id,
    UUID chat,
    Sender sender,
    String content,
    @Nullable UUID replyTo,
    Map<String, Object> changes,
    @Nullable UUID job,
    Instant createdAt) {
  /// Who said it.
  public enum Sender {
    /// The owner of the chat.
    USER,
    /// Whoever answers.
    ASSISTANT
  }

  public ChatMessage {
    changes = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(changes));
  }
}
