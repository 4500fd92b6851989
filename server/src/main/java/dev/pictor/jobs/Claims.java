package dev.pictor.jobs;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;

/// Takes jobs from the queue, fairly between owners.
///
/// The algorithm is start-time fair queueing (Goyal, Vin and Cheng, 1996) with a turn for each
/// ready job. A turn is a number; the lowest is served first. An owner's turns follow each other at
/// the owner's stride, and the first one begins where the owner's last one ended, but never before
/// the queue's clock, which is the highest turn served so far. So an owner who comes new, or comes
/// back, is served next, whatever anybody's backlog, and owners with backlogs alternate.
///
/// A turn belongs to its owner, not to a job: whoever's turn it is, the owner's best pending job
/// runs, by priority, then time, then id. So priority orders an owner's own jobs and starves
/// nobody.
///
/// Invariants, which `QueueAuditTest` and `FairShareTest` hold:
/// 1. A ready pending job has a turn: an owner has at least as many turns as ready jobs.
/// 2. A turn too many (its job was cancelled) only costs a claim that finds nothing.
/// 3. The clock never goes back.
/// 4. Two claims never wait for each other's jobs, and never take the same one.
///
/// The jobs of one claim start together, so no order is kept among them.
final class Claims {
  private static final String CLAIM =
      """
      with taken as (
        delete from job_turn where ctid = any (array(
          select ctid from job_turn where queue = :queue
          order by turn, id limit :most for update skip locked))
        returning owner, turn),
      shares as (select owner, count(*) as jobs from taken group by owner),
      picked as (
        select j.id from shares s cross join lateral (
          select id from job
          where owner = s.owner and queue = :queue and state = 'pending' and not delayed
            and kind = any(:kinds)
          order by priority desc, run_at, id limit s.jobs for update skip locked) j),
      claimed as (
        update job set state = 'running', phase = 'fetching_inputs', progress = 0,
          attempt = attempt + 1, tries = tries + 1, seq = seq + 1, worker = :worker,
          lease_until = now() + make_interval(secs => :lease), due_at = null,
          run_deadline = case when run_seconds > 0
            then now() + make_interval(secs => run_seconds) end,
          started_at = now(), updated_at = now()
        where id = any (array(select id from picked))
        returning *),
      events as (
        insert into job_event (job_id, seq, attempt, state, phase, progress)
        select id, seq, attempt, state, phase, progress from claimed),
      clock as (
        insert into job_queue (name, clock)
        select :queue, max(turn) from taken having count(*) > 0
        on conflict (name) do update set clock = excluded.clock
        where job_queue.clock < excluded.clock)
      select (select count(*) from taken) as turns, c.*
      from (select 1) as one left join claimed c on true
      """;

  private final Jdbi jdbi;
  private final String worker;
  private final Duration lease;

  /// @param worker this process; it must be unique, for it is part of the fence
  Claims(Jdbi jdbi, String worker, Duration lease) {
    this.jdbi = jdbi;
    this.worker = worker;
    this.lease = lease;
  }

  /// Takes up to `most` turns and the jobs for them.
  ///
  /// @param kinds which kinds this node can run; others are left for newer nodes
  Claimed.Harvest take(String queue, int most, Set<String> kinds) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(CLAIM)
            .bind("queue", queue)
            .bind("most", most)
            .bind("kinds", Sql.array("text", List.copyOf(kinds), kind -> kind))
            .bind("worker", worker)
            .bind("lease", lease.toMillis() / 1000.0)
            .scanResultSet((rows, _) -> harvest(rows.get())));
  }

  private static Claimed.Harvest harvest(ResultSet rows) throws SQLException {
    int turns = 0;
    var jobs = new ArrayList<Claimed>();
    while (rows.next()) {
      turns = rows.getInt("turns");
      if (rows.getObject("id") != null) {
        jobs.add(claimed(rows));
      }
    }
    return new Claimed.Harvest(turns, jobs);
  }

  private static Claimed claimed(ResultSet row) throws SQLException {
    Instant deadline = Sql.instant(row, "run_deadline");
    return new Claimed(
        JobRows.job(row),
        row.getInt("tries"),
        row.getInt("max_attempts"),
        row.getInt("run_seconds"),
        deadline == null ? Instant.MAX : deadline,
        row.getString("waits_for"));
  }
}
