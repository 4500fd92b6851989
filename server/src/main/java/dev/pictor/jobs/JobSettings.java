package dev.pictor.jobs;

import dev.pictor.platform.settings.Environment;
import dev.pictor.platform.settings.Setting;
import java.time.Duration;
import java.util.List;

/// How the queue behaves.
///
/// @param concurrency jobs that one node runs at once
/// @param maxQueuedPerUser pending jobs an owner may have; 0 none, -1 without limit
/// @param lease how long a worker may be silent before its job is given to another
/// @param heartbeat how often a worker renews its leases
/// @param limits of a job that brings none of its own
/// @param retryDelays the wait before the second, third … attempt; the last one repeats
/// @param retention how long finished jobs are kept; zero is for ever
/// @param shutdownGrace how long a stopping node lets its jobs run on
public record JobSettings(
    int concurrency,
    int maxQueuedPerUser,
    Duration lease,
    Duration heartbeat,
    JobLimits limits,
    List<Duration> retryDelays,
    Duration retention,
    Duration shutdownGrace) {
  static final Setting<Integer> MAX_CONCURRENT_TASKS =
      Setting.whole(
          "MAX_CONCURRENT_TASKS", 5, 1, 1000, "Jobs that one node works on at the same time.");
  static final Setting<Integer> MAX_QUEUED_JOBS_PER_USER =
      Setting.whole(
          "MAX_QUEUED_JOBS_PER_USER",
          1000,
          -1,
          1_000_000,
          "Jobs a user may have waiting; 0 means none, -1 without limit.");
  static final Setting<Duration> TASK_TIMEOUT =
      Setting.seconds(
          "TASK_TIMEOUT",
          300,
          0,
          86_400,
          "How long one attempt of a job may run; 0 is without limit.");
  static final Setting<Duration> JOB_LEASE_SECONDS =
      Setting.seconds(
          "JOB_LEASE_SECONDS",
          20,
          2,
          3600,
          "How long a worker may be silent before its job is given to another.");
  static final Setting<Duration> JOB_HEARTBEAT_SECONDS =
      Setting.seconds(
          "JOB_HEARTBEAT_SECONDS",
          5,
          1,
          600,
          "How often a worker says that it lives; at most half of the lease.");
  static final Setting<Integer> JOB_MAX_ATTEMPTS =
      Setting.whole("JOB_MAX_ATTEMPTS", 3, 1, 100, "How often a job is tried before it fails.");
  static final Setting<List<String>> RETRY_DELAYS =
      Setting.list(
          "RETRY_DELAYS",
          "15,60",
          "Seconds before the second, third … attempt, give or take a fifth; the last one"
              + " repeats.");
  static final Setting<Duration> JOB_START_DEADLINE_SECONDS =
      Setting.seconds(
          "JOB_START_DEADLINE_SECONDS",
          3600,
          0,
          604_800,
          "How long a job may wait for a worker before it fails; 0 is without limit.");
  static final Setting<Integer> JOB_RETENTION_DAYS =
      Setting.whole(
          "JOB_RETENTION_DAYS",
          30,
          0,
          3650,
          "How long finished jobs are kept, and what they made; 0 is for ever.");
  static final Setting<Duration> JOB_SHUTDOWN_GRACE_SECONDS =
      Setting.seconds(
          "JOB_SHUTDOWN_GRACE_SECONDS",
          4,
          0,
          3600,
          "How long a stopping node lets its jobs run on before it hands them back.");

  /// Every setting of this module, for the documentation.
  public static final List<Setting<?>> ALL =
      List.of(
          MAX_CONCURRENT_TASKS,
          MAX_QUEUED_JOBS_PER_USER,
          TASK_TIMEOUT,
          JOB_LEASE_SECONDS,
          JOB_HEARTBEAT_SECONDS,
          JOB_MAX_ATTEMPTS,
          RETRY_DELAYS,
          JOB_START_DEADLINE_SECONDS,
          JOB_RETENTION_DAYS,
          JOB_SHUTDOWN_GRACE_SECONDS);

  public JobSettings {
    retryDelays = List.copyOf(retryDelays);
    if (retryDelays.isEmpty()) {
      throw new IllegalArgumentException("there is no retry delay");
    }
  }

  public static JobSettings from(Environment environment) {
    Duration lease = JOB_LEASE_SECONDS.in(environment);
    Duration heartbeat = JOB_HEARTBEAT_SECONDS.in(environment);
    if (heartbeat.multipliedBy(2).compareTo(lease) > 0) {
      environment.fault(
          "JOB_HEARTBEAT_SECONDS is more than half of JOB_LEASE_SECONDS; one late heartbeat would"
              + " cost the lease.");
    }
    return new JobSettings(
        MAX_CONCURRENT_TASKS.in(environment),
        MAX_QUEUED_JOBS_PER_USER.in(environment),
        lease,
        heartbeat,
        new JobLimits(
            JOB_MAX_ATTEMPTS.in(environment),
            JOB_START_DEADLINE_SECONDS.in(environment),
            TASK_TIMEOUT.in(environment)),
        retryDelays(environment),
        Duration.ofDays(JOB_RETENTION_DAYS.in(environment)),
        JOB_SHUTDOWN_GRACE_SECONDS.in(environment));
  }

  private static List<Duration> retryDelays(Environment environment) {
    try {
      List<Duration> delays =
          RETRY_DELAYS.in(environment).stream()
              .map(word -> Duration.ofMillis(Math.round(Double.parseDouble(word) * 1000)))
              .toList();
      if (!delays.isEmpty() && delays.stream().noneMatch(Duration::isNegative)) {
        return delays;
      }
    } catch (NumberFormatException _) {
      // Told below, as for a list without numbers.
    }
    environment.fault("RETRY_DELAYS takes seconds with commas between them, such as 15,60.");
    return List.of(Duration.ofSeconds(15));
  }
}
