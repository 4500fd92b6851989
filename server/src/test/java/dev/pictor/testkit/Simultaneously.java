package dev.pictor.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/// Many callers that begin at the same moment.
public final class Simultaneously {
  private Simultaneously() {}

  /// @return what the calls gave, in the order of their numbers
  public static <T> List<T> run(int callers, IntFunction<T> call)
      throws InterruptedException, ExecutionException {
    var begin = new CountDownLatch(1);
    var futures = new ArrayList<Future<T>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < callers; i++) {
        int number = i;
        futures.add(
            threads.submit(() -> {
              begin.await();
              return call.apply(number);
            }));
      }
      begin.countDown();
    }
    var results = new ArrayList<T>();
    for (Future<T> future : futures) {
      results.add(future.get());
    }
    return results;
  }
}
