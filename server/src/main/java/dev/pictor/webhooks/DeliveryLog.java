package dev.pictor.webhooks;

import dev.pictor.identity.UserId;
import dev.pictor.platform.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/// What was delivered to a user's receivers, and what was not. Somebody else's deliveries are not
/// found.
public final class DeliveryLog {
  private static final String SELECT =
      """
      select d.*, nullif(d.due_at, '-infinity') as next_at, coalesce(d.url, e.url, '') as target,
        coalesce(e.kind = 'registered', false) as is_registered, a.status as last_status,
        a.error as last_error
      from webhook_delivery d
      left join webhook_endpoint e on e.id = d.endpoint_id
      left join lateral (
        select status, error from webhook_attempt
        where delivery_id = d.id order by number desc limit 1) a on true
      where d.user_id = :user
      """;

  private final Jdbi jdbi;

  DeliveryLog(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /// @param limit 1 to 100
  /// @param before [Delivery.Page#next] of the part before; null for the first
  public Delivery.Page list(UserId user, Delivery.Filter filter, int limit, @Nullable Long before) {
    var sql = new StringBuilder(SELECT);
    sql.append(filter.endpointId() == null ? "" : " and d.endpoint_id = :endpoint");
    sql.append(filter.jobId() == null ? "" : " and d.job_id = :job");
    sql.append(filter.state() == null ? "" : " and d.state = :state");
    sql.append(before == null ? "" : " and d.number < :before");
    sql.append(" order by d.number desc limit :most");
    record Numbered(long number, Delivery delivery) {}
    List<Numbered> found =
        jdbi.withHandle(handle -> {
          Query query = handle.createQuery(sql).bind("user", user.value()).bind("most", limit + 1);
          bindIfGiven(query, "endpoint", filter.endpointId());
          bindIfGiven(query, "job", filter.jobId());
          bindIfGiven(query, "state", filter.state());
          bindIfGiven(query, "before", before);
          return query.map((row, _) -> new Numbered(row.getLong("number"), read(row))).list();
        });
    boolean more = found.size() > limit;
    List<Numbered> page = more ? found.subList(0, limit) : found;
    return new Delivery.Page(
        page.stream().map(Numbered::delivery).toList(), more ? page.getLast().number() : null);
  }

  private static void bindIfGiven(Query query, String name, @Nullable Object value) {
    if (value != null) {
      query.bind(name, value);
    }
  }

  /// @throws Problem NOT_FOUND
  public Delivery.Detail get(UserId user, UUID id) {
    return jdbi.withHandle(handle -> {
      record Found(Delivery delivery, @Nullable String body) {}
      Optional<Found> found =
          handle
              .createQuery(SELECT + " and d.id = :id")
              .bind("user", user.value())
              .bind("id", id)
              .map((row, _) -> new Found(read(row), row.getString("body")))
              .findOne();
      Found known = found.orElseThrow(() -> Problem.notFound("webhook delivery"));
      List<Delivery.Attempt> attempts =
          handle
              .createQuery("select * from webhook_attempt where delivery_id = :id order by number")
              .bind("id", id)
              .map((row, _) -> attempt(row))
              .list();
      return new Delivery.Detail(known.delivery(), known.body(), new ArrayList<>(attempts));
    });
  }

  private static Delivery read(ResultSet row) throws SQLException {
    boolean isPending = row.getString("state").equals("pending");
    Instant next = Columns.instant(row, "next_at");
    return new Delivery(
        Columns.uuid(row, "id"),
        Columns.uuid(row, "event_id"),
        Columns.optionalUuid(row, "replay_of"),
        row.getBoolean("is_registered") ? Columns.uuid(row, "endpoint_id") : null,
        row.getString("target"),
        EventType.ofWord(row.getString("type")),
        Columns.optionalUuid(row, "job_id"),
        row.getString("state"),
        Columns.time(row, "recorded_at"),
        row.getInt("attempts"),
        isPending ? next : null,
        Columns.instant(row, "finished_at"),
        Columns.number(row, "last_status"),
        row.getString("last_error"));
  }

  private static Delivery.Attempt attempt(ResultSet row) throws SQLException {
    Instant at = Columns.time(row, "at");
    return new Delivery.Attempt(
        row.getInt("number"),
        at,
        at.getEpochSecond(),
        row.getLong("millis"),
        row.getString("url"),
        Columns.number(row, "status"),
        row.getString("answer"),
        row.getString("error"));
  }
}
