package dev.pictor.providers.local;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Threads of the platform for one piece of work each. They are kept for a minute: there are few at
/// a time, as the engine's cores are what they wait for.
final class OwnThread {
  private static final ExecutorService THREADS =
      Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("darkroom-", 1).factory());

  private OwnThread() {}

  /// Runs the work and waits for it; an interrupt goes on to the work.
  static <T> T run(Callable<T> work) throws InterruptedException {
    Future<T> task = THREADS.submit(work);
    try {
      return task.get();
    } catch (InterruptedException e) {
      task.cancel(true);
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
