package dev.pictor.perf.rows;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.pictor.jobs.JobFeed;
import dev.pictor.jobs.JobHandler;
import dev.pictor.jobs.JobId;
import dev.pictor.jobs.JobLimits;
import dev.pictor.jobs.JobSettings;
import dev.pictor.jobs.JobState;
import dev.pictor.jobs.Jobs;
import dev.pictor.jobs.Outcome;
import dev.pictor.jobs.OwnerId;
import dev.pictor.jobs.Submission;
import dev.pictor.jobs.Workers;
import dev.pictor.perf.process.PictorServer;
import dev.pictor.perf.process.ProcessTree;
import dev.pictor.perf.process.Scratch;
import dev.pictor.platform.Duties;
import dev.pictor.platform.postgres.EmbeddedPostgres;
import dev.pictor.platform.sql.Database;
import dev.pictor.platform.sql.DatabaseAddress;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/// The queue alone, without HTTP and pictures: a durable PostgreSQL of its own and the module
/// `jobs` in this process. What it costs is this process and the database below it.
final class QueueBed implements AutoCloseable {
  static final String NOOP = "noop";

  /// The queue's own concurrency in a drain; a no-op job is over before the next is claimed.
  static final int CONCURRENCY = 16;

  /// How many submits are under way at once while a backlog is made.
  private static final int SUBMITTERS = 64;

  private static final int CONNECTIONS = 16;

  private static final JobSettings SETTINGS =
      new JobSettings(
          CONCURRENCY,
          -1,
          Duration.ofSeconds(20),
          Duration.ofSeconds(5),
          new JobLimits(3, Duration.ZERO, Duration.ofMinutes(5)),
          List.of(Duration.ofSeconds(15)),
          Duration.ZERO,
          Duration.ofSeconds(2));

  private final Scratch scratch;
  private final EmbeddedPostgres postgres;
  private final Database database;
  private final Jobs jobs;
  private final Duties duties;

  private QueueBed(Scratch scratch, EmbeddedPostgres postgres) {
    this.scratch = scratch;
    this.postgres = postgres;
    database = openDatabase();
    jobs = Jobs.open(database, SETTINGS, InstantSource.system());
    duties = Duties.start(jobs.duties());
  }

  static QueueBed make() throws IOException, InterruptedException {
    Scratch scratch = Scratch.create();
    return new QueueBed(
        scratch,
        EmbeddedPostgres.start(
            scratch.folder().resolve("postgres"),
            PictorServer.home().resolve("perf/target/postgres-binaries")));
  }

  private Database openDatabase() {
    return Database.open(
        new DatabaseAddress(postgres.jdbcUrl(), postgres.user(), postgres.password()), CONNECTIONS);
  }

  Jobs jobs() {
    return jobs;
  }

  /// A second member of the cluster, with connections of its own, as on another machine.
  ///
  /// @param work is done with its queue before it leaves again
  void withAnotherNode(NodeWork work) throws Exception {
    try (Database other = openDatabase();
        Jobs there = Jobs.open(other, SETTINGS, InstantSource.system())) {
      work.with(there);
    }
  }

  /// What is measured on another node.
  @FunctionalInterface
  interface NodeWork {
    void with(Jobs there) throws Exception;
  }

  static Workers startWorkers(Jobs node, int concurrency, JobHandler handler) {
    return Workers.start(node, Submission.DEFAULT_QUEUE, concurrency, Map.of(NOOP, handler));
  }

  static Submission noop(OwnerId owner) {
    return Submission.of(owner, NOOP);
  }

  static OwnerId someone() {
    return new OwnerId(UUID.randomUUID());
  }

  static Outcome done() {
    return new Outcome.Succeeded(JsonNodeFactory.instance.objectNode());
  }

  /// Hears when a job is stored as succeeded on this node.
  JobFeed.Subscription whenDone(Consumer<JobId> listener) {
    return jobs.feed()
        .followNode(event -> {
          if (event.state() == JobState.SUCCEEDED) {
            listener.accept(event.job());
          }
        });
  }

  /// Submits so many jobs of these owners in turn, many at a time, and returns when all are stored.
  void submitMany(List<OwnerId> owners, int count) throws InterruptedException {
    var done = new CountDownLatch(count);
    var underWay = new Semaphore(SUBMITTERS);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int job = 0; job < count; job++) {
        OwnerId owner = owners.get(job % owners.size());
        underWay.acquire();
        threads.execute(() -> {
          jobs.submit(noop(owner));
          underWay.release();
          done.countDown();
        });
      }
      done.await();
    }
  }

  /// This process and the database.
  static ProcessTree.Cpu cpu() {
    return new ProcessTree(ProcessHandle.current()).cpuSeconds();
  }

  @Override
  public void close() throws IOException {
    duties.close();
    jobs.close();
    database.close();
    postgres.close();
    scratch.close();
  }
}
