package dev.pictor.jobs;

/// Runs the jobs of one kind. It may run more than once for a job: when its worker died, the next
/// attempt begins anew.
@FunctionalInterface
public interface JobHandler {
  /// Does the work. A thrown {@link dev.pictor.platform.Problem} counts as {@link
  /// Outcome.RetryLater} when it is retryable and as {@link Outcome.GaveUp} otherwise; anything
  /// else that is thrown is retried.
  ///
  /// @throws InterruptedException when asked to stop: by a cancel, a shutdown or the run deadline
  Outcome run(JobContext job) throws InterruptedException;
}
