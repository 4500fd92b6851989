package dev.pictor.webhooks;

import dev.pictor.platform.fetch.Posted;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// Writes down what came of attempts, and what follows from it.
final class Results {
  private static final int GONE = 410;

  /// Failures further apart than this have nothing between them that would show that an endpoint
  /// was down all the time.
  private static final Duration EVIDENCE = Duration.ofDays(2);

  private static final String LOG =
      """
      insert into webhook_attempt (delivery_id, number, at, millis, url, status, answer, error)
      values (:delivery, :number, :at, :millis, :url, :status, :answer, :error)
      on conflict do nothing
      """;

  /// Only the holder of the last claim writes; who was frozen and wakes up changes nothing.
  private static final String SETTLE =
      """
      update webhook_delivery set state = :state, due_at = coalesce(:due, due_at),
        claimed_until = null, finished_at = :finished
      where id = :id and attempts = :attempt and state = 'pending'
      """;

  private static final String WORKS =
      """
      update webhook_endpoint set failing_since = null, last_failure_at = null
      where id = :id and failing_since is not null
      """;

  private static final String FAILS =
      """
      update webhook_endpoint set last_failure_at = :at,
        failing_since = case when failing_since is null or last_failure_at < :evidence then :at
          else failing_since end
      where id = :id
      returning failing_since, disabled_at is not null as is_disabled
      """;

  private static final String STOP =
      """
      update webhook_delivery set state = 'stopped', finished_at = :at
      where id = :id and state = 'pending'
      """;

  private final Jdbi jdbi;
  private final WebhookSettings settings;
  private final Disabling disabling;
  private final Counts counts;
  private final DoubleSupplier chance;

  /// @param chance 0 to 1, of which jitter is made
  Results(
      Jdbi jdbi,
      WebhookSettings settings,
      Disabling disabling,
      Counts counts,
      DoubleSupplier chance) {
    this.jdbi = jdbi;
    this.settings = settings;
    this.disabling = disabling;
    this.counts = counts;
    this.chance = chance;
  }

  /// An attempt that was made.
  record Made(Due due, Instant at, long millis, Posted posted) {
    /// The status of the answer; null when there was none.
    @Nullable Integer status() {
      return posted instanceof Posted.Answered answered ? answered.status() : null;
    }

    boolean succeeded() {
      return posted instanceof Posted.Answered answered
          && answered.status() >= 200
          && answered.status() < 300;
    }

    boolean isGone() {
      return posted instanceof Posted.Answered answered && answered.status() == GONE;
    }
  }

  /// What becomes of a delivery.
  private record Verdict(String state, @Nullable Instant next, @Nullable Instant finished) {}

  /// What is known of an endpoint after a failure.
  private record Failing(@Nullable Instant since, boolean isDisabled) {}

  void write(Made made) {
    Optional<Failing> failing = jdbi.inTransaction(handle -> settle(handle, made));
    if (made.due().target().ofJob() || failing.isEmpty() || failing.get().isDisabled()) {
      return;
    }
    Instant since = failing.get().since();
    Duration patience = settings.disableAfter();
    if (made.isGone()) {
      disabling.disable(made.due().target().endpointId(), Endpoint.Reason.GONE, made.at());
    } else if (since != null
        && patience.isPositive()
        && !made.at().isBefore(since.plus(patience))) {
      disabling.disable(made.due().target().endpointId(), Endpoint.Reason.FAILING, made.at());
    }
  }

  private Optional<Failing> settle(Handle handle, Made made) {
    log(handle, made);
    Verdict verdict = verdict(made);
    int changed =
        handle
            .createUpdate(SETTLE)
            .bind("state", verdict.state())
            .bind("due", verdict.next())
            .bind("finished", verdict.finished())
            .bind("id", made.due().id())
            .bind("attempt", made.due().attempt())
            .execute();
    if (changed == 0) {
      return Optional.empty();
    }
    handle.afterCommit(() -> counts.attempted(made, verdict.state()));
    if (made.succeeded()) {
      handle.createUpdate(WORKS).bind("id", made.due().target().endpointId()).execute();
      return Optional.empty();
    }
    Optional<Failing> failing = failed(handle, made);
    if (verdict.next() != null && failing.filter(Failing::isDisabled).isPresent()) {
      handle.createUpdate(STOP).bind("id", made.due().id()).bind("at", made.at()).execute();
    }
    return failing;
  }

  private static Optional<Failing> failed(Handle handle, Made made) {
    return handle
        .createQuery(FAILS)
        .bind("id", made.due().target().endpointId())
        .bind("at", made.at())
        .bind("evidence", made.at().minus(EVIDENCE))
        .map((row, _) ->
            new Failing(Columns.instant(row, "failing_since"), row.getBoolean("is_disabled")))
        .findOne();
  }

  private Verdict verdict(Made made) {
    if (made.succeeded()) {
      return new Verdict("delivered", null, made.at());
    }
    if (made.isGone()) {
      return new Verdict("stopped", null, made.at());
    }
    Due due = made.due();
    if (due.type() == EventType.JOB_PROGRESS) {
      return new Verdict("failed", null, made.at());
    }
    var failed =
        new RetrySchedule.Failed(
            due.firstSentAt(), due.attempt(), made.at(), RetryAfter.of(made.posted(), made.at()));
    return settings
        .schedule()
        .next(failed, chance.getAsDouble())
        .map(next -> new Verdict("pending", next, null))
        .orElseGet(() -> new Verdict("failed", null, made.at()));
  }

  private static void log(Handle handle, Made made) {
    String answer = null;
    String error = null;
    switch (made.posted()) {
      case Posted.Answered answered -> answer = answered.text();
      case Posted.Unanswered unanswered -> error = unanswered.why();
    }
    handle
        .createUpdate(LOG)
        .bind("delivery", made.due().id())
        .bind("number", made.due().attempt())
        .bind("at", made.at())
        .bind("millis", made.millis())
        .bind("url", made.due().target().url())
        .bind("status", made.status())
        .bind("answer", answer)
        .bind("error", error)
        .execute();
  }
}
