package dev.pictor.images;

import dev.pictor.platform.Duty;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jdbi.v3.core.Jdbi;

/// Removes tickets that nobody can use any more: unused ones a day after their end, used ones when
/// finished jobs of their age are gone too.
public final class TicketCleaner implements Duty {
  /// So long an expired ticket is told from one that never was; and so long a job may take.
  private static final Duration GRACE = Duration.ofDays(1);

  private final Jdbi jdbi;
  private final Duration jobsKept;
  private final InstantSource clock;

  /// @param jobsKept how long finished jobs are kept; zero for ever
  public TicketCleaner(Jdbi jdbi, Duration jobsKept, InstantSource clock) {
    this.jdbi = jdbi;
    this.jobsKept = jobsKept;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "ticket-cleaner";
  }

  @Override
  public Duration every() {
    return Duration.ofMinutes(10);
  }

  @Override
  public long runOnce() {
    Instant now = clock.instant();
    Instant usedBefore = jobsKept.isZero() ? Instant.EPOCH : now.minus(jobsKept).minus(GRACE);
    return jdbi.withHandle(handle ->
        handle
            .createUpdate(
                """
                delete from images_ticket
                where (job_id is null and expires_at < :unused) or created_at < :used
                """)
            .bind("unused", Timestamp.from(now.minus(GRACE)))
            .bind("used", Timestamp.from(usedBefore))
            .execute());
  }
}
