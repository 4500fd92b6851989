package dev.pictor.webhooks;

import dev.pictor.platform.telemetry.Metrics;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/// Numbers of what is delivered: each attempt with its time, each delivery that is over, and what
/// waits in the outbox of all nodes.
final class Counts {
  private static final String DELIVERIES = "pictor.webhook.deliveries";
  private static final String ATTEMPTS = "pictor.webhook.attempts";
  private static final List<String> RESULTS = List.of("delivered", "failed", "stopped");

  private final Metrics metrics;

  Counts(Metrics metrics, Jdbi jdbi) {
    this.metrics = metrics;
    for (String result : RESULTS) {
      metrics.count(DELIVERIES, Tags.of("result", result), 0);
    }
    metrics.gauge(
        "pictor.webhook.pending",
        Tags.empty(),
        "Deliveries that wait for their first or next attempt",
        () -> one(jdbi, "select count(*) from webhook_delivery where state = 'pending'"));
    metrics.gauge(
        "pictor.webhook.oldest.pending.seconds",
        Tags.empty(),
        "How long ago the event was of the oldest delivery that waits",
        () ->
            one(
                jdbi,
                "select coalesce(extract(epoch from now() - min(recorded_at)), 0)::bigint"
                    + " from webhook_delivery where state = 'pending'"));
  }

  private static long one(Jdbi jdbi, String query) {
    return jdbi.withHandle(handle -> handle.createQuery(query).mapTo(Long.class).one());
  }

  /// @param state what became of the delivery: `pending` when it is tried again
  void attempted(Results.Made made, String state) {
    String outcome = made.succeeded() ? "ok" : made.status() == null ? "no_answer" : "refused";
    metrics.took(ATTEMPTS, Tags.of("outcome", outcome), Duration.ofMillis(made.millis()));
    if (RESULTS.contains(state)) {
      metrics.count(DELIVERIES, Tags.of("result", state));
    }
  }
}
