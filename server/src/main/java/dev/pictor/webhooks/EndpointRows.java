package dev.pictor.webhooks;

import dev.pictor.identity.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// The rows of `webhook_endpoint` that users have made.
final class EndpointRows {
  private static final String MINE = " where user_id = :user and kind = 'registered'";

  private final Jdbi jdbi;

  EndpointRows(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /// Two that a user makes at once come one after the other, so that the limit holds.
  static void lockUser(Handle handle, UserId user) {
    handle
        .createQuery(
            "select pg_advisory_xact_lock(hashtextextended('webhooks ' || :user, 0))::text")
        .bind("user", user.toString())
        .mapTo(String.class)
        .one();
  }

  static int count(Handle handle, UserId user) {
    return handle
        .createQuery("select count(*) from webhook_endpoint" + MINE)
        .bind("user", user.value())
        .mapTo(Integer.class)
        .one();
  }

  /// @return false when the user has this address already
  static boolean insert(Handle handle, Endpoint endpoint) {
    return handle
            .createUpdate(
                """
                insert into webhook_endpoint (id, user_id, kind, url, description, events,
                  disabled_at, disabled_because, created_at, updated_at)
                values (:id, :user, 'registered', :url, :description, :events::text[],
                  :disabledAt, :because, :now, :now)
                on conflict do nothing
                """)
            .bind("id", endpoint.id())
            .bind("user", endpoint.userId())
            .bind("url", endpoint.url())
            .bind("description", endpoint.description())
            .bind("events", array(endpoint.events()))
            .bind("disabledAt", endpoint.disabled() == null ? null : endpoint.createdAt())
            .bind("because", endpoint.disabled() == null ? null : "asked")
            .bind("now", endpoint.createdAt())
            .execute()
        == 1;
  }

  /// Words of our own, which have neither commas nor quotes.
  private static String array(List<EventType> events) {
    return "{" + String.join(",", events.stream().map(EventType::word).toList()) + "}";
  }

  /// Writes address, description and events.
  static void update(Handle handle, Endpoint endpoint, Instant now) {
    handle
        .createUpdate(
            """
            update webhook_endpoint set url = :url, description = :description,
              events = :events::text[], updated_at = :now
            where id = :id
            """)
        .bind("url", endpoint.url())
        .bind("description", endpoint.description())
        .bind("events", array(endpoint.events()))
        .bind("now", now)
        .bind("id", endpoint.id())
        .execute();
  }

  /// A fresh start: what failed before is forgiven.
  static void enable(Handle handle, UUID id, Instant now) {
    handle
        .createUpdate(
            """
            update webhook_endpoint set disabled_at = null, disabled_because = null,
              notice_due = false, failing_since = null, last_failure_at = null, updated_at = :now
            where id = :id and disabled_at is not null
            """)
        .bind("id", id)
        .bind("now", now)
        .execute();
  }

  /// Removes an endpoint with its secret and its log.
  static boolean delete(Handle handle, UserId user, UUID id) {
    int gone =
        handle
            .createUpdate("delete from webhook_endpoint" + MINE + " and id = :id")
            .bind("user", user.value())
            .bind("id", id)
            .execute();
    if (gone == 1) {
      for (String table :
          List.of("webhook_delivery where endpoint_id", "webhook_secret where holder")) {
        handle.createUpdate("delete from " + table + " = :id").bind("id", id).execute();
      }
    }
    return gone == 1;
  }

  List<Endpoint> list(UserId user) {
    return jdbi.withHandle(handle -> listIn(handle, user));
  }

  static List<Endpoint> listIn(Handle handle, UserId user) {
    return handle
        .createQuery("select * from webhook_endpoint" + MINE + " order by id")
        .bind("user", user.value())
        .map((row, _) -> read(row))
        .list();
  }

  Optional<Endpoint> find(UserId user, UUID id) {
    return jdbi.withHandle(handle -> find(handle, user, id, ""));
  }

  /// The row is held until the transaction ends.
  static Optional<Endpoint> lock(Handle handle, UserId user, UUID id) {
    return find(handle, user, id, " for update");
  }

  private static Optional<Endpoint> find(Handle handle, UserId user, UUID id, String lock) {
    return handle
        .createQuery("select * from webhook_endpoint" + MINE + " and id = :id" + lock)
        .bind("user", user.value())
        .bind("id", id)
        .map((row, _) -> read(row))
        .findOne();
  }

  static Endpoint read(ResultSet row) throws SQLException {
    Instant disabledAt = Columns.instant(row, "disabled_at");
    return new Endpoint(
        Columns.uuid(row, "id"),
        Columns.uuid(row, "user_id"),
        row.getString("url"),
        row.getString("description"),
        Columns.texts(row, "events").stream().map(EventType::ofWord).toList(),
        Columns.instant(row, "failing_since"),
        disabledAt == null
            ? null
            : new Endpoint.Disabled(
                disabledAt, Endpoint.Reason.ofWord(row.getString("disabled_because"))),
        Columns.time(row, "created_at"),
        Columns.time(row, "updated_at"));
  }
}
