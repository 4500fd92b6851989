package dev.pictor.jobs;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// Reads events.
final class Events {
  /// The result is kept once, with the job, and belongs to its last event.
  private static final String SELECT =
      """
      select e.job_id, j.owner, e.seq, e.at, e.state, e.phase, e.progress, e.attempt, e.error,
        case when e.state = 'succeeded' then j.result end as result, j.provider, j.provider_handle
      from job_event e join job j on j.id = e.job_id
      """;

  private Events() {}

  static List<JobEvent> since(Jdbi jdbi, JobId job, int seq) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(SELECT + "where e.job_id = :job and e.seq > :seq order by e.seq")
            .bind("job", job.value())
            .bind("seq", seq)
            .map((row, _) -> event(row, job))
            .list());
  }

  /// One numbered event.
  record Ref(UUID job, int seq) {}

  static List<JobEvent> find(Jdbi jdbi, List<Ref> refs) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                SELECT
                    + "join unnest(:jobs::uuid[], :seqs::int[]) as w(job, seq)"
                    + " on e.job_id = w.job and e.seq = w.seq order by e.job_id, e.seq")
            .bind("jobs", Sql.array("uuid", refs, Ref::job))
            .bind("seqs", Sql.array("int4", refs, Ref::seq))
            .map((row, _) -> event(row, new JobId(Sql.uuid(row, "job_id"))))
            .list());
  }

  static JobEvent event(ResultSet row, JobId job) throws SQLException {
    var change =
        new JobEvent.Change(
            JobState.ofWord(row.getString("state")),
            Sql.phase(row.getString("phase")),
            row.getInt("progress"),
            row.getInt("attempt"));
    return new JobEvent(
        job,
        new OwnerId(Sql.uuid(row, "owner")),
        row.getInt("seq"),
        Sql.time(row, "at"),
        change,
        end(row));
  }

  private static @Nullable JobEnd end(ResultSet row) throws SQLException {
    String result = row.getString("result");
    JobError error = JobRows.error(row);
    return result == null && error == null
        ? null
        : new JobEnd(
            Sql.json(result), error, row.getString("provider"), row.getString("provider_handle"));
  }

  /// The first event of a job, which needs no reading.
  static JobEvent created(Job job) {
    var change = new JobEvent.Change(job.state(), null, job.status().progress(), 0);
    JobEnd end = job.state().isFinal() ? job.end() : null;
    return new JobEvent(job.id(), job.owner(), 1, job.times().createdAt(), change, end);
  }

  static JobEvent claimed(Job job) {
    JobStatus status = job.status();
    var change =
        new JobEvent.Change(status.state(), status.phase(), status.progress(), status.attempt());
    return new JobEvent(job.id(), job.owner(), status.seq(), job.times().updatedAt(), change, null);
  }
}
