package dev.pictor.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pictor.platform.settings.Environment;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Defaults and names: neither changes unseen.
class JobSettingsTest {
  @Test
  void withoutSettingsTheDefaultsHold() {
    assertThat(JobSettings.from(new Environment(Map.of())))
        .isEqualTo(
            new JobSettings(
                5,
                1000,
                Duration.ofSeconds(20),
                Duration.ofSeconds(5),
                new JobLimits(3, Duration.ofHours(1), Duration.ofMinutes(5)),
                List.of(Duration.ofSeconds(15), Duration.ofMinutes(1)),
                Duration.ofDays(30),
                Duration.ofSeconds(4)));
  }

  @Test
  void everySettingIsReadUnderItsName() {
    var environment =
        new Environment(
            Map.of(
                "MAX_CONCURRENT_TASKS", "2",
                "MAX_QUEUED_JOBS_PER_USER", "-1",
                "JOB_LEASE_SECONDS", "30",
                "JOB_HEARTBEAT_SECONDS", "6",
                "JOB_MAX_ATTEMPTS", "7",
                "JOB_START_DEADLINE_SECONDS", "0",
                "TASK_TIMEOUT", "12",
                "RETRY_DELAYS", "1.5, 2",
                "JOB_RETENTION_DAYS", "1",
                "JOB_SHUTDOWN_GRACE_SECONDS", "9"));

    assertThat(JobSettings.from(environment))
        .isEqualTo(
            new JobSettings(
                2,
                -1,
                Duration.ofSeconds(30),
                Duration.ofSeconds(6),
                new JobLimits(7, Duration.ZERO, Duration.ofSeconds(12)),
                List.of(Duration.ofMillis(1500), Duration.ofSeconds(2)),
                Duration.ofDays(1),
                Duration.ofSeconds(9)));
    environment.check();
  }

  @Test
  void aHeartbeatThatIsTooSlowForTheLeaseAndDelaysThatAreNoNumbersStopTheStart() {
    var environment =
        new Environment(Map.of("JOB_HEARTBEAT_SECONDS", "15", "RETRY_DELAYS", "soon,later"));
    JobSettings.from(environment);

    assertThatThrownBy(environment::check)
        .hasMessageContaining("JOB_HEARTBEAT_SECONDS is more than half of JOB_LEASE_SECONDS")
        .hasMessageContaining("RETRY_DELAYS takes seconds");
  }
}
