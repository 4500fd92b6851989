package dev.pictor.platform.fetch;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Gives a trip over the network an end, on a virtual thread of its own: see the package for why.
final class Bounded {
  private static final Duration STOP_AGAIN = Duration.ofMillis(50);

  private Bounded() {}

  /// Runs the trip; nothing of it runs any more when this returns or throws.
  ///
  /// @param drop closes the connection that is open now, from another thread
  /// @throws TimeoutException when it takes longer than this
  /// @throws InterruptedException at once when the caller is interrupted
  static <T> T run(Callable<T> trip, Runnable drop, Duration total)
      throws InterruptedException, TimeoutException {
    if (Thread.interrupted()) {
      throw new InterruptedException("interrupted before the trip began");
    }
    var task = new FutureTask<T>(trip);
    Thread worker = Thread.ofVirtual().name("fetch").start(task);
    try {
      return task.get(total.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw unchecked(e);
    } finally {
      stop(worker, drop);
    }
  }

  private static RuntimeException unchecked(ExecutionException e) {
    return switch (e.getCause()) {
      case RuntimeException known -> known;
      case Error error -> throw error;
      case null, default -> new IllegalStateException("a trip ended in an unexpected way", e);
    };
  }

  /// The interrupt ends all that the worker can wait for; a host that sends without a pause never
  /// lets it wait, so its connection is dropped too, and again should the worker be about to open
  /// the next one.
  private static void stop(Thread worker, Runnable drop) {
    boolean interrupted = false;
    while (worker.isAlive()) {
      worker.interrupt();
      drop.run();
      try {
        worker.join(STOP_AGAIN);
      } catch (InterruptedException _) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
