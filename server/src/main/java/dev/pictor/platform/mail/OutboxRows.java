package dev.pictor.platform.mail;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// The table `mail_outbox`.
final class OutboxRows {
  private final Jdbi jdbi;

  OutboxRows(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  static void insert(Handle handle, UUID id, Mail mail, Instant now) {
    handle
        .createUpdate(
            """
            insert into mail_outbox (id, recipient, subject, text, html, created_at, due_at)
            values (:id, :to, :subject, :text, :html, :now, :now)
            """)
        .bind("id", id)
        .bind("to", mail.to())
        .bind("subject", mail.subject())
        .bind("text", mail.text())
        .bind("html", mail.html())
        .bind("now", now)
        .execute();
  }

  /// Takes the next mail that is due. It comes up again at `next` unless it was settled meanwhile,
  /// so a node that dies over it loses nothing.
  Optional<SentMail> claim(Instant now, Instant next) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                """
                update mail_outbox set attempts = attempts + 1, due_at = :next
                where id = (
                  select id from mail_outbox where state = 'pending' and due_at <= :now
                  order by due_at limit 1 for update skip locked)
                returning *
                """)
            .bind("now", now)
            .bind("next", next)
            .map((row, _) -> read(row))
            .findOne());
  }

  void sent(UUID id, Instant now, boolean keep) {
    jdbi.useHandle(handle ->
        handle
            .createUpdate(
                """
                update mail_outbox set state = 'sent', sent_at = :now, error = null,
                  text = case when :keep then text end, html = case when :keep then html end
                where id = :id
                """)
            .bind("id", id)
            .bind("now", now)
            .bind("keep", keep)
            .execute());
  }

  void retry(UUID id, Instant due, String error) {
    settle(id, "pending", due, error);
  }

  void failed(UUID id, Instant now, String error) {
    settle(id, "failed", now, error);
  }

  private void settle(UUID id, String state, Instant due, String error) {
    jdbi.useHandle(handle ->
        handle
            .createUpdate(
                """
                update mail_outbox set state = :state, due_at = :due, error = :error
                where id = :id and state = 'pending'
                """)
            .bind("id", id)
            .bind("state", state)
            .bind("due", due)
            .bind("error", error)
            .execute());
  }

  Optional<SentMail> find(UUID id) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery("select * from mail_outbox where id = :id")
            .bind("id", id)
            .map((row, _) -> read(row))
            .findOne());
  }

  /// Newest first.
  ///
  /// @param before the last one of the page before
  List<SentMail> list(int limit, @Nullable UUID before) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                """
                select * from mail_outbox where :before::uuid is null or id < :before::uuid
                order by id desc limit :limit
                """)
            .bind("before", before)
            .bind("limit", limit)
            .map((row, _) -> read(row))
            .list());
  }

  /// @return the ids of what was deleted
  List<UUID> deleteTo(String address) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery("delete from mail_outbox where lower(recipient) = lower(:to) returning id")
            .bind("to", address)
            .mapTo(UUID.class)
            .list());
  }

  /// @return the ids of what was deleted
  List<UUID> deleteOlder(Instant than) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                "delete from mail_outbox where created_at < :than and state <> 'pending' returning"
                    + " id")
            .bind("than", than)
            .mapTo(UUID.class)
            .list());
  }

  private static SentMail read(ResultSet row) throws SQLException {
    Timestamp sentAt = row.getTimestamp("sent_at");
    return new SentMail(
        row.getObject("id", UUID.class),
        row.getString("recipient"),
        row.getString("subject"),
        row.getString("text"),
        row.getString("html"),
        row.getString("state"),
        row.getInt("attempts"),
        row.getString("error"),
        row.getTimestamp("created_at").toInstant(),
        sentAt == null ? null : sentAt.toInstant());
  }
}
