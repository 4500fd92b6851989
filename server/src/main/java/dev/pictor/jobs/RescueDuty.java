package dev.pictor.jobs;

import dev.pictor.platform.Duty;
import dev.pictor.platform.Json;
import dev.pictor.platform.Problem;
import java.time.Duration;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Gives the jobs of dead workers to living ones. Only the database's clock counts, so a node whose
/// clock jumps neither loses leases nor takes any.
///
/// The try counts, so a job that kills its worker each time ends. Right after a start of the
/// database nobody is rescued: nobody could renew a lease while it was away.
final class RescueDuty implements Duty {
  private static final Logger LOG = LoggerFactory.getLogger(RescueDuty.class);

  /// Adds little to a lease of 20 s; a job runs again well within 30 s of its worker's death.
  private static final Duration EVERY = Duration.ofSeconds(2);

  /// A dead job has a lease that ran out; or, should the database's own clock have been set back
  /// since it began, one that ends absurdly late; or a worker that beats on but did not end the
  /// attempt long after its deadline.
  private static final String RESCUE =
      """
      with dead as (
        select id from job
        where state = 'running'
          and (lease_until < now()
            or (started_at > now() + interval '1 minute'
              and lease_until > now() + make_interval(secs => 3 * :lease))
            or run_deadline < now() - interval '1 minute')
          and now() > pg_postmaster_start_time() + make_interval(secs => :settle)
        for update skip locked),
      rescued as (
        update job set
          state = case when cancel_requested then 'cancelled'
            when tries >= max_attempts then 'failed' else 'pending' end,
          phase = case when cancel_requested or tries >= max_attempts then phase end,
          error = case when tries >= max_attempts and not cancel_requested then :error::jsonb end,
          finished_at = case when cancel_requested or tries >= max_attempts then now() end,
          due_at = case when not cancel_requested and tries < max_attempts and start_seconds > 0
            then now() + make_interval(secs => start_seconds) end,
          seq = seq + 1, worker = null, lease_until = null, updated_at = now()
        where id = any (array(select id from dead))
        returning *),
      events as (
        insert into job_event (job_id, seq, attempt, state, phase, progress, error)
        select id, seq, attempt, state, phase, progress, error from rescued),
      turns as (
        insert into job_turn (queue, turn, owner)
        select j.queue, coalesce(q.clock, 0), j.owner
        from rescued j left join job_queue q on q.name = j.queue where j.state = 'pending')
      select id, owner, queue, delayed, settles, seq, now() as at, state, phase, progress, attempt,
        null as result, error, provider, provider_handle
      from rescued
      """;

  private static final JobError WORKER_LOST =
      JobError.of(
          Problem.of(Problem.Kind.INTERNAL, "The worker stopped in the middle of every attempt."));

  private final Jdbi jdbi;
  private final Node node;
  private final JobSettings settings;
  private final TermsKeeper keeper;

  RescueDuty(Jdbi jdbi, Node node, JobSettings settings, TermsKeeper keeper) {
    this.jdbi = jdbi;
    this.node = node;
    this.settings = settings;
    this.keeper = keeper;
  }

  @Override
  public String name() {
    return "job-rescue";
  }

  @Override
  public Duration every() {
    return EVERY;
  }

  @Override
  public long runOnce() {
    List<Moves.Moved> rescued = jdbi.inTransaction(this::rescue);
    for (Moves.Moved each : rescued) {
      LOG.atWarn()
          .addKeyValue("job_id", each.event().job())
          .addKeyValue("attempt", each.event().change().attempt())
          .log("a worker was silent for too long; its job is now {}", each.event().state().word());
    }
    node.moved(rescued);
    return rescued.size();
  }

  private List<Moves.Moved> rescue(Handle handle) {
    List<Moves.Moved> rescued =
        handle
            .createQuery(RESCUE)
            .bind("lease", settings.lease().toMillis() / 1000.0)
            .bind("settle", 2 * settings.heartbeat().toMillis() / 1000.0)
            .bind("error", Json.write(WORKER_LOST))
            .map((row, _) -> Moves.moved(row))
            .list();
    Moves.settle(keeper, handle, rescued);
    return rescued;
  }
}
