package dev.pictor.engine.plane;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Runs a loop over rows on a few threads, the caller's among them. Each row is computed alone and
/// written alone, so the number of threads changes nothing but the time.
///
/// An interrupt of the caller is seen before the next band of rows, which is what makes a job
/// cancellable in the middle of a step.
public final class Rows implements AutoCloseable {
  private static final int BANDS_PER_THREAD = 8;

  private final int threads;
  private final ExecutorService helpers;

  /// @param threads how many rows may be under way at once, 1 or more
  public Rows(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("at least one thread is needed, not " + threads);
    }
    this.threads = threads;
    helpers =
        Executors.newFixedThreadPool(
            Math.max(1, threads - 1),
            Thread.ofPlatform().daemon().name("pictor-rows-", 0).factory());
  }

  /// The work of one row.
  @FunctionalInterface
  public interface Row {
    void at(int y);
  }

  /// The work of the rows `from` (inclusive) to `to` (exclusive), for loops that want room of their
  /// own to work in.
  @FunctionalInterface
  public interface Band {
    void at(int from, int to);
  }

  /// Returns when every row is done. An interrupt ends the loop after the rows in flight.
  public void each(int height, Row row) throws InterruptedException {
    int band = Math.clamp(height / (threads * BANDS_PER_THREAD), 1, 16);
    bands(
        height,
        band,
        (from, to) -> {
          for (int y = from; y < to; y++) {
            row.at(y);
          }
        });
  }

  /// The same for bands of `size` rows; the last one may be smaller.
  public void bands(int height, int size, Band band) throws InterruptedException {
    RowLoop loop = new RowLoop(height, size, band);
    int bands = (height + size - 1) / size;
    for (int i = 1; i < Math.min(threads, bands); i++) {
      helpers.execute(loop::help);
    }
    loop.lead();
  }

  @Override
  public void close() {
    helpers.close();
  }
}
