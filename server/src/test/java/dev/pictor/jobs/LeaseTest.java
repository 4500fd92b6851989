package dev.pictor.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.testkit.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Who holds a job, and what becomes of the jobs of the dead and of the frozen.
class LeaseTest {
  private static final Duration LEASE = Duration.ofSeconds(1);

  private static TestDatabase database;
  private static Jobs jobs;

  private final OwnerId owner = TestJobs.somebody();

  @BeforeAll
  static void open() throws InterruptedException {
    database = TestDatabase.open();
    database
        .jdbi()
        .useHandle(handle -> handle.execute("create table effect (job uuid, attempt int)"));
    jobs = TestJobs.open(database.database(), TestJobs.settings(-1, LEASE));
    // Nobody is rescued right after a start of the database.
    Thread.sleep(LEASE);
  }

  @AfterAll
  static void close() {
    jobs.close();
    database.close();
  }

  /// J4: a worker that was frozen past its lease wakes up, finishes its work, and writes nothing.
  @Test
  void aFrozenWorkerThatWakesUpWritesNothing() throws Exception {
    try (var zombie = WorkerProcess.start(database.address(), "frozen", LEASE.toMillis(), 500)) {
      zombie.await("ready");
      Job job = jobs.submit(Submission.of(owner, "work").withQueue("frozen")).job();
      zombie.await("begun");
      TestJobs.await(
          "its progress is stored", () -> TestJobs.reread(jobs, job).status().progress() == 10);
      zombie.freeze();

      TestJobs.runUntilItActs(jobs, "job-rescue");
      JobHandler quick =
          context ->
              new Outcome.Succeeded(
                  TestJobs.RESULT,
                  (transaction, id) ->
                      transaction.execute(
                          "insert into effect values (?, ?)", id.value(), context.attempt()));
      try (var _ = Workers.start(jobs, "frozen", 1, Map.of("work", quick))) {
        TestJobs.awaitState(jobs, job, JobState.SUCCEEDED);
      }
      List<JobEvent> before = jobs.eventsSince(job.id(), 0);
      zombie.wake();
      zombie.await("done");
      Thread.sleep(1000);

      assertThat(jobs.eventsSince(job.id(), 0)).isEqualTo(before);
      assertThat(effectsOf(job)).containsExactly(2);
      TestJobs.assertHistoryIsSound(jobs, job);
    }
  }

  /// J5: a long job with heartbeats outlives its lease many times and runs once.
  @Test
  void aLongJobIsNotRescuedFromALivingWorker() throws InterruptedException {
    JobHandler slow =
        _ -> {
          Thread.sleep(LEASE.multipliedBy(4));
          return new Outcome.Succeeded(TestJobs.RESULT);
        };
    Job job = jobs.submit(Submission.of(owner, "slow").withQueue("long")).job();
    try (var _ = Workers.start(jobs, "long", 1, Map.of("slow", slow))) {
      while (TestJobs.stateOf(jobs, job) != JobState.SUCCEEDED) {
        TestJobs.run(jobs, "job-rescue");
        Thread.sleep(100);
      }
    }
    assertThat(TestJobs.reread(jobs, job).status().attempt()).isEqualTo(1);
  }

  /// J6: ten thousand healthy jobs do not hide a dead one.
  @Test
  void aDeadJobIsFoundBehindTenThousandHealthyOnes() throws InterruptedException {
    Job dead = jobs.submit(Submission.of(owner, "x").withQueue("crowd")).job();
    pretendToRun(dead, "now() - interval '1 second'");
    database
        .jdbi()
        .useHandle(handle ->
            handle.execute(
                """
                insert into job (id, owner, kind, surface, queue, priority, args, max_attempts,
                  run_seconds, start_seconds, state, attempt, tries, worker, lease_until, run_at)
                select gen_random_uuid(), ?, 'x', 'native', 'crowd', 0, '{}', 3, 0, 0, 'running',
                  1, 1, 'healthy', now() + interval '1 hour', now()
                from generate_series(1, 10000)
                """,
                owner.value()));

    assertThat(TestJobs.run(jobs, "job-rescue")).isEqualTo(1);
    assertThat(TestJobs.stateOf(jobs, dead)).isEqualTo(JobState.PENDING);
  }

  @Test
  void aJobThatKillsItsWorkerEachTimeEnds() throws InterruptedException {
    Job job = jobs.submit(Submission.of(owner, "deadly").withQueue("nobody")).job();
    for (int attempt = 1; attempt <= 3; attempt++) {
      pretendToRun(job, "now() - interval '1 second'");
      assertThat(TestJobs.run(jobs, "job-rescue")).isEqualTo(1);
    }

    Job failed = TestJobs.reread(jobs, job);
    assertThat(failed.state()).isEqualTo(JobState.FAILED);
    assertThat(failed.end().error()).isNotNull();
  }

  @Test
  void aDeadJobThatWasToBeCancelledEndsCancelled() throws InterruptedException {
    Job job = jobs.submit(Submission.of(owner, "x").withQueue("nobody")).job();
    pretendToRun(job, "now() - interval '1 second'");
    jobs.cancel(job.id(), owner);

    assertThat(TestJobs.run(jobs, "job-rescue")).isEqualTo(1);
    assertThat(TestJobs.stateOf(jobs, job)).isEqualTo(JobState.CANCELLED);
  }

  @Test
  void aRescuedJobIsNextAndRunsAgain() throws InterruptedException {
    Job job = jobs.submit(Submission.of(owner, "x").withQueue("rescued")).job();
    pretendToRun(job, "now() - interval '1 second'");
    TestJobs.run(jobs, "job-rescue");
    try (var _ = Workers.start(jobs, "rescued", 1, Map.of("x", TestJobs.DONE))) {
      TestJobs.awaitState(jobs, job, JobState.SUCCEEDED);
    }
    TestJobs.assertHistoryIsSound(jobs, job);
  }

  /// O2: this node's clock jumps an hour forth and back; leases, retries and deadlines go by the
  /// database's clock and by the monotonic one.
  @Test
  void aClockThatJumpsCostsNoLeaseAndNoOrder() throws InterruptedException {
    var clock = new AtomicReference<>(Instant.now());
    JobHandler slow =
        _ -> {
          Thread.sleep(LEASE.multipliedBy(2));
          return new Outcome.Succeeded(TestJobs.RESULT);
        };
    try (var node = Jobs.open(database.database(), TestJobs.settings(-1, LEASE), clock::get);
        var _ = Workers.start(node, "jumpy", 4, Map.of("slow", slow))) {
      Job before = node.submit(Submission.of(owner, "slow").withQueue("jumpy")).job();
      clock.updateAndGet(now -> now.plus(Duration.ofHours(1)));
      Job ahead = node.submit(Submission.of(owner, "slow").withQueue("jumpy")).job();
      clock.updateAndGet(now -> now.minus(Duration.ofHours(2)));
      Job behind = node.submit(Submission.of(owner, "slow").withQueue("jumpy")).job();

      for (Job job : List.of(before, ahead, behind)) {
        while (TestJobs.stateOf(node, job) != JobState.SUCCEEDED) {
          TestJobs.run(jobs, "job-rescue");
          TestJobs.run(jobs, "job-due");
          Thread.sleep(50);
        }
        assertThat(TestJobs.reread(node, job).status().attempt()).isEqualTo(1);
        assertThat(Duration.between(TestJobs.reread(node, job).times().createdAt(), Instant.now()))
            .isLessThan(Duration.ofMinutes(1));
      }
      assertThat(List.of(before.id(), ahead.id(), behind.id())).isSorted();
    }
  }

  /// O2, the database's own clock set back: the lease of a dead worker ends absurdly late, and is
  /// taken for what it is.
  @Test
  void aLeaseFromBeforeTheDatabasesClockWasSetBackDoesNotLast() throws InterruptedException {
    Job job = jobs.submit(Submission.of(owner, "x").withQueue("nobody")).job();
    pretendToRun(job, "now() + interval '1 hour'");
    database
        .jdbi()
        .useHandle(handle ->
            handle.execute(
                "update job set started_at = now() + interval '1 hour' where id = ?",
                job.id().value()));

    assertThat(TestJobs.run(jobs, "job-rescue")).isEqualTo(1);
    assertThat(TestJobs.stateOf(jobs, job)).isEqualTo(JobState.PENDING);
  }

  /// As a claim by a node that is not there any more.
  private static void pretendToRun(Job job, String leaseUntil) {
    database
        .jdbi()
        .useHandle(handle -> {
          handle.execute(
              "update job set state = 'running', worker = 'gone', attempt = attempt + 1,"
                  + " tries = tries + 1, seq = seq + 1, started_at = now(), lease_until = "
                  + leaseUntil
                  + " where id = ?",
              job.id().value());
          handle.execute(
              "insert into job_event (job_id, seq, attempt, state, phase, progress)"
                  + " select id, seq, attempt, state, 'processing', 0 from job where id = ?",
              job.id().value());
          handle.execute("delete from job_turn where owner = ?", job.owner().value());
        });
  }

  private static List<Integer> effectsOf(Job job) {
    return database
        .jdbi()
        .withHandle(handle ->
            handle
                .select("select attempt from effect where job = ?", job.id().value())
                .mapTo(Integer.class)
                .list());
  }
}
