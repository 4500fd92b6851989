package dev.pictor.providers.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.platform.limits.Limiter;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class PaceTest {
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-22T12:00:00Z"));

  private Pace pace(String provider, int perMinute, Limiter limiter) {
    return new Pace(provider, perMinute, limiter, now::get);
  }

  /// How many orders go within a time when somebody always wants one more.
  private int taken(Pace pace, Duration time) {
    int taken = 0;
    Instant end = now.get().plus(time);
    while (now.get().isBefore(end)) {
      while (pace.take()) {
        taken++;
      }
      now.updateAndGet(instant -> instant.plusMillis(50));
    }
    return taken;
  }

  @Test
  void noMinuteHasMoreThanATenthTooMany() {
    for (int perMinute : new int[] {1, 7, 50, 600}) {
      try (Limiter limiter = Limiter.local(now::get)) {
        Pace pace = pace("p" + perMinute, perMinute, limiter);
        int first = taken(pace, Duration.ofMinutes(1));
        assertThat(first).isBetween(perMinute - 1, perMinute + Math.max(1, perMinute / 10));
        assertThat(taken(pace, Duration.ofMinutes(10)))
            .isBetween(10 * perMinute - perMinute / 5 - 1, 10 * perMinute + 1);
      }
    }
  }

  @Test
  void withoutANumberEverythingGoes() {
    try (Limiter limiter = Limiter.local(now::get)) {
      Pace pace = pace("free", 0, limiter);
      for (int i = 0; i < 1000; i++) {
        assertThat(pace.take()).isTrue();
      }
    }
  }

  @Test
  void nodesThatCountTogetherShareIt() {
    try (Limiter shared = Limiter.local(now::get)) {
      Pace one = pace("fal", 10, shared);
      Pace other = pace("fal", 10, shared);
      assertThat(one.take()).isTrue();
      assertThat(other.take()).isFalse();
      now.updateAndGet(instant -> instant.plusSeconds(6));
      assertThat(other.take()).isTrue();
      assertThat(one.take()).isFalse();
    }
  }
}
