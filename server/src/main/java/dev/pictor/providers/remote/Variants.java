package dev.pictor.providers.remote;

import dev.pictor.platform.Problem;
import dev.pictor.providers.Generated;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.DoubleConsumer;

/// The pictures of one step, ordered side by side. One that fails in a way that may pass is ordered
/// once more at once; one that fails for good leaves the others.
final class Variants {
  private static final Duration LAST_WORDS = Duration.ofSeconds(5);

  private final int count;
  private final double[] shares;
  private final DoubleConsumer progress;

  /// @param progress of all together, 0 to 1
  Variants(int count, DoubleConsumer progress) {
    this.count = count;
    this.shares = new double[count];
    this.progress = progress;
  }

  /// Has one of them made; empty when nobody takes the order and the built-in engine may.
  interface Making {
    Optional<Errand.Delivered> make(int number, DoubleConsumer progress)
        throws InterruptedException;
  }

  /// How they ended.
  ///
  /// @param isForLocal nobody took any of them: the built-in engine makes the step
  record Outcome(
      List<Errand.Delivered> delivered, List<Generated.Missed> missed, boolean isForLocal) {}

  /// @throws Problem when none was delivered
  Outcome run(Making making) throws InterruptedException {
    if (count == 1) {
      Optional<Errand.Delivered> one = making.make(1, share -> report(1, share));
      return new Outcome(one.stream().toList(), List.of(), one.isEmpty());
    }
    var tasks = new ArrayList<FutureTask<Optional<Errand.Delivered>>>();
    var threads = new ArrayList<Thread>();
    for (int i = 1; i <= count; i++) {
      int number = i;
      var task = new FutureTask<>(() -> twice(making, number));
      tasks.add(task);
      threads.add(Thread.ofVirtual().name("variant-" + number).start(task));
    }
    try {
      return gathered(tasks);
    } catch (InterruptedException e) {
      threads.forEach(Thread::interrupt);
      for (Thread thread : threads) {
        joinQuietly(thread);
      }
      throw e;
    }
  }

  private static void joinQuietly(Thread thread) {
    try {
      thread.join(LAST_WORDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private Optional<Errand.Delivered> twice(Making making, int number) throws InterruptedException {
    try {
      return making.make(number, share -> report(number, share));
    } catch (Problem e) {
      if (e.kind() != Problem.Kind.PROVIDER_FAILED) {
        throw e;
      }
      return making.make(number, share -> report(number, share));
    }
  }

  private Outcome gathered(List<FutureTask<Optional<Errand.Delivered>>> tasks)
      throws InterruptedException {
    var delivered = new ArrayList<Errand.Delivered>();
    var missed = new ArrayList<Generated.Missed>();
    int untaken = 0;
    for (int i = 0; i < tasks.size(); i++) {
      int number = i + 1;
      try {
        Optional<Errand.Delivered> one = tasks.get(i).get();
        one.ifPresent(delivered::add);
        if (one.isEmpty()) {
          untaken++;
          missed.add(nobody(number));
        }
      } catch (ExecutionException e) {
        missed.add(new Generated.Missed(number, problem(e)));
      }
    }
    if (!delivered.isEmpty()) {
      return new Outcome(delivered, missed, false);
    }
    if (untaken == count) {
      return new Outcome(List.of(), List.of(), true);
    }
    List<Problem> faults = missed.stream().map(Generated.Missed::why).toList();
    throw faults.stream()
        .filter(each -> each.kind().retryable())
        .findFirst()
        .orElse(faults.getFirst());
  }

  private static Generated.Missed nobody(int number) {
    return new Generated.Missed(
        number, Problem.of(Problem.Kind.UNAVAILABLE, "No provider took this variant."));
  }

  private static Problem problem(ExecutionException e) throws InterruptedException {
    return switch (e.getCause()) {
      case Problem problem -> problem;
      case InterruptedException interrupt -> throw interrupt;
      case RuntimeException fault -> throw fault;
      case Error fault -> throw fault;
      case null, default -> throw new IllegalStateException("no variant throws this", e);
    };
  }

  private synchronized void report(int number, double share) {
    shares[number - 1] = Math.max(shares[number - 1], share);
    double sum = 0;
    for (double each : shares) {
      sum += each;
    }
    progress.accept(sum / count);
  }
}
