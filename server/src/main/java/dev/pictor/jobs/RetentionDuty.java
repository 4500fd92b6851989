package dev.pictor.jobs;

import dev.pictor.platform.Duty;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Forgets finished jobs after the time of the settings, and idempotency keys after a day.
final class RetentionDuty implements Duty {
  /// Bounds a transaction.
  private static final int MOST = 1000;

  /// The same, where others take their part in it.
  private static final int MOST_JOBS = 200;

  private static final Duration KEYS_KEPT = Duration.ofHours(24);

  /// Ids grow with time, so the primary key leads to the old ones. One owner at a time: whoever has
  /// to do with what they have locks it owner by owner too.
  private static final String FORGET_JOBS =
      """
      with first as (
        select owner from job
        where id < :newest and finished_at < now() - make_interval(secs => :kept)
        order by id limit 1 for update skip locked),
      old as (
        select id from job
        where owner = (select owner from first) and id < :newest
          and finished_at < now() - make_interval(secs => :kept)
        order by id limit :most for update skip locked),
      gone as (
        delete from job where id = any (array(select id from old)) returning *),
      events as (delete from job_event where job_id = any (array(select id from old)))
      select %s from gone
      """
          .formatted(JobRows.COLUMNS);

  private static final String NEWEST =
      """
      select (lpad(to_hex((extract(epoch from now() - make_interval(secs => :kept)) * 1000)
          ::bigint), 12, '0') || '70008000000000000000')::uuid
      """;

  private static final String FORGET_KEYS =
      """
      delete from job_idempotency where (owner, key) in (
        select owner, key from job_idempotency
        where created_at < now() - make_interval(secs => :kept) limit :most)
      """;

  private final Jdbi jdbi;
  private final JobSettings settings;
  private final Forgetting forgetting;

  RetentionDuty(Jdbi jdbi, JobSettings settings, Forgetting forgetting) {
    this.jdbi = jdbi;
    this.settings = settings;
    this.forgetting = forgetting;
  }

  @Override
  public String name() {
    return "job-retention";
  }

  @Override
  public Duration every() {
    return Duration.ofMinutes(10);
  }

  @Override
  public long runOnce() {
    long all = settings.retention().isZero() ? 0 : forgetJobs();
    int some;
    do {
      some = forgetKeys();
      all += some;
    } while (some == MOST);
    return all;
  }

  private long forgetJobs() {
    long all = 0;
    int some;
    do {
      some = jdbi.inTransaction(this::forgetSome);
      all += some;
    } while (some > 0);
    return all;
  }

  private int forgetSome(Handle handle) {
    long kept = settings.retention().toSeconds();
    UUID newest = handle.createQuery(NEWEST).bind("kept", kept).mapTo(UUID.class).one();
    List<Job> gone =
        handle
            .createQuery(FORGET_JOBS)
            .bind("newest", newest)
            .bind("kept", kept)
            .bind("most", MOST_JOBS)
            .map((row, _) -> JobRows.job(row))
            .list();
    if (!gone.isEmpty()) {
      forgetting.forgotten(handle, gone.getFirst().owner(), gone);
    }
    return gone.size();
  }

  private int forgetKeys() {
    return jdbi.withHandle(handle ->
        handle
            .createUpdate(FORGET_KEYS)
            .bind("kept", KEYS_KEPT.toSeconds())
            .bind("most", MOST)
            .execute());
  }
}
