package dev.pictor.perf.storm;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.pictor.jobs.JobCounts;
import dev.pictor.jobs.JobHandler;
import dev.pictor.jobs.JobId;
import dev.pictor.jobs.JobLimits;
import dev.pictor.jobs.JobSettings;
import dev.pictor.jobs.Jobs;
import dev.pictor.jobs.Outcome;
import dev.pictor.jobs.OwnerId;
import dev.pictor.jobs.Submission;
import dev.pictor.jobs.TransactionHook;
import dev.pictor.jobs.Workers;
import dev.pictor.platform.Duties;
import dev.pictor.platform.sql.Database;
import dev.pictor.platform.sql.DatabaseAddress;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/// J3: workers are killed again and again while jobs are in flight. Afterwards every accepted job
/// has ended exactly once, its effect is there exactly once, and none stood still for long.
///
/// @param kills how many workers are killed
/// @param inFlight how many jobs are kept waiting or running
/// @param lease of the workers; the product's is 20 s
public record KillStorm(int kills, int inFlight, Duration lease) {
  static final String KIND = "storm";
  static final String PASSWORD = "STORM_PASSWORD";

  private static final int WORKERS = 3;
  private static final int OWNERS = 20;
  private static final int CONNECTIONS = 4;
  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
  private static final Duration LAST_JOBS = Duration.ofMinutes(5);

  /// What came out.
  ///
  /// @param accepted submissions that were answered, by this process and by those that were killed
  /// @param lost accepted, and not there
  /// @param unfinished there, and not succeeded
  /// @param twice effects beyond the first of a job, and successes without an effect
  /// @param gaps jobs whose events are not numbered without gaps, or that ended more than once
  /// @param rescued attempts that another worker had to repeat
  /// @param longestStandstill from the start of an attempt that died to the start of the next
  public record Result(
      int accepted,
      long lost,
      long unfinished,
      long twice,
      long gaps,
      long rescued,
      Duration longestStandstill) {}

  static JobSettings settings(Duration lease) {
    // Attempts without limit: a job may be unlucky more than three times in such weather.
    return new JobSettings(
        1,
        -1,
        lease,
        lease.dividedBy(4),
        new JobLimits(10_000, Duration.ZERO, Duration.ofMinutes(5)),
        List.of(Duration.ofMillis(100)),
        Duration.ZERO,
        Duration.ZERO);
  }

  /// Runs the storm on an empty database.
  public Result run(DatabaseAddress address) throws IOException, InterruptedException {
    Set<JobId> accepted = ConcurrentHashMap.newKeySet();
    try (var database = Database.open(address, CONNECTIONS);
        var jobs = Jobs.open(database, settings(lease), InstantSource.system())) {
      database
          .jdbi()
          .useHandle(handle ->
              handle.execute("create table if not exists storm_effect (job uuid not null)"));
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        Future<?> supply = threads.submit(() -> keepSupplied(jobs, accepted));
        rage(address, accepted, threads, supply);
        finish(jobs);
      }
      return new Verdict(database.jdbi()).on(accepted);
    }
  }

  /// One worker after the other is killed and replaced; the others work on.
  private void rage(
      DatabaseAddress address, Set<JobId> accepted, ExecutorService threads, Future<?> supply)
      throws IOException, InterruptedException {
    var alive = new ArrayDeque<Victim>();
    CrashPoint[] points = CrashPoint.values();
    for (int i = 0; i < kills; i++) {
      while (alive.size() < WORKERS) {
        CrashPoint point = points[(i + alive.size()) % points.length];
        alive.add(Victim.start(address, lease, point, accepted, threads));
      }
      alive.remove().awaitItsPointAndKill();
    }
    supply.cancel(true);
    for (Victim each : alive) {
      each.kill();
    }
  }

  /// After the storm this process, which nobody kills, brings all to an end.
  private static void finish(Jobs jobs) throws InterruptedException {
    Map<String, JobHandler> handlers =
        Map.of(
            KIND, _ -> new Outcome.Succeeded(JsonNodeFactory.instance.objectNode(), storeEffect()));
    try (Duties _ = Duties.start(jobs.duties());
        Workers _ = Workers.start(jobs, Submission.DEFAULT_QUEUE, WORKERS, handlers)) {
      long giveUp = System.nanoTime() + LAST_JOBS.toNanos();
      while (live(jobs) > 0 && System.nanoTime() < giveUp) {
        Thread.sleep(LOOK_AGAIN);
      }
    }
  }

  /// What must be there once for each job that succeeded.
  static TransactionHook storeEffect() {
    return (transaction, id) ->
        transaction.execute("insert into storm_effect (job) values (?)", id.value());
  }

  private void keepSupplied(Jobs jobs, Set<JobId> accepted) {
    List<OwnerId> owners =
        Stream.generate(() -> new OwnerId(UUID.randomUUID())).limit(OWNERS).toList();
    var args = JsonNodeFactory.instance.objectNode();
    int next = 0;
    try {
      while (true) {
        for (long missing = inFlight - live(jobs); missing > 0; missing--) {
          OwnerId owner = owners.get(next++ % OWNERS);
          accepted.add(jobs.submit(Submission.of(owner, KIND, args)).job().id());
        }
        Thread.sleep(LOOK_AGAIN);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // The storm is over.
    }
  }

  private static long live(Jobs jobs) {
    return jobs.counts().queues().stream().mapToLong(KillStorm::live).sum();
  }

  private static long live(JobCounts.OfQueue queue) {
    return queue.ready() + queue.delayed() + queue.running();
  }
}
