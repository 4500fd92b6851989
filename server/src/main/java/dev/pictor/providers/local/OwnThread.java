package dev.pictor.providers.local;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// A thread of the platform for one piece of work.
final class OwnThread {
  private OwnThread() {}

  /// Runs the work and waits for it; an interrupt goes on to the work.
  static <T> T run(Callable<T> work) throws InterruptedException {
    var task = new FutureTask<>(work);
    Thread thread = Thread.ofPlatform().daemon().name("darkroom").start(task);
    try {
      return task.get();
    } catch (InterruptedException e) {
      thread.interrupt();
      throw e;
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof InterruptedException fault) {
        throw fault;
      }
      if (cause instanceof RuntimeException fault) {
        throw fault;
      }
      if (cause instanceof Error fault) {
        throw fault;
      }
      throw new IllegalStateException("no work throws this", cause);
    }
  }
}
