package dev.pictor.webhooks;

import dev.pictor.identity.UserId;
import dev.pictor.platform.Problem;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// Sends again what was sent, or could not be. A replay is a delivery of its own, with the id and
/// the body of the first time; of an event that waits already there is none.
public final class Replays {
  /// The most that one call sends again.
  public static final int MOST = 1000;

  private static final String COPY =
      """
      insert into webhook_delivery (event_id, replay_of, user_id, endpoint_id, url, type, job_id,
        data, body, recorded_at)
      select d.event_id, d.id, d.user_id, d.endpoint_id, d.url, d.type, d.job_id, d.data, d.body,
        d.recorded_at
      from webhook_delivery d
      where d.user_id = :user and d.state <> 'pending' and not exists (
        select from webhook_delivery p
        where p.endpoint_id = d.endpoint_id and p.event_id = d.event_id and p.state = 'pending')
      """;

  private static final String ONE = COPY + " and d.id = :id returning id";

  private static final String RANGE =
      COPY
          + """
           and d.endpoint_id = :endpoint and d.replay_of is null
            and d.recorded_at >= :since and d.recorded_at < coalesce(:until::timestamptz, 'infinity')
            and (:all or not exists (
              select from webhook_delivery s
              where s.endpoint_id = d.endpoint_id and s.event_id = d.event_id
                and s.state = 'delivered'))
          order by d.number limit :most
          returning id
          """;

  private final Jdbi jdbi;

  Replays(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /// Sends one delivery again.
  ///
  /// @return the id of the new delivery
  /// @throws Problem NOT_FOUND; CONFLICT when it waits to be sent anyway, or its endpoint is
  ///   disabled or gone
  public UUID one(UserId user, Delivery delivery) {
    return jdbi.inTransaction(handle -> {
      UUID endpoint = delivery.endpointId();
      if (endpoint != null) {
        demandEnabled(handle, user, endpoint);
      } else if (delivery.url().isEmpty()) {
        throw Problem.of(Problem.Kind.CONFLICT, "Its receiver was deleted; nothing can be sent.");
      }
      List<UUID> made =
          handle
              .createQuery(ONE)
              .bind("user", user.value())
              .bind("id", delivery.id())
              .mapTo(UUID.class)
              .list();
      if (made.isEmpty()) {
        throw Problem.of(Problem.Kind.CONFLICT, "This event waits to be sent anyway.");
      }
      announce(handle);
      return made.getFirst();
    });
  }

  /// Which deliveries of an endpoint to send again.
  ///
  /// @param until not included; null for now
  /// @param all also what was delivered
  public record Range(Instant since, @Nullable Instant until, boolean all) {}

  /// Sends again what an endpoint missed, in the order of events.
  ///
  /// @return how many, at most [#MOST]
  /// @throws Problem NOT_FOUND; CONFLICT when the endpoint is disabled
  public int range(UserId user, UUID endpoint, Range range) {
    Instant until = range.until();
    if (until != null && !range.since().isBefore(until)) {
      throw Problem.invalid("until", "is later than since.");
    }
    return jdbi.inTransaction(handle -> {
      demandEnabled(handle, user, endpoint);
      int made =
          handle
              .createQuery(RANGE)
              .bind("user", user.value())
              .bind("endpoint", endpoint)
              .bind("since", range.since())
              .bind("until", until)
              .bind("all", range.all())
              .bind("most", MOST)
              .mapTo(UUID.class)
              .list()
              .size();
      announce(handle);
      return made;
    });
  }

  /// The row is held, so that two replays at once do not both find nothing waiting.
  private static void demandEnabled(Handle handle, UserId user, UUID endpoint) {
    Endpoints.demandEnabled(
        EndpointRows.lock(handle, user, endpoint)
            .orElseThrow(() -> Problem.notFound("webhook endpoint")));
  }

  private static void announce(Handle handle) {
    handle.createQuery("select pg_notify('webhook_due', '')::text").mapTo(String.class).one();
  }
}
