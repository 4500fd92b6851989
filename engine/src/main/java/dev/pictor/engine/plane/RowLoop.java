package dev.pictor.engine.plane;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// One loop of [Rows]: its threads take bands from a common counter. A helper that comes late finds
/// nothing left and goes, so a busy pool delays nobody.
final class RowLoop {
  private final int height;
  private final int size;
  private final Rows.Band band;
  private final AtomicInteger next = new AtomicInteger();
  private int helping;
  private @Nullable Throwable failure;

  RowLoop(int height, int size, Rows.Band band) {
    this.height = height;
    this.size = size;
    this.band = band;
  }

  /// The caller's share; it stays until no helper is inside a band.
  void lead() throws InterruptedException {
    try {
      while (!Thread.currentThread().isInterrupted() && takeBand()) {}
    } finally {
      next.set(height);
      awaitHelpers();
    }
    if (Thread.interrupted()) {
      throw new InterruptedException("the operation was cancelled");
    }
    Throwable cause = failure;
    if (cause != null) {
      throw new IllegalStateException("a row could not be computed", cause);
    }
  }

  void help() {
    synchronized (this) {
      helping++;
    }
    Throwable thrown = null;
    try {
      while (takeBand()) {}
    } catch (RuntimeException | Error e) {
      thrown = e;
      next.set(height);
    }
    synchronized (this) {
      helping--;
      failure = failure == null ? thrown : failure;
      notifyAll();
    }
  }

  private boolean takeBand() {
    // The counter stops at the height, so that it cannot overflow however often it is asked.
    int from = next.getAndUpdate(y -> y >= height ? y : y + size);
    if (from >= height) {
      return false;
    }
    band.at(from, Math.min(height, from + size));
    return true;
  }

  /// Bands are short, so an interrupt that comes here waits for them and is kept for the caller.
  private synchronized void awaitHelpers() {
    boolean interrupted = false;
    while (helping > 0) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
