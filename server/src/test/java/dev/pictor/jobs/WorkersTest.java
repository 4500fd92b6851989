package dev.pictor.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.pictor.platform.Problem;
import dev.pictor.testkit.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// How attempts end.
class WorkersTest {
  private static TestDatabase database;
  private static Jobs jobs;

  private final OwnerId owner = TestJobs.somebody();

  @BeforeAll
  static void open() {
    database = TestDatabase.open();
    jobs = TestJobs.open(database);
  }

  @AfterAll
  static void close() {
    jobs.close();
    database.close();
  }

  @Test
  void aJobRunsAndItsResultAndHookAreStoredTogether() {
    database
        .jdbi()
        .useHandle(handle -> handle.execute("create table if not exists effect (job uuid)"));
    TransactionHook effect =
        (transaction, id) -> transaction.execute("insert into effect values (?)", id.value());
    Job job = runToItsEnd(_ -> new Outcome.Succeeded(TestJobs.RESULT, effect));

    assertThat(job.state()).isEqualTo(JobState.SUCCEEDED);
    assertThat(job.end().result()).isEqualTo(TestJobs.RESULT);
    assertThat(job.status().progress()).isEqualTo(100);
    assertThat(job.times().finishedAt()).isAfterOrEqualTo(job.times().startedAt());
    int effects =
        database
            .jdbi()
            .withHandle(handle ->
                handle
                    .select("select count(*) from effect where job = ?", job.id().value())
                    .mapTo(Integer.class)
                    .one());
    assertThat(effects).isEqualTo(1);
  }

  /// J9: whatever way an attempt ends, it is tried again, and the attempt is on record.
  @Test
  void anyKindOfExitIsTriedAgain() {
    Map<String, JobHandler> exits =
        Map.of(
            "exception",
            _ -> {
              throw new IllegalStateException("bug");
            },
            "error",
            _ -> {
              throw new StackOverflowError();
            },
            "memory",
            _ -> {
              throw new OutOfMemoryError("in the job");
            },
            "interrupt",
            _ -> {
              Thread.currentThread().interrupt();
              throw new InterruptedException("by itself");
            },
            "retryable",
            _ -> {
              throw Problem.of(Problem.Kind.UNAVAILABLE, "provider is down");
            });
    exits.forEach((name, exit) -> {
      Job job = runToItsEnd(context -> context.attempt() == 1 ? exit.run(context) : done());
      assertThat(job.state()).as(name).isEqualTo(JobState.SUCCEEDED);
      assertThat(job.status().attempt()).as(name).isEqualTo(2);
      assertThat(jobs.eventsSince(job.id(), 0))
          .as(name)
          .anyMatch(event ->
              event.state() == JobState.PENDING
                  && event.change().attempt() == 1
                  && event.end() != null);
    });
  }

  /// J9: a loop without end is ended by the run deadline, though it cannot be interrupted.
  @Test
  void aLoopThatHeedsNoInterruptLosesItsJobAtTheDeadlineAndOthersRunOn() {
    var release = new CountDownLatch(1);
    var limits = new JobLimits(2, Duration.ZERO, Duration.ofSeconds(1));
    JobHandler endless =
        context -> {
          while (context.attempt() == 1 && release.getCount() > 0) {
            Thread.onSpinWait();
          }
          return done();
        };
    Job job = runToItsEnd(endless, limits);
    release.countDown();

    assertThat(job.state()).isEqualTo(JobState.SUCCEEDED);
    assertThat(job.status().attempt()).isEqualTo(2);
    assertThat(errorsOf(job)).containsExactly("deadline_exceeded");
  }

  @Test
  void aJobFailsWhenItsAttemptsAreSpent() {
    var runs = new AtomicInteger();
    Job job =
        runToItsEnd(_ -> {
          runs.incrementAndGet();
          throw Problem.of(Problem.Kind.UNAVAILABLE, "still down");
        });

    assertThat(job.state()).isEqualTo(JobState.FAILED);
    assertThat(runs).hasValue(3);
    assertThat(job.end().error()).isEqualTo(new JobError("unavailable", "still down", true));
  }

  @Test
  void whatCannotWorkIsNotTriedAgain() {
    Job byProblem =
        runToItsEnd(_ -> {
          throw Problem.of(Problem.Kind.BAD_PICTURE, "cut short");
        });
    Job byOutcome =
        runToItsEnd(_ -> new Outcome.GaveUp(Problem.of(Problem.Kind.BAD_PICTURE, "cut short")));

    for (Job job : List.of(byProblem, byOutcome)) {
      assertThat(job.state()).isEqualTo(JobState.FAILED);
      assertThat(job.status().attempt()).isEqualTo(1);
      assertThat(job.end().error()).isEqualTo(new JobError("bad_picture", "cut short", false));
    }
  }

  @Test
  void aHookThatRefusesTheSuccessFailsTheAttempt() {
    TransactionHook refuses =
        (_, _) -> {
          throw Problem.of(Problem.Kind.CONFLICT, "the picture is gone");
        };
    Job job = runToItsEnd(_ -> new Outcome.Succeeded(TestJobs.RESULT, refuses));

    assertThat(job.state()).isEqualTo(JobState.FAILED);
    assertThat(job.end().result()).isNull();
    assertThat(job.end().error()).isEqualTo(new JobError("conflict", "the picture is gone", false));
  }

  @Test
  void aResultThatCannotBeStoredFailsTheJob() {
    var result = JsonNodeFactory.instance.objectNode().put("name", "a\0b");
    Job job = runToItsEnd(_ -> new Outcome.Succeeded(result));

    assertThat(job.state()).isEqualTo(JobState.FAILED);
  }

  @Test
  void progressNeverGoesBackWithinAnAttemptAndIsToldAtMostFourTimesASecond() {
    long begun = System.nanoTime();
    Job job =
        runToItsEnd(context -> {
          for (int percent = 1; percent <= 99; percent++) {
            context.progress(percent, JobPhase.PROCESSING);
            context.progress(percent / 2, JobPhase.PROCESSING);
            Thread.sleep(10);
          }
          return done();
        });
    double seconds = (System.nanoTime() - begun) / 1e9;

    List<JobEvent> running =
        jobs.eventsSince(job.id(), 0).stream()
            .filter(event -> event.state() == JobState.RUNNING)
            .toList();
    assertThat(running).hasSizeGreaterThan(3).hasSizeLessThanOrEqualTo((int) (4 * seconds) + 3);
    assertThat(running)
        .extracting(event -> event.change().progress())
        .isSortedAccordingTo(Integer::compare);
  }

  @Test
  void aProviderHandleIsThereForTheNextAttempt() {
    Set<String> seen = ConcurrentHashMap.newKeySet();
    Job job =
        runToItsEnd(context -> {
          context.providerHandle().ifPresent(seen::add);
          if (context.attempt() == 1) {
            context.keepProviderHandle("fal", "req-1");
            throw Problem.of(Problem.Kind.UNAVAILABLE, "connection lost");
          }
          return done();
        });

    assertThat(seen).containsExactly("req-1");
    assertThat(job.end().provider()).isEqualTo("fal");
    assertThat(job.times().submittedAt()).isNotNull();
  }

  /// J8 and river's rule: an interruption by our own shutdown is not an attempt.
  @Test
  void aStoppingNodeHandsItsJobsBackWithoutCountingAnAttempt() throws InterruptedException {
    var begun = new CountDownLatch(3);
    JobHandler slow =
        context -> {
          begun.countDown();
          if (context.attempt() == 1) {
            Thread.sleep(Duration.ofMinutes(5));
          }
          return done();
        };
    List<Job> all =
        IntStream.range(0, 3)
            .mapToObj(_ -> jobs.submit(once("slow").withQueue("stop")).job())
            .toList();
    var workers = Workers.start(jobs, "stop", 3, Map.of("slow", slow));
    begun.await();
    long before = System.nanoTime();
    workers.close();

    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
    assertThat(all)
        .allSatisfy(job -> assertThat(TestJobs.stateOf(jobs, job)).isEqualTo(JobState.PENDING));
    try (var _ = Workers.start(jobs, "stop", 3, Map.of("slow", slow))) {
      // One try each is all they have: the interrupted one must not have counted.
      all.forEach(job -> TestJobs.awaitState(jobs, job, JobState.SUCCEEDED));
    }
    all.forEach(job -> TestJobs.assertHistoryIsSound(jobs, job));
  }

  /// J8: whoever does not heed the interrupt is left behind; the job is not.
  @Test
  void aStoppingNodeDoesNotWaitForAHandlerThatHeedsNothing() {
    var release = new CountDownLatch(1);
    JobHandler deaf =
        _ -> {
          while (release.getCount() > 0) {
            Thread.onSpinWait();
          }
          return done();
        };
    Job job = jobs.submit(once("deaf").withQueue("deaf")).job();
    var workers = Workers.start(jobs, "deaf", 1, Map.of("deaf", deaf));
    TestJobs.awaitState(jobs, job, JobState.RUNNING);
    long before = System.nanoTime();
    workers.close();
    Duration took = Duration.ofNanos(System.nanoTime() - before);
    release.countDown();

    assertThat(took).isLessThan(Duration.ofSeconds(8));
    assertThat(TestJobs.stateOf(jobs, job)).isEqualTo(JobState.PENDING);
  }

  /// The node rule of a rolling upgrade: what this node cannot run is left for one that can.
  @Test
  void aJobOfAKindThatTheNodeDoesNotKnowWaitsForOneThatDoes() throws InterruptedException {
    Job job = jobs.submit(Submission.of(owner, "new-kind").withQueue("kinds")).job();
    try (var _ = Workers.start(jobs, "kinds", 1, Map.of("old-kind", TestJobs.DONE))) {
      Thread.sleep(1500);
    }
    assertThat(TestJobs.stateOf(jobs, job)).isEqualTo(JobState.PENDING);

    // The old node used its turn up; the audit makes a new one.
    assertThat(TestJobs.run(jobs, "job-turns")).isEqualTo(1);
    try (var _ = Workers.start(jobs, "kinds", 1, Map.of("new-kind", TestJobs.DONE))) {
      TestJobs.awaitState(jobs, job, JobState.SUCCEEDED);
    }
  }

  @Test
  void turnsWithoutJobsAreRemovedLastFirst() throws InterruptedException {
    List<Job> all =
        IntStream.range(0, 5)
            .mapToObj(_ -> jobs.submit(Submission.of(owner, "x").withQueue("audit")).job())
            .toList();
    all.subList(1, 4).forEach(job -> jobs.cancel(job.id(), owner));

    assertThat(TestJobs.run(jobs, "job-turns")).isEqualTo(3);

    List<Long> turns =
        database
            .jdbi()
            .withHandle(handle ->
                handle
                    .select("select turn from job_turn where owner = ?", owner.value())
                    .mapTo(Long.class)
                    .list());
    assertThat(turns).containsExactlyInAnyOrder(0L, 1000L);
  }

  private Submission once(String kind) {
    return Submission.of(owner, kind)
        .withLimits(new JobLimits(1, Duration.ZERO, Duration.ofMinutes(5)));
  }

  private static Outcome done() {
    return new Outcome.Succeeded(TestJobs.RESULT);
  }

  private Job runToItsEnd(JobHandler handler) {
    return runToItsEnd(handler, new JobLimits(3, Duration.ZERO, Duration.ofMinutes(5)));
  }

  /// Runs a job with workers of its own; the due duty comes round for its retries.
  private Job runToItsEnd(JobHandler handler, JobLimits limits) {
    String queue = "q" + System.nanoTime();
    Job job = jobs.submit(Submission.of(owner, "x").withQueue(queue).withLimits(limits)).job();
    try (var _ = Workers.start(jobs, queue, 2, Map.of("x", handler))) {
      TestJobs.await(
          "the job ends",
          () -> {
            runQuietly("job-due");
            return TestJobs.stateOf(jobs, job).isFinal();
          });
    }
    TestJobs.assertHistoryIsSound(jobs, job);
    return TestJobs.reread(jobs, job);
  }

  private static void runQuietly(String duty) {
    try {
      TestJobs.run(jobs, duty);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<String> errorsOf(Job job) {
    return jobs.eventsSince(job.id(), 0).stream()
        .map(JobEvent::end)
        .filter(end -> end != null && end.error() != null)
        .map(end -> end.error().code())
        .toList();
  }
}
