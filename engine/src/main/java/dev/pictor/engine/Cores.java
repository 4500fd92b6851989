package dev.pictor.engine;

import java.util.concurrent.Semaphore;

/// Lets only so many pixel operations run at once. Virtual threads are free and pixels are not:
/// without this gate a burst of small requests would work on a hundred pictures at a time and
/// finish none. Waiting is fair: first come, first served.
public final class Cores {
  private final Semaphore free;
  private final int count;

  public Cores(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("at least one core is needed, not " + count);
    }
    this.count = count;
    this.free = new Semaphore(count, true);
  }

  /// Work that gives a value and can be interrupted.
  @FunctionalInterface
  public interface Work<T, E extends Exception> {
    T run() throws E, InterruptedException;
  }

  /// Runs the work as soon as a core is free; an interrupt ends the wait.
  public <T, E extends Exception> T with(Work<T, E> work) throws E, InterruptedException {
    free.acquire();
    try {
      return work.run();
    } finally {
      free.release();
    }
  }

  /// How many are at work now.
  public int busy() {
    return count - free.availablePermits();
  }

  /// How many operations wait for a core now.
  public int waiting() {
    return free.getQueueLength();
  }
}
