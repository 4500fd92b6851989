package dev.pictor.perf.rows;

import dev.pictor.jobs.JobId;
import dev.pictor.jobs.Jobs;
import dev.pictor.jobs.OwnerId;
import dev.pictor.jobs.Workers;
import dev.pictor.perf.load.Latencies;
import dev.pictor.perf.process.JitThreads;
import dev.pictor.perf.process.ProcessTree;
import dev.pictor.perf.report.Finding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// How soon a job starts, how soon it is done, how many can be done, and whether it is one job that
/// a thousand requests with one key make.
public final class Queue {
  private static final int PICKUPS = 300;
  private static final int WARM_UP = 200;

  /// Jobs, and then time at the measured rate, after which the JIT has compiled what matters.
  /// Before that its threads took more of the processors than the jobs did.
  private static final int COMPILED_AFTER = 30_000;

  private static final Duration UNTIL_COMPILED = Duration.ofSeconds(30);

  private static final double MILLIS = 1e3;
  private static final double NANOS_PER_SECOND = 1e9;
  private static final long LIMIT_SECONDS = 120;

  private Queue() {}

  /// Commit to worker start, one job at a time with pauses, on the node that submits and on
  /// another.
  public static List<Finding> measurePickUp() throws Exception {
    try (QueueBed bed = QueueBed.make()) {
      Latencies here = pickUps(bed, bed.jobs());
      var there = new ArrayList<Latencies>();
      bed.withAnotherNode(node -> there.add(pickUps(bed, node)));
      return List.of(
          Finding.below("commit to start, same node, p50", "%.1f ms", 10, here.medianMillis()),
          Finding.below("commit to start, same node, p99", "%.1f ms", 40, here.p99Millis()),
          Finding.below(
              "commit to start, other node, p50", "%.1f ms", 10, there.getFirst().medianMillis()),
          Finding.below(
              "commit to start, other node, p99", "%.1f ms", 40, there.getFirst().p99Millis()));
    }
  }

  /// The commit lies before the return of `submit`, so a worker may have begun already: that counts
  /// as no wait at all.
  private static Latencies pickUps(QueueBed bed, Jobs workerNode) throws InterruptedException {
    var started = new SynchronousQueue<Long>();
    var waits = new Latencies();
    try (Workers _ =
        QueueBed.startWorkers(
            workerNode,
            QueueBed.CONCURRENCY,
            _ -> {
              started.put(System.nanoTime());
              return QueueBed.done();
            })) {
      OwnerId owner = QueueBed.someone();
      for (int job = -WARM_UP; job < PICKUPS; job++) {
        bed.jobs().submit(QueueBed.noop(owner));
        long committed = System.nanoTime();
        Long begun = started.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
        if (begun == null) {
          throw new IllegalStateException("a job was not started within " + LIMIT_SECONDS + " s");
        }
        if (job >= 0) {
          waits.add(Math.max(0, begun - committed));
          // Not in step with any poll of the queue.
          Thread.sleep(ThreadLocalRandom.current().nextInt(10, 60));
        }
      }
    }
    return waits;
  }

  /// From the call of `submit` to the stored success, at a steady rate that does not wait for
  /// answers.
  public static List<Finding> measureEndToEnd() throws Exception {
    int perSecond = 50;
    try (QueueBed bed = QueueBed.make();
        Workers _ = QueueBed.startWorkers(bed.jobs(), QueueBed.CONCURRENCY, _ -> QueueBed.done())) {
      bed.submitMany(List.of(QueueBed.someone()), COMPILED_AFTER);
      steady(bed, perSecond, UNTIL_COMPILED);
      ProcessTree.Cpu before = QueueBed.cpu();
      double compiled = JitThreads.cpuSeconds();
      Latencies times = steady(bed, perSecond, Duration.ofSeconds(20));
      ProcessTree.Cpu used = QueueBed.cpu().since(before);
      double compiling = Math.max(0, JitThreads.cpuSeconds() - compiled);
      double perJob = (used.total() - compiling) * MILLIS / times.count();
      return List.of(
          Finding.below(
                  "no-op job at 50/s, submit to done, p50", "%.1f ms", 12, times.medianMillis())
              .beside("seeds' stack 16.6 ms (measured elsewhere)"),
          Finding.below("no-op job at 50/s, submit to done, p99", "%.1f ms", 40, times.p99Millis())
              .beside("seeds' stack 41 ms (measured elsewhere)"),
          Finding.below("processor time per job, JIT apart", "%.2f ms", 5, perJob)
              .beside("seeds' stack 17 ms (measured elsewhere)"),
          Finding.noted(
              "of it PostgreSQL", "%.2f ms".formatted(used.database() * MILLIS / times.count())),
          Finding.noted(
              "the JIT meanwhile", "%.2f ms".formatted(compiling * MILLIS / times.count())));
    }
  }

  private static Latencies steady(QueueBed bed, int perSecond, Duration length)
      throws InterruptedException {
    int count = (int) (perSecond * length.toSeconds());
    long apart = Duration.ofSeconds(1).toNanos() / perSecond;
    Map<JobId, Long> begun = new ConcurrentHashMap<>();
    Map<JobId, Long> ended = new ConcurrentHashMap<>();
    var all = new CountDownLatch(count);
    OwnerId owner = QueueBed.someone();
    try (var _ =
            bed.whenDone(job -> {
              if (ended.put(job, System.nanoTime()) == null) {
                all.countDown();
              }
            });
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      long first = System.nanoTime();
      for (int job = 0; job < count; job++) {
        long due = first + job * apart;
        TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
        threads.execute(() -> begun.put(bed.jobs().submit(QueueBed.noop(owner)).job().id(), due));
      }
      await(all);
    }
    var times = new Latencies();
    begun.forEach((job, since) -> times.add(ended.getOrDefault(job, Long.MAX_VALUE) - since));
    return times;
  }

  /// Jobs of many users that wait when the workers begin.
  public static List<Finding> measureDrain() throws Exception {
    int backlog = 20_000;
    List<OwnerId> owners = Stream.generate(QueueBed::someone).limit(100).toList();
    try (QueueBed bed = QueueBed.make()) {
      ProcessTree.Cpu atFirst = QueueBed.cpu();
      long began = System.nanoTime();
      bed.submitMany(owners, backlog);
      double submitSeconds = (System.nanoTime() - began) / NANOS_PER_SECOND;
      ProcessTree.Cpu submitted = QueueBed.cpu();
      double drainSeconds = drain(bed, backlog);
      ProcessTree.Cpu drained = QueueBed.cpu();
      return List.of(
          Finding.atLeast("backlog of 20,000 drained", "%.0f/s", 1000, backlog / drainSeconds)
              .beside("seeds' stack 328/s (measured elsewhere)"),
          Finding.noted(
              "processor time per job drained",
              "%.2f ms".formatted(drained.since(submitted).total() * MILLIS / backlog)),
          Finding.noted(
              "submit without HTTP, 64 at once", "%.0f/s".formatted(backlog / submitSeconds)),
          Finding.noted(
              "processor time per such submit",
              "%.2f ms".formatted(submitted.since(atFirst).total() * MILLIS / backlog)));
    }
  }

  private static double drain(QueueBed bed, int backlog) throws InterruptedException {
    var all = new CountDownLatch(backlog);
    try (var _ = bed.whenDone(_ -> all.countDown())) {
      long began = System.nanoTime();
      try (Workers _ =
          QueueBed.startWorkers(bed.jobs(), QueueBed.CONCURRENCY, _ -> QueueBed.done())) {
        await(all);
        return (System.nanoTime() - began) / NANOS_PER_SECOND;
      }
    }
  }

  /// Somebody with one job against somebody with a thousand in front.
  public static List<Finding> measureFairness() throws Exception {
    int backlog = 1000;
    int newcomers = 10;
    Duration length = Duration.ofMillis(300);
    Map<OwnerId, Long> begun = new ConcurrentHashMap<>();
    OwnerId hoarder = QueueBed.someone();
    try (QueueBed bed = QueueBed.make()) {
      bed.submitMany(List.of(hoarder), backlog);
      var waits = new Latencies();
      try (Workers _ =
          QueueBed.startWorkers(
              bed.jobs(),
              2,
              job -> {
                begun.putIfAbsent(job.job().owner(), System.nanoTime());
                Thread.sleep(length);
                return QueueBed.done();
              })) {
        Thread.sleep(length.multipliedBy(3));
        for (int newcomer = 0; newcomer < newcomers; newcomer++) {
          OwnerId owner = QueueBed.someone();
          long asked = System.nanoTime();
          bed.jobs().submit(QueueBed.noop(owner));
          while (!begun.containsKey(owner)) {
            Thread.sleep(1);
          }
          waits.add(begun.getOrDefault(owner, Long.MAX_VALUE) - asked);
        }
      }
      return List.of(
          Finding.below(
              "single job beside 1,000 of another user: worst wait",
              "%.2f job lengths",
              2,
              waits.maxMillis() / length.toMillis()));
    }
  }

  private static void await(CountDownLatch all) throws InterruptedException {
    if (!all.await(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException(
          all.getCount() + " jobs were not done after " + LIMIT_SECONDS + " s");
    }
  }
}
