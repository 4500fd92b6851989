package dev.pictor.compat.mugshot;

import dev.pictor.projects.Chat;
import dev.pictor.projects.ChatMessage;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Chats and messages as this contract's clients see them.
final class ChatViews {
  static final String ID = "0199f0c2-6c00-7000-8000-7f6e5d4c3b2a";
  private static final Instant THEN = Instant.parse("2026-11-22T10:00:00Z");

  private ChatViews() {}

  /// A chat.
  ///
  /// @param id the same as chatId
  /// @param projectId what it is about; null for nothing
  /// @param url the page for it
  record ChatView(
      String id,
      String chatId,
      String sessionName,
      @Nullable String projectId,
      String url,
      Instant createdAt,
      Instant updatedAt) {}

  /// What the beginning of a chat is answered with.
  record Begun(String chatId, String url) {}

  /// The beginning of a chat.
  record Wish(@Nullable String sessionName, @Nullable String projectId) {}

  /// Something to say.
  ///
  /// @param sender `user`, the only one who writes here
  record Saying(@Nullable String content, @Nullable String sender) {}

  /// A part of a list.
  ///
  /// @param nextCursor null after the last
  record Listing(List<ChatView> items, @Nullable String nextCursor) {}

  /// A message.
  ///
  /// @param sender `user` or `assistant`
  /// @param replyTo the message that an answer is for
  /// @param changes what the assistant changed in the project, by the names of its fields
  /// @param jobId the job that the assistant started
  record MessageView(
      String id,
      String chatId,
      String sender,
      String content,
      @Nullable String replyTo,
      Map<String, Object> changes,
      @Nullable String jobId,
      Instant createdAt) {
    static MessageView of(ChatMessage message) {
      return new MessageView(
          message.id().toString(),
          message.chat().toString(),
          message.sender().name().toLowerCase(Locale.ROOT),
          message.content(),
          text(message.replyTo()),
          message.changes(),
          text(message.job()),
          message.createdAt());
    }
  }

  static ChatView of(Chat chat, String url) {
    String id = chat.id().toString();
    return new ChatView(
        id, id, chat.sessionName(), text(chat.project()), url, chat.createdAt(), chat.updatedAt());
  }

  private static @Nullable String text(@Nullable UUID id) {
    return id == null ? null : id.toString();
  }

  static final ChatView CHAT =
      new ChatView(ID, ID, "My Chat", ProjectView.ID, "https://…/c/" + ID, THEN, THEN);

  static final MessageView SAID =
      new MessageView(
          "0199f0c2-6d00-7000-8000-111111111111",
          ID,
          "user",
          "Make it calm and blue, and generate 2 versions.",
          null,
          Map.of(),
          null,
          THEN);

  static final MessageView ANSWER =
      new MessageView(
          "0199f0c2-6e00-7000-8000-222222222222",
          ID,
          "assistant",
          "I set the vibe to “calm”, the colours to #1a56db and the number of variants to 2.",
          SAID.id(),
          Map.of("vibe", "calm"),
          null,
          THEN);
}
