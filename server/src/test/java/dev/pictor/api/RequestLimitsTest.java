package dev.pictor.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.testkit.RunningApp;
import dev.pictor.testkit.SketchClient;
import dev.pictor.testkit.SketchClient.Answer;
import dev.pictor.testkit.TestRedis;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Requests a minute, counted by two services in one Redis.
class RequestLimitsTest {
  private static TestRedis redis;
  private static RunningApp here;
  private static RunningApp there;

  @BeforeAll
  static void start() {
    redis = TestRedis.start();
    var variables =
        Map.of(
            "REDIS_URL",
            redis.url(),
            "RATE_LIMIT_PER_MINUTE",
            "30",
            "RATE_LIMIT_ON_STORE_LOSS",
            "closed");
    here = RunningApp.start(variables);
    there = RunningApp.start(variables);
  }

  @AfterAll
  static void stop() {
    here.close();
    there.close();
    redis.close();
  }

  @Test
  void aStrangerMayCallThirtyTimesAMinuteOverBothNodesAndIsToldSo() throws InterruptedException {
    var answers = new ArrayList<Answer>();
    int lost = 0;
    long begun = System.nanoTime();
    while (answers.size() < 40 && lost < 10) {
      Answer answer =
          SketchClient.stranger(answers.size() % 2 == 0 ? here : there).get("/api/themes");
      if (answer.status() == 503) {
        // A busy machine: Redis was too slow for once, and is tried again in a second.
        lost++;
        Thread.sleep(1_100);
      } else {
        answers.add(answer);
      }
    }
    int refilled = (int) ((System.nanoTime() - begun) / 2_000_000_000L) + 1;

    List<Answer> through = answers.stream().filter(each -> each.status() == 200).toList();
    assertThat(through.size()).isBetween(30 - lost, 30 + refilled);
    assertThat(through.getFirst().header("RateLimit-Limit")).isEqualTo("30");
    assertThat(through.getFirst().header("RateLimit-Policy")).isEqualTo("\"minute\";q=30;w=60");
    assertThat(through.getFirst().header("RateLimit-Remaining")).isEqualTo("29");
    assertThat(through.getFirst().header("RateLimit-Reset")).isBetween("1", "2");
    Answer refused =
        answers.stream().filter(each -> each.status() == 429).findFirst().orElseThrow();
    assertThat(refused.problem()).isEqualTo("429 rate_limited");
    assertThat(refused.header("RateLimit-Remaining")).isEqualTo("0");
    assertThat(refused.header("Retry-After")).isBetween("1", "2");
    assertThat(refused.header("RateLimit-Reset")).isBetween("50", "60");
  }

  @Test
  void healthMetricsAndThePageAreNotCounted() {
    for (int i = 0; i < 40; i++) {
      Answer health = SketchClient.stranger(here).get("/health");
      assertThat(health.status()).isEqualTo(200);
      assertThat(health.header("RateLimit-Limit")).isEmpty();
    }
  }
}
