package dev.pictor.jobs;

import dev.pictor.platform.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jspecify.annotations.Nullable;

/// Reads jobs.
final class JobRows {
  /// What {@link #job} needs, of the table `job`.
  static final String COLUMNS =
      """
      id, owner, kind, surface, queue, priority, args, state, phase, progress, attempt, seq,
      cancel_requested, created_at, submitted_at, started_at, finished_at, updated_at,
      result, error, provider, provider_handle
      """;

  private static final String COUNTS =
      """
      select queue,
        count(*) filter (where state = 'pending' and not delayed) as ready,
        count(*) filter (where state = 'pending' and delayed) as delayed,
        count(*) filter (where state = 'running') as running,
        coalesce(extract(epoch from now() - min(run_at)
          filter (where state = 'pending' and not delayed)), 0) as oldest
      from (
        select queue, state, delayed, run_at from job where state = 'pending'
        union all
        select queue, state, delayed, run_at from job where state = 'running') live
      group by queue order by queue
      """;

  /// Ids grow with time, so the primary key has the newest.
  private static final String PACE =
      """
      select
        (select count(*) from job where state = 'pending' and not delayed and queue = :queue)
          as ready,
        (select count(*) from job where state = 'running' and queue = :queue) as running,
        percentile_cont(0.5) within group (order by took) as of_queue,
        percentile_cont(0.5) within group (order by took) filter (where kind = :kind) as of_kind
      from (
        select kind, queue, state, extract(epoch from finished_at - started_at) as took
        from job order by id desc limit :sample) newest
      where queue = :queue and state = 'succeeded' and took is not null
      """;

  private final Jdbi jdbi;

  JobRows(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  Optional<Job> find(JobId id, OwnerId owner) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery("select " + COLUMNS + " from job where id = :id and owner = :owner")
            .bind("id", id.value())
            .bind("owner", owner.value())
            .map((row, _) -> job(row))
            .findOne());
  }

  Set<JobId> unfinished(Collection<JobId> jobs) {
    List<UUID> ids = jobs.stream().map(JobId::value).toList();
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                "select id from job where id = any(:ids) and state in ('pending', 'running')")
            .bind("ids", Sql.array("uuid", ids, id -> id))
            .map((row, _) -> new JobId(row.getObject("id", UUID.class)))
            .set());
  }

  static List<Job> find(Handle handle, Collection<UUID> ids) {
    return handle
        .createQuery("select " + COLUMNS + " from job where id = any(:ids)")
        .bind("ids", Sql.array("uuid", List.copyOf(ids), id -> id))
        .map((row, _) -> job(row))
        .list();
  }

  /// One more than asked for tells whether there is a next page.
  JobPage list(OwnerId owner, JobFilter filter, int limit, Optional<JobId> cursor) {
    String from = cursor.isPresent() ? " and id <= :cursor" : "";
    return jdbi.withHandle(handle -> {
      var query =
          select(handle, COLUMNS, owner, filter, from + " order by id desc limit :limit")
              .bind("limit", limit + 1);
      cursor.ifPresent(id -> query.bind("cursor", id.value()));
      return page(query.map((row, _) -> job(row)).list(), limit);
    });
  }

  List<Job> list(OwnerId owner, JobFilter filter, int limit, int skip) {
    return jdbi.withHandle(handle ->
        select(handle, COLUMNS, owner, filter, " order by id desc offset :skip limit :limit")
            .bind("limit", limit)
            .bind("skip", skip)
            .map((row, _) -> job(row))
            .list());
  }

  long count(OwnerId owner, JobFilter filter) {
    return jdbi.withHandle(
        handle -> select(handle, "count(*)", owner, filter, "").mapTo(Long.class).one());
  }

  private static Query select(
      Handle handle, String columns, OwnerId owner, JobFilter filter, String rest) {
    var sql = new StringBuilder("select " + columns + " from job where owner = :owner");
    sql.append(filter.kinds() != null ? " and kind = any(:kinds)" : "");
    sql.append(filter.surface() != null ? " and surface = :surface" : "");
    sql.append(filter.state() != null ? " and state = :state" : "");
    sql.append(filter.args() != null ? " and args @> :args::jsonb" : "");
    var query = handle.createQuery(sql.append(rest)).bind("owner", owner.value());
    query.configure(SqlStatements.class, config -> config.setUnusedBindingAllowed(true));
    List<String> kinds = filter.kinds() == null ? List.of() : filter.kinds();
    query.bind("kinds", Sql.array("text", kinds, kind -> kind)).bind("surface", filter.surface());
    query.bind("state", filter.state() == null ? null : filter.state().word());
    query.bind("args", filter.args() == null ? null : Json.write(filter.args()));
    return query;
  }

  private static JobPage page(List<Job> found, int limit) {
    return found.size() <= limit
        ? new JobPage(found, null)
        : new JobPage(found.subList(0, limit), found.get(limit).id());
  }

  JobCounts counts() {
    return new JobCounts(
        jdbi.withHandle(handle ->
            handle
                .createQuery(COUNTS)
                .map((row, _) ->
                    new JobCounts.OfQueue(
                        row.getString("queue"),
                        row.getLong("ready"),
                        row.getLong("delayed"),
                        row.getLong("running"),
                        Duration.ofMillis(Math.round(row.getDouble("oldest") * 1000))))
                .list()));
  }

  Pace pace(String queue, String kind) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(PACE)
            .bind("queue", queue)
            .bind("kind", kind)
            .bind("sample", Pace.SAMPLE)
            .map((row, _) ->
                new Pace(
                    row.getLong("ready"),
                    row.getLong("running"),
                    seconds(row, "of_queue"),
                    seconds(row, "of_kind")))
            .one());
  }

  private static @Nullable Duration seconds(ResultSet row, String column) throws SQLException {
    double seconds = row.getDouble(column);
    return row.wasNull() ? null : Duration.ofMillis(Math.round(seconds * 1000));
  }

  static Job job(ResultSet row) throws SQLException {
    return new Job(
        new JobId(Sql.uuid(row, "id")),
        new OwnerId(Sql.uuid(row, "owner")),
        new JobRequest(
            row.getString("kind"),
            row.getString("surface"),
            row.getString("queue"),
            row.getInt("priority"),
            Sql.tree(row.getString("args"))),
        new JobStatus(
            JobState.ofWord(row.getString("state")),
            Sql.phase(row.getString("phase")),
            row.getInt("progress"),
            row.getInt("attempt"),
            row.getInt("seq"),
            row.getBoolean("cancel_requested")),
        new JobTimes(
            Sql.time(row, "created_at"),
            Sql.instant(row, "submitted_at"),
            Sql.instant(row, "started_at"),
            Sql.instant(row, "finished_at"),
            Sql.time(row, "updated_at")),
        new JobEnd(
            Sql.json(row.getString("result")),
            error(row),
            row.getString("provider"),
            row.getString("provider_handle")));
  }

  static @Nullable JobError error(ResultSet row) throws SQLException {
    String text = row.getString("error");
    return text == null ? null : Json.read(text, JobError.class);
  }
}
