package dev.pictor.perf.storm;

import dev.pictor.jobs.JobId;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/// Looks at what a storm has left in the database.
final class Verdict {
  private static final String UNFINISHED = "select count(*) from job where state <> 'succeeded'";

  private static final String TWICE =
      """
      select
        (select count(*) - count(distinct job) from storm_effect)
        + (select count(*) from job j where j.state = 'succeeded'
            and not exists (select from storm_effect e where e.job = j.id))
        + (select count(*) from storm_effect e
            where not exists (select from job j where j.id = e.job))
      """;

  private static final String GAPS =
      """
      select count(*) from job j where j.seq <> (
          select count(*) from job_event e where e.job_id = j.id and e.seq between 1 and j.seq)
        or 1 <> (select count(*) from job_event e
          where e.job_id = j.id and e.state in ('succeeded', 'failed', 'cancelled'))
      """;

  private static final String RESCUED =
      "select count(*) from job_event where state = 'pending' and attempt > 0";

  private static final String STANDSTILL =
      """
      select coalesce(max(extract(epoch from next_at - at)), 0) from (
        select at, lead(at) over (partition by job_id order by attempt) as next_at from (
          select job_id, attempt, min(at) as at from job_event
          where state = 'running' group by job_id, attempt) starts) gaps
      """;

  private final Jdbi jdbi;

  Verdict(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  KillStorm.Result on(Set<JobId> accepted) {
    Set<UUID> wanted = accepted.stream().map(JobId::value).collect(Collectors.toSet());
    Set<UUID> lost = new HashSet<>(wanted);
    lost.removeAll(
        jdbi.withHandle(
            handle -> handle.createQuery("select id from job").mapTo(UUID.class).set()));
    double standstill =
        jdbi.withHandle(handle -> handle.createQuery(STANDSTILL).mapTo(Double.class).one());
    return new KillStorm.Result(
        wanted.size(),
        lost.size(),
        count(UNFINISHED),
        count(TWICE),
        count(GAPS),
        count(RESCUED),
        Duration.ofMillis(Math.round(standstill * 1000)));
  }

  private long count(String sql) {
    return jdbi.withHandle(handle -> handle.createQuery(sql).mapTo(Long.class).one());
  }
}
