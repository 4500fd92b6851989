package dev.pictor.webhooks;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// What a node writes about a delivery that it holds, besides how it ended.
final class Outbox {
  private final Jdbi jdbi;

  Outbox(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /// Keeps what is sent before it is sent, so that every attempt says the same.
  ///
  /// @return false when the claim is lost
  boolean keepBody(Due due, String body) {
    return write("body = :value", due, body);
  }

  /// Nothing was sent; whoever comes next does, and the attempt does not count.
  void giveBack(Due due) {
    write(
        "claimed_until = null, attempts = attempts - 1, body = coalesce(:value, body)", due, null);
  }

  /// It cannot be sent at all.
  void stop(Due due, Instant now) {
    jdbi.useHandle(handle ->
        handle
            .createUpdate(
                """
                update webhook_delivery set state = 'stopped', finished_at = :now,
                  claimed_until = null, attempts = attempts - 1
                where id = :id and attempts = :attempt and state = 'pending'
                """)
            .bind("now", now)
            .bind("id", due.id())
            .bind("attempt", due.attempt())
            .execute());
  }

  private boolean write(String change, Due due, @Nullable String value) {
    return jdbi.withHandle(handle ->
        handle
            .createUpdate(
                "update webhook_delivery set "
                    + change
                    + " where id = :id and attempts = :attempt and state = 'pending'")
            .bind("value", value)
            .bind("id", due.id())
            .bind("attempt", due.attempt())
            .execute())
        == 1;
  }

  /// The secret for the `webhook_url` of a user's jobs, made when it is needed first.
  List<SigningSecret> firstSecret(SecretRows secrets, UUID user, Instant now) {
    jdbi.useHandle(handle -> secrets.create(handle, user, user, now));
    return secrets.signing(user, now);
  }
}
