package dev.pictor.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A change that the holder of a lease wants to make to its job.
sealed interface Move {
  JobId job();

  /// The fence: when it is not the job's attempt any more, nothing changes.
  int attempt();

  /// Still running.
  record Progress(JobId job, int attempt, int percent, JobPhase phase) implements Move {}

  /// Handed to a provider, which calls it `handle`.
  record HandedOver(JobId job, int attempt, String provider, String handle) implements Move {}

  /// Done, if nobody asked for a cancel meanwhile.
  record Succeed(JobId job, int attempt, JsonNode result, TransactionHook hook) implements Move {}

  /// Failed for good.
  record Fail(JobId job, int attempt, JobError error) implements Move {}

  /// Stopped.
  record Cancel(JobId job, int attempt) implements Move {}

  /// To be tried again after the delay.
  record Retry(JobId job, int attempt, JobError error, Duration delay) implements Move {}

  /// Given back untouched by a stopping node: the next in line, and the try does not count.
  record HandBack(JobId job, int attempt) implements Move {}

  /// Gives way to the attempt that leads a flight: it waits without a turn, and the try does not
  /// count.
  record StandAside(JobId job, int attempt, String flight) implements Move {}

  /// The state that the job goes to.
  default JobState to() {
    return switch (this) {
      case Progress _, HandedOver _ -> JobState.RUNNING;
      case Succeed _ -> JobState.SUCCEEDED;
      case Fail _ -> JobState.FAILED;
      case Cancel _ -> JobState.CANCELLED;
      case Retry _, HandBack _, StandAside _ -> JobState.PENDING;
    };
  }

  default @Nullable JobPhase toPhase() {
    return switch (this) {
      case Progress progress -> progress.phase;
      case HandedOver _ -> JobPhase.QUEUED_AT_PROVIDER;
      case Succeed _, Fail _, Cancel _, Retry _, HandBack _, StandAside _ -> null;
    };
  }

  /// A percentage; -1 leaves it as it is.
  default int toProgress() {
    return switch (this) {
      case Progress progress -> progress.percent;
      case Succeed _ -> 100;
      case HandedOver _, Fail _, Cancel _, Retry _, HandBack _, StandAside _ -> -1;
    };
  }

  default @Nullable JobError error() {
    return switch (this) {
      case Fail fail -> fail.error;
      case Retry retry -> retry.error;
      case Progress _, HandedOver _, Succeed _, Cancel _, HandBack _, StandAside _ -> null;
    };
  }

  default TransactionHook hook() {
    return this instanceof Succeed succeed ? succeed.hook : TransactionHook.NONE;
  }

  /// Seconds until the next attempt; -1 for none.
  default double delaySeconds() {
    return this instanceof Retry retry ? retry.delay.toNanos() / 1e9 : -1;
  }
}
