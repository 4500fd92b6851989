package dev.pictor.webhooks;

import dev.pictor.platform.Erasable;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/// Forgets the endpoints, secrets and deliveries of a user. Before their jobs, so that nobody is
/// told how those end.
final class WebhookErasure implements Erasable {
  private static final String DELIVERIES = "webhook_delivery";
  private static final List<String> TABLES =
      List.of("webhook_endpoint", "webhook_job", "webhook_secret", DELIVERIES);

  private final Jdbi jdbi;

  WebhookErasure(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  @Override
  public String name() {
    return "webhooks";
  }

  @Override
  public Erased erase(UUID user) {
    long deliveries = 0;
    for (String table : TABLES) {
      deliveries =
          jdbi.withHandle(handle ->
              handle
                  .createUpdate("delete from " + table + " where user_id = :user")
                  .bind("user", user)
                  .execute());
    }
    return Erased.deleted("webhook_deliveries", deliveries);
  }
}
