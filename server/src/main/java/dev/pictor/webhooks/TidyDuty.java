package dev.pictor.webhooks;

import dev.pictor.platform.Duty;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatements;

/// Drops what the log keeps no longer, and what belongs to nothing any more.
final class TidyDuty implements Duty {
  private static final List<String> DROPS =
      List.of(
          "delete from webhook_delivery where finished_at < :before",
          // Its endpoint was deleted while the event was being written.
          """
          delete from webhook_delivery d where d.state = 'pending' and not exists (
            select from webhook_endpoint e where e.id = d.endpoint_id)
          """,
          // A job ends once; the event of its end is in the outbox or the log.
          """
          delete from webhook_job j where j.created_at < :before or exists (
            select from webhook_delivery d
            where d.job_id = j.job_id and d.endpoint_id = j.endpoint_id)
          """,
          """
          delete from webhook_endpoint e where e.kind = 'of_jobs' and e.created_at < :before
            and not exists (select from webhook_job j where j.endpoint_id = e.id)
            and not exists (select from webhook_delivery d where d.endpoint_id = e.id)
          """);

  private final Jdbi jdbi;
  private final Duration kept;
  private final SecretRows secrets;
  private final InstantSource clock;

  TidyDuty(Jdbi jdbi, Duration kept, SecretRows secrets, InstantSource clock) {
    this.jdbi = jdbi;
    this.kept = kept;
    this.secrets = secrets;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "webhook-cleaner";
  }

  @Override
  public Duration every() {
    return Duration.ofMinutes(30);
  }

  @Override
  public long runOnce() {
    Instant now = clock.instant();
    long dropped = secrets.tidy(now);
    for (String drop : DROPS) {
      dropped +=
          jdbi.withHandle(handle ->
              handle
                  .configure(SqlStatements.class, each -> each.setUnusedBindingAllowed(true))
                  .createUpdate(drop)
                  .bind("before", now.minus(kept))
                  .execute());
    }
    return dropped;
  }
}
