package dev.pictor.perf.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class LatenciesTest {
  @Test
  void percentilesAreValuesThatWereSeen() {
    var latencies = new Latencies();
    for (int millis = 10_000; millis >= 1; millis--) {
      latencies.add(Duration.ofMillis(millis));
    }
    assertThat(latencies.count()).isEqualTo(10_000);
    assertThat(latencies.medianMillis()).isEqualTo(5000);
    assertThat(latencies.p99Millis()).isEqualTo(9900);
    assertThat(latencies.maxMillis()).isEqualTo(10_000);
    assertThat(latencies.millisAt(0)).isEqualTo(1);
  }

  @Test
  void nothingSeenIsNoNumber() {
    assertThat(new Latencies().p99Millis()).isNaN();
  }

  @Test
  void aLateValueCountsToo() {
    var latencies = new Latencies();
    latencies.add(Duration.ofMillis(5));
    assertThat(latencies.maxMillis()).isEqualTo(5);
    latencies.add(Duration.ofMillis(9));
    assertThat(latencies.maxMillis()).isEqualTo(9);
  }
}
