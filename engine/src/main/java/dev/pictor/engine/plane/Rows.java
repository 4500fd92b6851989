package dev.pictor.engine.plane;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/// Runs a loop over rows on a few threads. Each row is computed alone and written alone, so the
/// number of threads changes nothing but the time.
public final class Rows implements AutoCloseable {
  private final ForkJoinPool pool;

  public Rows(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("at least one thread is needed, not " + threads);
    }
    pool = new ForkJoinPool(threads);
  }

  /// The work of one row.
  @FunctionalInterface
  public interface Row {
    void at(int y);
  }

  /// Returns when every row is done. An interrupt ends the wait, after the rows in flight.
  public void each(int height, Row row) throws InterruptedException {
    Callable<Void> loop =
        () -> {
          IntStream.range(0, height).parallel().forEach(row::at);
          return null;
        };
    Future<Void> done = pool.submit(loop);
    try {
      done.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a row could not be computed", e.getCause());
    } catch (InterruptedException e) {
      done.cancel(true);
      throw e;
    }
  }

  @Override
  public void close() {
    pool.close();
  }
}
