package dev.pictor.jobs;

import dev.pictor.platform.Duty;
import java.time.Duration;
import org.jdbi.v3.core.Jdbi;

/// Forgets finished jobs after the time of the settings, and idempotency keys after a day.
final class RetentionDuty implements Duty {
  /// Bounds a transaction.
  private static final int MOST = 1000;

  private static final Duration KEYS_KEPT = Duration.ofHours(24);

  /// Ids grow with time, so the primary key leads to the old ones.
  private static final String FORGET_JOBS =
      """
      with old as (
        select id from job
        where id < (lpad(to_hex((extract(epoch from now() - make_interval(secs => :kept)) * 1000)
            ::bigint), 12, '0') || '70008000000000000000')::uuid
          and finished_at < now() - make_interval(secs => :kept)
        limit :most for update skip locked),
      gone as (
        delete from job where id = any (array(select id from old)) returning id),
      events as (delete from job_event where job_id = any (array(select id from gone)))
      select count(*) from gone
      """;

  private static final String FORGET_KEYS =
      """
      delete from job_idempotency where (owner, key) in (
        select owner, key from job_idempotency
        where created_at < now() - make_interval(secs => :kept) limit :most)
      """;

  private final Jdbi jdbi;
  private final JobSettings settings;

  RetentionDuty(Jdbi jdbi, JobSettings settings) {
    this.jdbi = jdbi;
    this.settings = settings;
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
    long jobs = settings.retention().isZero() ? 0 : inParts(this::forgetJobs);
    return jobs + inParts(this::forgetKeys);
  }

  private interface Part {
    int forget();
  }

  private static long inParts(Part part) {
    long all = 0;
    int some;
    do {
      some = part.forget();
      all += some;
    } while (some == MOST);
    return all;
  }

  private int forgetJobs() {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(FORGET_JOBS)
            .bind("kept", settings.retention().toSeconds())
            .bind("most", MOST)
            .mapTo(Integer.class)
            .one());
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
