package dev.pictor.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The waits between attempts.
class RetryPolicyTest {
  private final RetryPolicy policy =
      new RetryPolicy(List.of(Duration.ofSeconds(15), Duration.ofSeconds(60)));

  @Test
  void theFirstRetryWaits15SecondsTheSecond60AndTheLastDelayRepeats() {
    assertDelayAfter(1, 15);
    assertDelayAfter(2, 60);
    assertDelayAfter(3, 60);
    assertDelayAfter(40, 60);
  }

  private void assertDelayAfter(int tries, double seconds) {
    for (int i = 0; i < 200; i++) {
      assertThat(policy.delayAfter(tries).toMillis() / 1000.0)
          .isBetween(seconds * 0.8, seconds * 1.2);
    }
  }

  @Test
  void jobsThatFailedTogetherDoNotComeBackTogether() {
    assertThat(IntStream.range(0, 100).mapToObj(_ -> policy.delayAfter(1)).distinct().count())
        .isGreaterThan(50);
  }
}
