package dev.pictor.projects;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.pictor.platform.Json;
import dev.pictor.projects.ChatMessage.Sender;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The tables `project_chat` and `project_chat_message`.
final class ChatRows {
  private static final TypeReference<LinkedHashMap<String, Object>> CHANGES =
      new TypeReference<>() {};

  private ChatRows() {}

  /// @return false when its project is not there any more
  static boolean insert(Handle handle, Chat chat) {
    return handle
            .createUpdate(
                """
                insert into project_chat (id, owner, project, session_name, created_at, updated_at)
                select :id, :owner, :project, :name, :createdAt, :updatedAt
                where :project::uuid is null or exists (
                  select 1 from project where id = :project and owner = :owner for key share)
                """)
            .bind("id", chat.id())
            .bind("owner", chat.owner())
            .bind("project", chat.project())
            .bind("name", chat.sessionName())
            .bind("createdAt", chat.createdAt())
            .bind("updatedAt", chat.updatedAt())
            .execute()
        == 1;
  }

  static Optional<Chat> find(Handle handle, UUID owner, UUID id) {
    return handle
        .createQuery("select * from project_chat where id = :id and owner = :owner")
        .bind("id", id)
        .bind("owner", owner)
        .map((row, _) -> chat(row))
        .findOne();
  }

  /// Newest first.
  ///
  /// @param before only what is older than this one; null for all
  static List<Chat> list(Handle handle, UUID owner, int most, @Nullable UUID before) {
    return handle
        .createQuery(
            """
            select * from project_chat
            where owner = :owner and (:before::uuid is null or id < :before)
            order by id desc limit :most
            """)
        .bind("owner", owner)
        .bind("before", before)
        .bind("most", most)
        .map((row, _) -> chat(row))
        .list();
  }

  /// @return false when the user's message has an answer already
  static boolean insert(Handle handle, ChatMessage message) {
    handle
        .createUpdate("update project_chat set updated_at = :at where id = :chat")
        .bind("at", message.createdAt())
        .bind("chat", message.chat())
        .execute();
    return handle
            .createUpdate(
                """
                insert into project_chat_message
                  (id, chat, sender, content, reply_to, changes, job, created_at)
                values (:id, :chat, :sender, :content, :replyTo, :changes::jsonb, :job, :createdAt)
                on conflict (reply_to) do nothing
                """)
            .bind("id", message.id())
            .bind("chat", message.chat())
            .bind("sender", word(message.sender()))
            .bind("content", message.content())
            .bind("replyTo", message.replyTo())
            .bind("changes", message.changes().isEmpty() ? null : Json.write(message.changes()))
            .bind("job", message.job())
            .bind("createdAt", message.createdAt())
            .execute()
        == 1;
  }

  /// The newest first.
  ///
  /// @param before only what is older than this one; null for all
  static List<ChatMessage> messages(Handle handle, UUID chat, int most, @Nullable UUID before) {
    return handle
        .createQuery(
            """
            select * from project_chat_message
            where chat = :chat and (:before::uuid is null or id < :before)
            order by id desc limit :most
            """)
        .bind("chat", chat)
        .bind("before", before)
        .bind("most", most)
        .map((row, _) -> message(row))
        .list();
  }

  static Optional<ChatMessage> message(Handle handle, UUID owner, UUID id) {
    return handle
        .createQuery(
            """
            select m.* from project_chat_message m join project_chat c on c.id = m.chat
            where m.id = :id and c.owner = :owner
            """)
        .bind("id", id)
        .bind("owner", owner)
        .map((row, _) -> message(row))
        .findOne();
  }

  /// What users said before a time and nobody answered.
  static List<ChatMessage> unanswered(Handle handle, Instant before, int most) {
    return handle
        .createQuery(
            """
            select m.* from project_chat_message m
            where m.sender = 'user' and m.created_at < :before and not exists (
              select 1 from project_chat_message a where a.reply_to = m.id)
            order by m.created_at limit :most
            """)
        .bind("before", before)
        .bind("most", most)
        .map((row, _) -> message(row))
        .list();
  }

  static String word(Sender sender) {
    return sender.name().toLowerCase(Locale.ROOT);
  }

  private static Chat chat(ResultSet row) throws SQLException {
    return new Chat(
        row.getObject("id", UUID.class),
        row.getObject("owner", UUID.class),
        row.getObject("project", UUID.class),
        row.getString("session_name"),
        ProjectRows.instant(row, "created_at"),
        ProjectRows.instant(row, "updated_at"));
  }

  private static ChatMessage message(ResultSet row) throws SQLException {
    return new ChatMessage(
        row.getObject("id", UUID.class),
        row.getObject("chat", UUID.class),
        Sender.valueOf(row.getString("sender").toUpperCase(Locale.ROOT)),
        row.getString("content"),
        row.getObject("reply_to", UUID.class),
        changes(row.getString("changes")),
        row.getObject("job", UUID.class),
        ProjectRows.instant(row, "created_at"));
  }

  private static Map<String, Object> changes(@Nullable String stored) {
    return stored == null
        ? Map.of()
        : Json.MAPPER.convertValue(Json.read(stored, Map.class), CHANGES);
  }
}
