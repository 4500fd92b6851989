package dev.pictor.webhooks;

import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Disables endpoints. What waits for one is stopped, and can be replayed.
final class Disabling {
  private static final Logger LOG = LoggerFactory.getLogger(Disabling.class);

  private static final String DISABLE =
      """
      update webhook_endpoint set disabled_at = :now, disabled_because = :reason,
        notice_due = :reason <> 'asked', updated_at = :now
      where id = :id and disabled_at is null
      """;

  /// What is on its way is settled by whoever sends it.
  private static final String STOP =
      """
      update webhook_delivery set state = 'stopped', finished_at = :now
      where endpoint_id = :id and state = 'pending'
        and (claimed_until is null or claimed_until <= :now)
      """;

  private final Jdbi jdbi;

  Disabling(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /// Disables an endpoint without having been asked to; its user is told by mail.
  void disable(UUID endpoint, Endpoint.Reason reason, Instant now) {
    boolean changed = jdbi.inTransaction(handle -> disable(handle, endpoint, reason, now));
    if (changed) {
      LOG.atWarn()
          .addKeyValue("endpoint", endpoint)
          .addKeyValue("reason", reason.word())
          .log("a webhook endpoint is disabled; its user is told");
    }
  }

  /// @return whether it was enabled
  static boolean disable(Handle handle, UUID endpoint, Endpoint.Reason reason, Instant now) {
    int changed =
        handle
            .createUpdate(DISABLE)
            .bind("id", endpoint)
            .bind("reason", reason.word())
            .bind("now", now)
            .execute();
    if (changed == 1) {
      handle.createUpdate(STOP).bind("id", endpoint).bind("now", now).execute();
    }
    return changed == 1;
  }
}
