package dev.pictor.jobs;

import java.util.List;
import java.util.function.Consumer;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// Flights: work that several jobs ask for and one of them does, whatever nodes they run on.
///
/// 1. Of the attempts that name a flight one leads, as long as its job runs as that attempt. A
///    rescue, a retry, a cancel, a deletion end the lead by themselves: nothing has to be given
///    back, so no crash can keep it.
/// 2. Whoever names a flight that is led stands aside: pending, without a turn.
/// 3. When the leader has succeeded all who stand aside get their turns; when it ended otherwise,
///    one of them does, and the next one when that has ended.
/// 4. Nobody stands aside for a flight without a leader for longer than a second: {@link #land} is
///    called when an attempt ends, and {@link FlightDuty} looks for what that has missed.
///
/// A turn too many does no harm: its job finds another leader and stands aside again.
final class Flights {
  /// One at a time for each flight, and by a statement of its own: the next one then sees what the
  /// last one has committed.
  private static final String LOCK = "select pg_advisory_xact_lock(hashtextextended(:key, 0))";

  private static final String LEAD =
      """
      insert into job_flight as f (key, job_id, attempt) values (:key, :job, :attempt)
      on conflict (key) do update set
        job_id = excluded.job_id, attempt = excluded.attempt, taken_at = now()
      where (f.job_id = excluded.job_id and f.attempt = excluded.attempt)
        or not exists (select 1 from job j
          where j.id = f.job_id and j.attempt = f.attempt and j.state = 'running')
      """;

  private static final String WAKE =
      """
      with flights as (
        select distinct waits_for as key from job
        where state = 'pending' and delayed and waits_for is not null
          and (:key::text is null or waits_for = :key)),
      over as (
        select w.key, exists (select 1 from job_flight f join job j on j.id = f.job_id
            where f.key = w.key and j.attempt = f.attempt and j.state = 'succeeded') as is_done
        from flights w
        where not exists (select 1 from job_flight f join job j on j.id = f.job_id
            where f.key = w.key and j.attempt = f.attempt and j.state = 'running')),
      chosen as (
        select w.id from over o cross join lateral (
          select id from job where state = 'pending' and delayed and waits_for = o.key
          order by priority desc, run_at, id
          limit case when o.is_done then null else 1 end for update skip locked) w),
      woken as (
        update job set delayed = false, updated_at = now()
        where id = any (array(select id from chosen))
        returning queue, owner),
      turns as (
        insert into job_turn (queue, turn, owner)
        select w.queue, coalesce(q.clock, 0), w.owner
        from woken w left join job_queue q on q.name = w.queue)
      select queue, count(*) as jobs from woken group by queue
      """;

  /// What is left of flights that are over. The age keeps it off those that begin in this moment.
  private static final String CLEAN =
      """
      delete from job_flight f
      where taken_at < now() - interval '1 minute'
        and not exists (select 1 from job j
          where j.id = f.job_id and j.attempt = f.attempt and j.state = 'running')
        and not exists (select 1 from job j where j.state = 'pending' and j.delayed and j.waits_for = f.key)
      """;

  private final Jdbi jdbi;
  private final Consumer<String> wake;

  /// @param wake called with a queue that has new turns
  Flights(Jdbi jdbi, Consumer<String> wake) {
    this.jdbi = jdbi;
    this.wake = wake;
  }

  /// @return whether this attempt leads the flight now
  boolean lead(String key, JobId job, int attempt) {
    return jdbi.inTransaction(handle -> {
      handle.createQuery(LOCK).bind("key", key).mapToMap().list();
      return handle
              .createUpdate(LEAD)
              .bind("key", key)
              .bind("job", job.value())
              .bind("attempt", attempt)
              .execute()
          == 1;
    });
  }

  /// Gives turns to those who stand aside for a flight that is over; nothing while it is led.
  ///
  /// @return how many
  long land(String key) {
    return wake(key);
  }

  /// The same for every flight.
  long landAll() {
    return wake(null);
  }

  private record Woken(String queue, long jobs) {}

  private long wake(@Nullable String key) {
    List<Woken> woken =
        jdbi.withHandle(handle ->
            handle
                .createQuery(WAKE)
                .bind("key", key)
                .map((row, _) -> new Woken(row.getString("queue"), row.getLong("jobs")))
                .list());
    woken.forEach(each -> wake.accept(each.queue()));
    return woken.stream().mapToLong(Woken::jobs).sum();
  }

  /// Forgets flights that are over and that nobody waits for.
  long clean() {
    return jdbi.withHandle(handle -> handle.createUpdate(CLEAN).execute());
  }
}
