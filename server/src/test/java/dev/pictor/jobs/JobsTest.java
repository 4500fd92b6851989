package dev.pictor.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.pictor.platform.Problem;
import dev.pictor.testkit.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/// Submit, find, list, delete.
class JobsTest {
  private static TestDatabase database;
  private static Jobs jobs;

  private final OwnerId owner = TestJobs.somebody();

  @BeforeAll
  static void open() {
    database = TestDatabase.open();
    database.jdbi().useHandle(handle -> handle.execute("create table hold (job uuid)"));
    jobs = TestJobs.open(database);
  }

  @AfterAll
  static void close() {
    jobs.close();
    database.close();
  }

  @Test
  void aJobIsPendingWithItsFirstEventAndItsTurnWhenSubmitReturns() {
    var args = JsonNodeFactory.instance.objectNode().put("style", "INK");
    Submitted submitted =
        jobs.submit(
            Submission.of(owner, "sketch", args)
                .withSurface("sketch")
                .withQueue("quiet")
                .withPriority(7));

    Job job = jobs.find(submitted.job().id(), owner).orElseThrow();
    assertThat(submitted.replayed()).isFalse();
    assertThat(job.state()).isEqualTo(JobState.PENDING);
    assertThat(job.request()).isEqualTo(new JobRequest("sketch", "sketch", "quiet", 7, args));
    assertThat(job.times()).isEqualTo(submitted.job().times());
    assertThat(jobs.eventsSince(job.id(), 0)).extracting(JobEvent::seq).containsExactly(1);
    assertThat(turnsOf(owner)).isEqualTo(1);
  }

  /// J15: what is not there is not found, and never "done".
  @Test
  void anUnknownJobAndSomebodyElsesJobAreNotThere() {
    Job mine = jobs.submit(Submission.of(owner, "quiet")).job();
    var unknown = new JobId(UUID.randomUUID());
    OwnerId other = TestJobs.somebody();

    assertThat(jobs.find(unknown, owner)).isEmpty();
    assertThat(jobs.find(mine.id(), other)).isEmpty();
    assertThat(jobs.cancel(unknown, owner)).isEmpty();
    assertThat(jobs.cancel(mine.id(), other)).isEmpty();
    assertThat(jobs.delete(mine.id(), other)).isFalse();
    assertThat(jobs.eventsSince(unknown, 0)).isEmpty();
    assertThat(TestJobs.stateOf(jobs, mine)).isEqualTo(JobState.PENDING);
  }

  @Test
  void workThatIsDoneAlreadyIsStoredAsSucceededAndNeverRuns() {
    Job job = jobs.submit(Submission.of(owner, "quiet").alreadyDone(TestJobs.RESULT)).job();

    Job stored = TestJobs.reread(jobs, job);
    assertThat(stored.state()).isEqualTo(JobState.SUCCEEDED);
    assertThat(stored.end().result()).isEqualTo(TestJobs.RESULT);
    assertThat(stored.times().finishedAt()).isNotNull();
    assertThat(turnsOf(owner)).isZero();
  }

  @Test
  void listsComeNewestFirstInPagesWithoutGapsAndFiltered() {
    var ids = new ArrayList<JobId>();
    for (int i = 0; i < 7; i++) {
      var args = JsonNodeFactory.instance.objectNode().put("style", i % 2 == 0 ? "INK" : "OIL");
      String surface = i < 5 ? "sketch" : "native";
      ids.addFirst(jobs.submit(Submission.of(owner, "x", args).withSurface(surface)).job().id());
    }

    var seen = new ArrayList<JobId>();
    JobPage page = jobs.list(owner, JobFilter.ALL, 3, null);
    page.jobs().forEach(job -> seen.add(job.id()));
    while (page.next() != null) {
      page = jobs.list(owner, JobFilter.ALL, 3, page.next());
      page.jobs().forEach(job -> seen.add(job.id()));
    }
    assertThat(seen).isEqualTo(ids);
    JobFilter inkSketches = JobFilter.ALL.ofSurface("sketch").withArg("style", "INK").ofKind("x");
    assertThat(jobs.list(owner, inkSketches, 100, null).jobs()).hasSize(3);
    assertThat(jobs.list(owner, JobFilter.ALL.inState(JobState.RUNNING), 100, null).jobs())
        .isEmpty();
    assertThat(jobs.list(TestJobs.somebody(), JobFilter.ALL, 100, null).jobs()).isEmpty();
  }

  @Test
  void aDeletedJobIsGoneWithItsEventsAndItsKeyIsFreeAgain() {
    Submission submission = Submission.of(owner, "quiet").withIdempotencyKey("again", "d");
    Job job = jobs.submit(submission).job();

    assertThat(jobs.delete(job.id(), owner)).isTrue();

    assertThat(jobs.find(job.id(), owner)).isEmpty();
    assertThat(jobs.eventsSince(job.id(), 0)).isEmpty();
    assertThat(jobs.submit(submission).replayed()).isFalse();
  }

  @Test
  void theHookCommitsWithTheJob() {
    Job job = jobs.submit(Submission.of(owner, "quiet").withHook(JobsTest::hold)).job();

    assertThat(holdsOf(job.id())).isEqualTo(1);
  }

  /// Repeated: how the submissions share their transactions is chance.
  @RepeatedTest(10)
  void aHookThatRefusesRefusesItsOwnSubmissionOnly() throws InterruptedException {
    int all = 60;
    var refused = new ArrayList<Problem>();
    var stored = new ArrayList<Job>();
    var begin = new CountDownLatch(1);
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < all; i++) {
        boolean poor = i % 3 == 0;
        callers.execute(() -> {
          awaitQuietly(begin);
          submitWithHold(poor, stored, refused);
        });
      }
      begin.countDown();
    }

    assertThat(refused).hasSize(20).allMatch(each -> each.kind() == Problem.Kind.FORBIDDEN);
    assertThat(stored).hasSize(40);
    assertThat(stored).allSatisfy(job -> assertThat(holdsOf(job.id())).isEqualTo(1));
    assertThat(jobs.list(owner, JobFilter.ALL, 100, null).jobs()).hasSize(40);
    assertThat(turnsOf(owner)).isEqualTo(40);
  }

  private void submitWithHold(boolean poor, List<Job> stored, List<Problem> refused) {
    TransactionHook hook =
        (transaction, job) -> {
          hold(transaction, job);
          if (poor) {
            throw Problem.of(Problem.Kind.FORBIDDEN, "no credit");
          }
        };
    try {
      Job job = jobs.submit(Submission.of(owner, "quiet").withHook(hook)).job();
      synchronized (stored) {
        stored.add(job);
      }
    } catch (Problem problem) {
      synchronized (refused) {
        refused.add(problem);
      }
    }
  }

  @Test
  void textThatCannotBeStoredIsABadRequestAndHurtsNobodyElse() throws InterruptedException {
    var bad = JsonNodeFactory.instance.objectNode().put("name", "a\0b");
    var results = new ArrayList<Object>();
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 20; i++) {
        Submission submission =
            i == 7 ? Submission.of(owner, "quiet", bad) : Submission.of(owner, "quiet");
        callers.execute(() -> submitInto(results, submission));
      }
    }

    assertThat(results.stream().filter(Submitted.class::isInstance)).hasSize(19);
    assertThat(results.stream().filter(Problem.class::isInstance).map(Problem.class::cast))
        .singleElement()
        .matches(problem -> problem.kind() == Problem.Kind.INVALID_REQUEST);
  }

  private static void submitInto(List<Object> results, Submission submission) {
    Object result;
    try {
      result = jobs.submit(submission);
    } catch (Problem problem) {
      result = problem;
    }
    synchronized (results) {
      results.add(result);
    }
  }

  @Test
  void priorityOrdersAnOwnersOwnJobsAndThenTheOrderOfSubmission() {
    var order = new ArrayList<String>();
    for (String name : List.of("a", "b", "urgent", "c")) {
      var args = JsonNodeFactory.instance.objectNode().put("name", name);
      jobs.submit(
          Submission.of(owner, "note", args)
              .withQueue("ordered")
              .withPriority(name.equals("urgent") ? 5 : 0));
    }
    JobHandler note =
        context -> {
          synchronized (order) {
            order.add(context.job().request().args().get("name").asText());
          }
          return new Outcome.Succeeded(TestJobs.RESULT);
        };
    try (var _ = Workers.start(jobs, "ordered", 1, Map.of("note", note))) {
      TestJobs.await("all ran", () -> order.size() == 4);
    }
    assertThat(order).containsExactly("urgent", "a", "b", "c");
  }

  @Test
  void aDelayedJobGetsItsTurnWhenItsTimeHasCome() throws InterruptedException {
    Submission later =
        Submission.of(owner, "late").withQueue("late").withDelay(Duration.ofMillis(300));
    Job job = jobs.submit(later).job();
    assertThat(turnsOf(owner)).isZero();

    TestJobs.runUntilItActs(jobs, "job-due");

    assertThat(turnsOf(owner)).isEqualTo(1);
    try (var _ = Workers.start(jobs, "late", 1, Map.of("late", TestJobs.DONE))) {
      TestJobs.awaitState(jobs, job, JobState.SUCCEEDED);
    }
    TestJobs.assertHistoryIsSound(jobs, job);
  }

  @Test
  void aJobThatNobodyStartsInTimeFails() throws InterruptedException {
    var limits = new JobLimits(3, Duration.ofSeconds(1), Duration.ZERO);
    Job job = jobs.submit(Submission.of(owner, "x").withQueue("dead").withLimits(limits)).job();

    TestJobs.runUntilItActs(jobs, "job-due");

    Job failed = TestJobs.reread(jobs, job);
    assertThat(failed.state()).isEqualTo(JobState.FAILED);
    assertThat(failed.end().error())
        .isNotNull()
        .extracting(JobError::code)
        .isEqualTo("deadline_exceeded");
    TestJobs.assertHistoryIsSound(jobs, job);
  }

  @Test
  void countsTellWhatWaitsAndRuns() {
    String queue = "counted";
    jobs.submit(Submission.of(owner, "x").withQueue(queue));
    jobs.submit(Submission.of(owner, "x").withQueue(queue).withDelay(Duration.ofHours(1)));

    JobCounts.OfQueue counts =
        jobs.counts().queues().stream()
            .filter(each -> each.queue().equals(queue))
            .findFirst()
            .orElseThrow();
    assertThat(counts.ready()).isEqualTo(1);
    assertThat(counts.delayed()).isEqualTo(1);
    assertThat(counts.running()).isZero();
    assertThat(counts.oldestWait()).isPositive();
  }

  @Test
  void oldFinishedJobsAndOldKeysAreForgotten() throws InterruptedException {
    Submission done = Submission.of(owner, "x").alreadyDone(TestJobs.RESULT);
    Job old = jobs.submit(done.withIdempotencyKey("old", "d")).job();
    Job fresh = jobs.submit(done.withIdempotencyKey("fresh", "d")).job();
    // An id of the year 2020, as a job of then would have.
    var aged =
        new JobId(UUID.fromString("0171c0e0-0000-7000-8000-" + old.id().toString().substring(24)));
    database
        .jdbi()
        .useHandle(handle -> {
          handle.execute(
              "update job set id = ?, finished_at = now() - interval '31 days' where id = ?",
              aged.value(),
              old.id().value());
          handle.execute(
              "update job_event set job_id = ? where job_id = ?", aged.value(), old.id().value());
          handle.execute(
              "update job_idempotency set created_at = now() - interval '25 hours'"
                  + " where owner = ? and key = 'old'",
              owner.value());
        });

    TestJobs.run(jobs, "job-retention");

    assertThat(jobs.find(aged, owner)).isEmpty();
    assertThat(jobs.eventsSince(aged, 0)).isEmpty();
    assertThat(jobs.find(fresh.id(), owner)).isPresent();
    assertThat(jobs.submit(done.withIdempotencyKey("old", "other")).replayed()).isFalse();
    assertThat(jobs.submit(done.withIdempotencyKey("fresh", "d")).replayed()).isTrue();
  }

  @Test
  void aPriorityOrAPageSizeOutOfRangeIsRefused() {
    assertThatThrownBy(() -> Submission.of(owner, "x").withPriority(101))
        .hasMessage("priority is not within -100..100: 101");
    assertThatThrownBy(() -> jobs.list(owner, JobFilter.ALL, 101, null))
        .hasMessage("limit is not within 1..100: 101");
  }

  private static void hold(org.jdbi.v3.core.Handle transaction, JobId job) {
    transaction.execute("insert into hold values (?)", job.value());
  }

  private static int holdsOf(JobId job) {
    return count("select count(*) from hold where job = ?", job.value());
  }

  private static int turnsOf(OwnerId owner) {
    return count("select count(*) from job_turn where owner = ?", owner.value());
  }

  private static int count(String sql, UUID id) {
    return database.jdbi().withHandle(handle -> handle.select(sql, id).mapTo(Integer.class).one());
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
