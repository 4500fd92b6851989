package dev.pictor.jobs;

import dev.pictor.platform.Duty;
import dev.pictor.platform.Json;
import dev.pictor.platform.Problem;
import java.time.Duration;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Looks at pending jobs whose time has come: one that was delayed gets a turn, one that waited
/// past its start deadline fails.
final class DueDuty implements Duty {
  /// Bounds the transaction; the rest comes with the next round.
  private static final int MOST = 1000;

  /// A delayed job takes its turn now and pays for it like a new one. One that stands aside for a
  /// flight has no time of its own: when it is due, that is its start deadline.
  private static final String LOOK =
      """
      with due as (
        select id, delayed and waits_for is null as begins from job
        where state = 'pending' and due_at <= now()
        order by due_at limit :most for update skip locked),
      changed as (
        update job j set
          delayed = false, waits_for = null,
          state = case when begins then 'pending' else 'failed' end,
          due_at = case when begins and start_seconds > 0
            then now() + make_interval(secs => start_seconds) end,
          seq = case when begins then seq else seq + 1 end,
          error = case when begins then error else :error::jsonb end,
          finished_at = case when begins then null else now() end,
          updated_at = now()
        from due where j.id = due.id
        returning j.*),
      events as (
        insert into job_event (job_id, seq, attempt, state, progress, error)
        select id, seq, attempt, state, progress, error from changed where state = 'failed'),
      blocks as (
        select owner, queue, count(*) as jobs from changed where state = 'pending'
        group by owner, queue),
      shares as (
        insert into job_share as s (owner, queue, turn, length)
        select b.owner, b.queue, coalesce(q.clock, 0), b.jobs * 1000
        from blocks b left join job_queue q on q.name = b.queue
        order by b.owner, b.queue
        on conflict (owner, queue) do update set
          turn = greatest(s.turn + s.length, excluded.turn),
          length = excluded.length * s.stride / 1000
        returning owner, queue, turn, stride),
      turns as (
        insert into job_turn (queue, turn, owner)
        select s.queue, s.turn + (n - 1) * s.stride, s.owner
        from shares s join blocks b on b.owner = s.owner and b.queue = s.queue
        cross join lateral generate_series(1, b.jobs) as n)
      select id, owner, queue, delayed, settles, seq, now() as at, state, phase, progress, attempt,
        null as result, error, provider, provider_handle
      from changed
      """;

  private static final JobError NOT_STARTED =
      JobError.of(
          Problem.of(
              Problem.Kind.DEADLINE_EXCEEDED,
              "No worker was free in time; submit it again when the service is less busy."));

  private final Jdbi jdbi;
  private final Node node;
  private final TermsKeeper keeper;

  DueDuty(Jdbi jdbi, Node node, TermsKeeper keeper) {
    this.jdbi = jdbi;
    this.node = node;
    this.keeper = keeper;
  }

  @Override
  public String name() {
    return "job-due";
  }

  @Override
  public Duration every() {
    return Duration.ofSeconds(1);
  }

  @Override
  public long runOnce() {
    List<Moves.Moved> changed = jdbi.inTransaction(this::look);
    node.tell(
        changed.stream()
            .map(Moves.Moved::event)
            .filter(event -> event.state() == JobState.FAILED)
            .toList());
    changed.stream().flatMap(each -> each.queue().stream()).distinct().forEach(node::wake);
    return changed.size();
  }

  private List<Moves.Moved> look(Handle handle) {
    List<Moves.Moved> changed =
        handle
            .createQuery(LOOK)
            .bind("most", MOST)
            .bind("error", Json.write(NOT_STARTED))
            .map((row, _) -> Moves.moved(row))
            .list();
    Moves.settle(keeper, handle, changed);
    return changed;
  }
}
