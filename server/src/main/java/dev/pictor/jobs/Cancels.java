package dev.pictor.jobs;

import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/// Ends jobs that are not wanted any more.
final class Cancels {
  /// In SET, `state` is the state before. A claim that comes between reading and writing makes
  /// PostgreSQL look at the row anew, so the job is either cancelled or asked to stop.
  private static final String CANCEL =
      """
      with changed as (
        update job set
          cancel_requested = true,
          state = case when state = 'pending' then 'cancelled' else state end,
          seq = case when state = 'pending' then seq + 1 else seq end,
          finished_at = case when state = 'pending' then now() end,
          delayed = false, due_at = null, updated_at = now()
        where id = :id and owner = :owner and state in ('pending', 'running')
        returning *),
      events as (
        insert into job_event (job_id, seq, attempt, state, phase, progress)
        select id, seq, attempt, state, phase, progress from changed where state = 'cancelled')
      select id, owner, queue, false as delayed, settles, seq, now() as at, state, phase, progress,
        attempt, null as result, null as error, provider, provider_handle
      from changed
      """;

  /// One that was claimed between the cancel and this ends here, with an event for nobody.
  private static final String DELETE =
      """
      with gone as (
        delete from job where id = :id and owner = :owner returning *),
      events as (delete from job_event where job_id in (select id from gone)),
      keys as (
        delete from job_idempotency k using gone
        where k.owner = gone.owner and k.key = gone.idempotency_key and k.job_id = gone.id)
      select id, owner, queue, false as delayed,
        settles and state in ('pending', 'running') as settles, seq + 1 as seq, now() as at,
        'cancelled' as state, phase, progress, attempt, null as result, null as error, provider,
        provider_handle
      from gone
      """;

  private Cancels() {}

  /// What a cancel did.
  ///
  /// @param event when the job ended by it
  /// @param isRunning whoever runs it must be told
  record Result(Optional<JobEvent> event, boolean isRunning) {}

  static Result cancel(Jdbi jdbi, TermsKeeper keeper, JobId id, OwnerId owner) {
    Optional<JobEvent> changed =
        end(jdbi, keeper, CANCEL, new Whose(id, owner, TransactionHook.NONE));
    boolean running = changed.filter(event -> event.state() == JobState.RUNNING).isPresent();
    return new Result(running ? Optional.empty() : changed, running);
  }

  static boolean delete(
      Jdbi jdbi, TermsKeeper keeper, JobId id, OwnerId owner, TransactionHook together) {
    return end(jdbi, keeper, DELETE, new Whose(id, owner, together)).isPresent();
  }

  private record Whose(JobId id, OwnerId owner, TransactionHook together) {}

  private static Optional<JobEvent> end(
      Jdbi jdbi, TermsKeeper keeper, String statement, Whose job) {
    return jdbi.inTransaction(handle -> {
      Optional<Moves.Moved> changed =
          handle
              .createQuery(statement)
              .bind("id", job.id().value())
              .bind("owner", job.owner().value())
              .map((row, _) -> Moves.moved(row))
              .findOne();
      changed.ifPresent(_ -> job.together().run(handle, job.id()));
      Moves.settle(keeper, handle, changed.stream().toList());
      return changed.map(Moves.Moved::event);
    });
  }
}
