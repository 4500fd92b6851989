package dev.pictor.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.identity.UserId;
import dev.pictor.testkit.HookReceiver;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What operators see of deliveries.
class CountsTest {
  private static HookBench bench;

  @BeforeAll
  static void open() {
    bench = new HookBench();
  }

  @AfterAll
  static void close() {
    bench.close();
  }

  private static double number(String name) {
    return bench
        .metrics
        .scrape()
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + name + " in\n" + bench.metrics.scrape()));
  }

  @Test
  void attemptsAndEndsAreCountedAndWhatWaitsIsShown() {
    assertThat(number("pictor_webhook_deliveries_total{result=\"delivered\"}")).isZero();
    assertThat(number("pictor_webhook_pending")).isZero();
    try (var receiver = new HookReceiver()) {
      UserId user = bench.somebody();
      bench.endpoint(user, receiver.url("/hook"), EventType.JOB_SUCCEEDED);
      bench.record(user, UUID.randomUUID(), EventType.JOB_SUCCEEDED, 2);
      receiver.replies(500);
      bench.send();

      assertThat(number("pictor_webhook_pending")).isEqualTo(1);
      assertThat(number("pictor_webhook_oldest_pending_seconds")).isNotNegative();
      assertThat(number("pictor_webhook_attempts_seconds_count{outcome=\"refused\"}")).isEqualTo(1);
      assertThat(number("pictor_webhook_deliveries_total{result=\"delivered\"}")).isZero();

      receiver.replies(204);
      bench.clock.advance(Duration.ofMinutes(2));
      bench.send();

      assertThat(number("pictor_webhook_pending")).isZero();
      assertThat(number("pictor_webhook_oldest_pending_seconds")).isZero();
      assertThat(number("pictor_webhook_attempts_seconds_count{outcome=\"ok\"}")).isEqualTo(1);
      assertThat(number("pictor_webhook_deliveries_total{result=\"delivered\"}")).isEqualTo(1);
    }
  }

  @Test
  void whatIsGoneIsStopped() {
    double before = number("pictor_webhook_deliveries_total{result=\"stopped\"}");
    try (var receiver = new HookReceiver()) {
      UserId user = bench.somebody();
      bench.endpoint(user, receiver.url("/hook"), EventType.JOB_SUCCEEDED);
      bench.record(user, UUID.randomUUID(), EventType.JOB_SUCCEEDED, 2);
      receiver.replies(410);
      bench.send();
      assertThat(number("pictor_webhook_deliveries_total{result=\"stopped\"}") - before)
          .isEqualTo(1);
    }
  }
}
