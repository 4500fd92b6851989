package dev.pictor.webhooks;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/// Takes due deliveries for this node, so that no other node sends them meanwhile.
final class Claims {
  /// Only what is first in its line is taken: of a job's events for one receiver the oldest that is
  /// not done. Who holds a row that is due is another node that takes it just now.
  private static final String CLAIM =
      """
      with ready as (
        select distinct endpoint_id from webhook_delivery
        where state = 'pending' and due_at <= :now
          and (claimed_until is null or claimed_until <= :now)),
      lanes as (
        select e.id,
          case when :failing then 1 else :most end - (
            select count(*) from webhook_delivery b
            where b.endpoint_id = e.id and b.state = 'pending' and b.claimed_until > :now) as free
        from ready r join webhook_endpoint e on e.id = r.endpoint_id
        where e.disabled_at is null and (e.failing_since is not null) = :failing),
      picked as (
        select d.id from lanes l cross join lateral (
          select c.id from webhook_delivery c
          where c.endpoint_id = l.id and c.state = 'pending' and c.due_at <= :now
            and (c.claimed_until is null or c.claimed_until <= :now)
            and not exists (
              select from webhook_delivery f
              where f.endpoint_id = c.endpoint_id and f.job_id = c.job_id and f.state = 'pending'
                and f.number < c.number)
            and not (c.type = 'job.progress' and exists (
              select from webhook_delivery p
              where p.endpoint_id = c.endpoint_id and p.job_id = c.job_id
                and p.type = 'job.progress' and p.finished_at > :progressBefore))
          order by c.number limit greatest(l.free, 0) for update skip locked) d
        where l.free > 0
        limit :places),
      claimed as (
        update webhook_delivery set attempts = attempts + 1, claimed_until = :until,
          first_sent_at = coalesce(first_sent_at, :now)
        where id in (select id from picked)
        returning *)
      select c.*, coalesce(c.url, e.url) as target, e.kind = 'of_jobs' as of_job
      from claimed c join webhook_endpoint e on e.id = c.endpoint_id
      order by c.number
      """;

  /// Progress that was overtaken by the end of its job tells nobody anything.
  private static final String DROP_OVERTAKEN =
      """
      delete from webhook_delivery p
      where p.state = 'pending' and p.type = 'job.progress'
        and (p.claimed_until is null or p.claimed_until <= :now)
        and exists (
          select from webhook_delivery l
          where l.endpoint_id = p.endpoint_id and l.job_id = p.job_id and l.state = 'pending'
            and l.number > p.number)
      """;

  /// Longer than an attempt can take together with writing it down.
  private static final Duration MARGIN = Duration.ofSeconds(30);

  private final Jdbi jdbi;
  private final WebhookSettings settings;

  Claims(Jdbi jdbi, WebhookSettings settings) {
    this.jdbi = jdbi;
    this.settings = settings;
  }

  long dropOvertaken(Instant now) {
    return jdbi.withHandle(
        handle -> handle.createUpdate(DROP_OVERTAKEN).bind("now", now).execute());
  }

  /// Takes what is due now.
  ///
  /// @param failing from receivers that fail, or from the others
  List<Due> take(Instant now, boolean failing, int places) {
    if (places <= 0) {
      return List.of();
    }
    return jdbi.withHandle(handle ->
        handle
            .createQuery(CLAIM)
            .bind("now", now)
            .bind("failing", failing)
            .bind("most", settings.places().ofEndpoint())
            .bind("progressBefore", now.minus(settings.progress()))
            .bind("places", places)
            .bind("until", now.plus(settings.timeout()).plus(MARGIN))
            .map((row, _) -> due(row))
            .list());
  }

  private static Due due(ResultSet row) throws SQLException {
    return new Due(
        Columns.uuid(row, "id"),
        Columns.uuid(row, "event_id"),
        row.getLong("number"),
        new Due.Target(
            Columns.uuid(row, "user_id"),
            Columns.uuid(row, "endpoint_id"),
            row.getString("target"),
            row.getBoolean("of_job")),
        EventType.ofWord(row.getString("type")),
        Columns.optionalUuid(row, "job_id"),
        row.getString("data"),
        row.getString("body"),
        row.getInt("attempts"),
        Columns.time(row, "first_sent_at"),
        Columns.time(row, "recorded_at"));
  }
}
