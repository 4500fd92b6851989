package dev.pictor.jobs;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Runs short things later, by the monotonic clock: a wall clock that is set does not matter.
final class Timers implements AutoCloseable {
  private final ScheduledThreadPoolExecutor executor =
      new ScheduledThreadPoolExecutor(
          1, task -> Thread.ofPlatform().daemon().name("jobs-timers").unstarted(task));

  Timers() {
    executor.setRemoveOnCancelPolicy(true);
  }

  /// @param task short; must neither block nor throw
  /// @return takes it back, unless it has begun
  Runnable after(long nanos, Runnable task) {
    ScheduledFuture<?> planned = executor.schedule(task, nanos, TimeUnit.NANOSECONDS);
    return () -> planned.cancel(false);
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
