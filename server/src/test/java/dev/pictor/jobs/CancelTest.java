package dev.pictor.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.testkit.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Stopping jobs that are not wanted any more.
class CancelTest {
  private static TestDatabase database;
  private static Jobs jobs;
  private static Jobs otherNode;

  private final OwnerId owner = TestJobs.somebody();

  @BeforeAll
  static void open() {
    database = TestDatabase.open();
    database.jdbi().useHandle(handle -> handle.execute("create table effect (job uuid)"));
    // Leases that outlive the test: only the words between nodes can be quick enough.
    JobSettings settings = TestJobs.settings(-1, Duration.ofSeconds(60));
    jobs = TestJobs.open(database.database(), settings);
    otherNode = TestJobs.open(database.database(), settings);
  }

  @AfterAll
  static void close() {
    jobs.close();
    otherNode.close();
    database.close();
  }

  @Test
  void aWaitingJobIsCancelledAtOnce() {
    Job job = jobs.submit(Submission.of(owner, "x").withQueue("nobody")).job();

    Job cancelled = jobs.cancel(job.id(), owner).orElseThrow();

    assertThat(cancelled.state()).isEqualTo(JobState.CANCELLED);
    assertThat(cancelled.times().finishedAt()).isNotNull();
    TestJobs.assertHistoryIsSound(jobs, job);
  }

  @Test
  void aRunningJobIsInterruptedWithinASecondOnWhicheverNodeItRuns() throws InterruptedException {
    for (Jobs runner : List.of(jobs, otherNode)) {
      String queue = runner.equals(jobs) ? "here" : "there";
      Job job = jobs.submit(Submission.of(owner, "sleep").withQueue(queue)).job();
      try (var _ = Workers.start(runner, queue, 1, Map.of("sleep", CancelTest::sleep))) {
        TestJobs.awaitState(jobs, job, JobState.RUNNING);
        Thread.sleep(200);
        long before = System.nanoTime();
        Job asked = jobs.cancel(job.id(), owner).orElseThrow();
        assertThat(asked.status().cancelRequested()).isTrue();
        TestJobs.awaitState(jobs, job, JobState.CANCELLED);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(1));
      }
      TestJobs.assertHistoryIsSound(jobs, job);
    }
  }

  @Test
  void aJobThatSucceedsInSpiteOfItsCancelEndsCancelledAndItsHookDoesNotRun() {
    var hooks = new AtomicInteger();
    JobHandler stubborn =
        context -> {
          while (!context.isCancelled()) {
            Thread.onSpinWait();
          }
          return new Outcome.Succeeded(TestJobs.RESULT, (_, _) -> hooks.incrementAndGet());
        };
    Job job = jobs.submit(Submission.of(owner, "stubborn").withQueue("stubborn")).job();
    try (var _ = Workers.start(jobs, "stubborn", 1, Map.of("stubborn", stubborn))) {
      TestJobs.awaitState(jobs, job, JobState.RUNNING);
      jobs.cancel(job.id(), owner);
      TestJobs.awaitState(jobs, job, JobState.CANCELLED);
    }
    assertThat(hooks).hasValue(0);
    assertThat(TestJobs.reread(jobs, job).end().result()).isNull();
  }

  @Test
  void aFinishedJobStaysAsItIs() {
    Job job = jobs.submit(Submission.of(owner, "x").alreadyDone(TestJobs.RESULT)).job();

    assertThat(jobs.cancel(job.id(), owner).orElseThrow().state()).isEqualTo(JobState.SUCCEEDED);
    assertThat(jobs.eventsSince(job.id(), 0)).hasSize(1);
  }

  @Test
  void theCancelOfAWaitingJobLeavesTheRunningOneAlone() {
    Job running = jobs.submit(Submission.of(owner, "sleep").withQueue("two")).job();
    try (var _ = Workers.start(jobs, "two", 1, Map.of("sleep", CancelTest::sleep))) {
      TestJobs.awaitState(jobs, running, JobState.RUNNING);
      Job waiting = jobs.submit(Submission.of(owner, "sleep").withQueue("two")).job();
      jobs.cancel(waiting.id(), owner);

      assertThat(TestJobs.stateOf(jobs, waiting)).isEqualTo(JobState.CANCELLED);
      assertThat(TestJobs.stateOf(jobs, running)).isEqualTo(JobState.RUNNING);
      jobs.cancel(running.id(), owner);
      TestJobs.awaitState(jobs, running, JobState.CANCELLED);
    }
  }

  @Test
  void aRunningJobThatIsDeletedStopsAndLeavesNothing() throws InterruptedException {
    var interrupted = new AtomicInteger();
    JobHandler handler =
        context -> {
          try {
            return sleep(context);
          } finally {
            interrupted.incrementAndGet();
          }
        };
    Job job = jobs.submit(Submission.of(owner, "sleep").withQueue("deleted")).job();
    try (var _ = Workers.start(jobs, "deleted", 1, Map.of("sleep", handler))) {
      TestJobs.awaitState(jobs, job, JobState.RUNNING);
      Thread.sleep(100);
      assertThat(jobs.delete(job.id(), owner)).isTrue();
      TestJobs.await("the handler stops", () -> interrupted.get() == 1);
    }
    assertThat(jobs.find(job.id(), owner)).isEmpty();
    assertThat(jobs.eventsSince(job.id(), 0)).isEmpty();
  }

  /// J12: cancels at any moment of a short life. Each job ends once; what succeeded has its effect,
  /// what was cancelled has none.
  @Test
  void aCancelAtAnyMomentEndsEachJobExactlyOnce() {
    int all = 400;
    JobHandler brief =
        _ -> {
          Thread.sleep(ThreadLocalRandom.current().nextInt(4));
          return new Outcome.Succeeded(
              TestJobs.RESULT,
              (transaction, id) ->
                  transaction.execute("insert into effect values (?)", id.value()));
        };
    var submitted = new ArrayList<Job>();
    try (var _ = Workers.start(jobs, "race", 8, Map.of("brief", brief));
        var _ = Workers.start(otherNode, "race", 8, Map.of("brief", brief));
        var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < all; i++) {
        Job job = jobs.submit(Submission.of(owner, "brief").withQueue("race")).job();
        submitted.add(job);
        if (i % 2 == 0) {
          long pause = ThreadLocalRandom.current().nextLong(12);
          Jobs node = i % 4 == 0 ? jobs : otherNode;
          callers.execute(() -> cancelAfter(node, job, pause));
        }
      }
      submitted.forEach(
          job -> TestJobs.await("the job ends", () -> TestJobs.stateOf(jobs, job).isFinal()));
    }
    for (Job job : submitted) {
      TestJobs.assertHistoryIsSound(jobs, job);
      boolean succeeded = TestJobs.stateOf(jobs, job) == JobState.SUCCEEDED;
      assertThat(effectsOf(job)).isEqualTo(succeeded ? 1 : 0);
    }
    assertThat(submitted.stream().filter(job -> submitted.indexOf(job) % 2 == 1))
        .allMatch(job -> TestJobs.stateOf(jobs, job) == JobState.SUCCEEDED);
  }

  private static void cancelAfter(Jobs node, Job job, long millis) {
    try {
      Thread.sleep(millis);
      node.cancel(job.id(), job.owner());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int effectsOf(Job job) {
    return database
        .jdbi()
        .withHandle(handle ->
            handle
                .select("select count(*) from effect where job = ?", job.id().value())
                .mapTo(Integer.class)
                .one());
  }

  private static Outcome sleep(JobContext context) throws InterruptedException {
    Thread.sleep(Duration.ofMinutes(5));
    return new Outcome.Succeeded(TestJobs.RESULT);
  }
}
