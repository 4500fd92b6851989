package dev.pictor.perf.storm;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.pictor.jobs.JobContext;
import dev.pictor.jobs.JobHandler;
import dev.pictor.jobs.JobPhase;
import dev.pictor.jobs.JobState;
import dev.pictor.jobs.Jobs;
import dev.pictor.jobs.Outcome;
import dev.pictor.jobs.OwnerId;
import dev.pictor.jobs.Submission;
import dev.pictor.jobs.TransactionHook;
import dev.pictor.jobs.Workers;
import dev.pictor.platform.Duties;
import dev.pictor.platform.sql.Database;
import dev.pictor.platform.sql.DatabaseAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/// The process that is killed: a node with workers, that submits a little as well. At its crash
/// point it says so and waits there.
public final class StormWorker {
  private static final int CONCURRENCY = 8;
  private static final int CONNECTIONS = 2;

  /// About two seconds of work: a worker that dies sooner does little but start.
  private static final int MOST_ARRIVALS = 150;

  private static final Duration BETWEEN_SUBMITS = Duration.ofMillis(25);

  private final CrashPoint point;

  /// Which arrival at the point is the last one.
  private final int fatalArrival = ThreadLocalRandom.current().nextInt(1, MOST_ARRIVALS + 1);

  private final AtomicInteger arrivals = new AtomicInteger();

  private StormWorker(CrashPoint point) {
    this.point = point;
  }

  /// @param args the JDBC address, the user, the lease in seconds and the crash point; the password
  ///   is in the environment
  public static void main(String[] args) throws InterruptedException {
    var address = new DatabaseAddress(args[0], args[1], System.getenv(KillStorm.PASSWORD));
    Duration lease = Duration.ofSeconds(Long.parseLong(args[2]));
    new StormWorker(CrashPoint.valueOf(args[3])).work(address, lease);
  }

  private void work(DatabaseAddress address, Duration lease) throws InterruptedException {
    Map<String, JobHandler> handlers = Map.of(KillStorm.KIND, this::run);
    try (var database = Database.open(address, CONNECTIONS);
        var jobs = Jobs.open(database, KillStorm.settings(lease), InstantSource.system());
        Duties _ = Duties.start(jobs.duties());
        var _ =
            jobs.feed()
                .followNode(event -> {
                  if (event.state() == JobState.SUCCEEDED) {
                    arriveAt(CrashPoint.AFTER_COMMIT);
                  }
                });
        Workers _ = Workers.start(jobs, Submission.DEFAULT_QUEUE, CONCURRENCY, handlers)) {
      submitForEver(jobs);
    }
  }

  private Outcome run(JobContext job) throws InterruptedException {
    arriveAt(CrashPoint.AFTER_CLAIM);
    Thread.sleep(ThreadLocalRandom.current().nextInt(100));
    job.progress(50, JobPhase.PROCESSING);
    arriveAt(CrashPoint.MID_WORK);
    Thread.sleep(ThreadLocalRandom.current().nextInt(100));
    TransactionHook effect =
        (transaction, id) -> {
          KillStorm.storeEffect().run(transaction, id);
          arriveAt(CrashPoint.BEFORE_COMMIT);
        };
    return new Outcome.Succeeded(JsonNodeFactory.instance.objectNode(), effect);
  }

  private void submitForEver(Jobs jobs) throws InterruptedException {
    var owner = new OwnerId(UUID.randomUUID());
    Submission submission =
        Submission.of(owner, KillStorm.KIND).withHook((_, _) -> arriveAt(CrashPoint.IN_SUBMIT));
    while (true) {
      System.out.println(CrashPoint.ACCEPTED + jobs.submit(submission).job().id());
      Thread.sleep(BETWEEN_SUBMITS);
    }
  }

  private void arriveAt(CrashPoint here) {
    if (here == point && arrivals.incrementAndGet() == fatalArrival) {
      System.out.println(CrashPoint.REACHED);
      while (true) {
        Thread.onSpinWait(); // Until the end.
      }
    }
  }
}
