package dev.pictor.jobs;

import dev.pictor.platform.Duty;
import java.time.Duration;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Holds the invariant that every ready job has a turn, whatever happened to it: a node of an older
/// release that used turns up for kinds it does not know, a hand in the database. Turns that are
/// too many, because their jobs were cancelled, go, the last ones first.
final class TurnAudit implements Duty {
  private static final Logger LOG = LoggerFactory.getLogger(TurnAudit.class);

  /// One statement sees one state of the database, in which submits and claims are whole.
  private static final String COMPARE =
      """
      with balance as (
        select owner, queue, sum(jobs)::int8 as jobs, sum(turns)::int8 as turns from (
          select owner, queue, count(*) as jobs, 0 as turns from job
          where state = 'pending' and not delayed group by owner, queue
          union all
          select owner, queue, 0, count(*) from job_turn group by owner, queue) each
        group by owner, queue),
      missing as (
        insert into job_turn (queue, turn, owner)
        select b.queue, coalesce(q.clock, 0), b.owner
        from balance b left join job_queue q on q.name = b.queue
        cross join lateral generate_series(1, b.jobs - b.turns)
        where b.jobs > b.turns
        returning queue),
      surplus as (
        delete from job_turn where ctid = any (array(
          select t.ctid from balance b cross join lateral (
            select ctid from job_turn where queue = b.queue and owner = b.owner
            order by turn desc, id desc limit b.turns - b.jobs for update skip locked) t
          where b.turns > b.jobs))
        returning queue)
      select queue, true as added, count(*) as turns from missing group by queue
      union all
      select queue, false, count(*) from surplus group by queue
      """;

  private final Jdbi jdbi;
  private final Node node;

  TurnAudit(Jdbi jdbi, Node node) {
    this.jdbi = jdbi;
    this.node = node;
  }

  @Override
  public String name() {
    return "job-turns";
  }

  @Override
  public Duration every() {
    return Duration.ofSeconds(15);
  }

  private record Repair(String queue, boolean added, long turns) {}

  @Override
  public long runOnce() {
    List<Repair> repairs = jdbi.inTransaction(TurnAudit::repair);
    for (Repair each : repairs) {
      if (each.added()) {
        LOG.info("{} jobs of queue {} had no turn; they have one now", each.turns(), each.queue());
        node.wake(each.queue());
      }
    }
    return repairs.stream().mapToLong(Repair::turns).sum();
  }

  /// One auditor at a time: two would both add what is missing.
  private static List<Repair> repair(Handle handle) {
    boolean alone =
        handle
            .createQuery("select pg_try_advisory_xact_lock(hashtext('job_turn audit'))")
            .mapTo(Boolean.class)
            .one();
    return alone
        ? handle
            .createQuery(COMPARE)
            .map((row, _) ->
                new Repair(row.getString("queue"), row.getBoolean("added"), row.getLong("turns")))
            .list()
        : List.of();
  }
}
