package dev.pictor.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.platform.Json;
import dev.pictor.platform.Problem;
import dev.pictor.testkit.Simultaneously;
import dev.pictor.testkit.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Work that several jobs ask for is done by one of them, and none of the others is lost.
class FlightTest {
  private static final JobLimits ONE_TRY = new JobLimits(1, Duration.ZERO, Duration.ZERO);

  private static TestDatabase database;
  private static Jobs here;
  private static Jobs there;

  private final OwnerId owner = TestJobs.somebody();
  private final String flight = "flight " + UUID.randomUUID();
  private final Set<String> done = ConcurrentHashMap.newKeySet();
  private final AtomicInteger made = new AtomicInteger();

  @BeforeAll
  static void open() {
    database = TestDatabase.open();
    here = TestJobs.open(database);
    there = TestJobs.open(database);
  }

  @AfterAll
  static void close() {
    here.close();
    there.close();
    database.close();
  }

  /// What the leader does.
  private interface Work {
    Outcome run(JobContext job) throws InterruptedException;
  }

  /// Takes what is there, or leads, or stands aside; as a handler with a cache does.
  private JobHandler sharing(Work work) {
    return job -> {
      String name = job.job().request().args().path("flight").asText();
      if (done.contains(name)) {
        return new Outcome.Succeeded(TestJobs.RESULT);
      }
      if (!job.lead(name)) {
        return new Outcome.StandAside(name);
      }
      if (done.contains(name)) {
        return new Outcome.Succeeded(TestJobs.RESULT);
      }
      made.incrementAndGet();
      return work.run(job);
    };
  }

  private Outcome finished() {
    return new Outcome.Succeeded(TestJobs.RESULT, (_, _) -> done.add(flight));
  }

  private Submission submission(OwnerId whose) {
    return Submission.of(whose, "x", Json.MAPPER.createObjectNode().put("flight", flight))
        .withQueue(flight)
        .withLimits(ONE_TRY);
  }

  private Job submit() {
    return here.submit(submission(owner)).job();
  }

  private Workers workers(Jobs node, JobHandler handler) {
    return Workers.start(node, flight, 5, Map.of("x", handler));
  }

  private static boolean isAside(Job job) {
    return database
        .jdbi()
        .withHandle(handle ->
            handle
                .createQuery("select delayed and waits_for is not null from job where id = :id")
                .bind("id", job.id().value())
                .mapTo(Boolean.class)
                .one());
  }

  private static void awaitAside(Job job) {
    TestJobs.await("it stands aside", () -> isAside(job));
  }

  /// Two nodes, several users, one flight; nothing is told when a job has one try only.
  @Test
  void ofTwoHundredAtOnceOneWorksAndAllSucceed() throws Exception {
    JobHandler handler =
        sharing(job -> {
          Thread.sleep(300);
          return finished();
        });
    try (var _ = workers(here, handler);
        var _ = workers(there, handler)) {
      List<Job> all =
          Simultaneously.run(
              200,
              i ->
                  (i % 2 == 0 ? here : there)
                      .submit(submission(i % 3 == 0 ? owner : TestJobs.somebody()))
                      .job());

      all.forEach(job -> TestJobs.awaitState(here, job, JobState.SUCCEEDED));
      assertThat(made).hasValue(1);
      all.forEach(job -> TestJobs.assertHistoryIsSound(here, job));
    }
  }

  @Test
  void otherFlightsDoNotWait() {
    var open = new CountDownLatch(1);
    JobHandler handler =
        sharing(job -> {
          if (job.job().request().args().path("flight").asText().equals(flight)) {
            open.await();
          }
          return finished();
        });
    try (var _ = workers(here, handler)) {
      Job slow = submit();
      TestJobs.awaitState(here, slow, JobState.RUNNING);
      var other =
          Submission.of(owner, "x", Json.MAPPER.createObjectNode().put("flight", "other " + flight))
              .withQueue(flight);
      Job quick = here.submit(other).job();
      TestJobs.awaitState(here, quick, JobState.SUCCEEDED);
      assertThat(TestJobs.stateOf(here, slow)).isEqualTo(JobState.RUNNING);
      open.countDown();
      TestJobs.awaitState(here, slow, JobState.SUCCEEDED);
    }
  }

  @Test
  void whenTheLeaderFailsTheNextOneLeadsAtOnceAndTheRestWaitForIt() {
    JobHandler handler =
        sharing(job -> {
          Thread.sleep(150);
          return made.get() <= 2 ? new Outcome.GaveUp(Problem.notFound("face")) : finished();
        });
    try (var _ = workers(here, handler)) {
      List<Job> all = IntStream.range(0, 8).mapToObj(_ -> submit()).toList();
      TestJobs.await(
          "all are final",
          () -> all.stream().allMatch(job -> TestJobs.stateOf(here, job).isFinal()));
      assertThat(all.stream().filter(job -> TestJobs.stateOf(here, job) == JobState.FAILED))
          .hasSize(2);
      assertThat(made).hasValue(3);
    }
  }

  @Test
  void whenTheLeaderIsCancelledTheWorkGoesOnForTheOthers() {
    var begun = new CountDownLatch(1);
    JobHandler handler =
        sharing(_ -> {
          if (made.get() == 1) {
            begun.countDown();
            Thread.sleep(60_000);
          }
          return finished();
        });
    try (var _ = workers(here, handler)) {
      Job leader = submit();
      TestJobs.await("the leader works", () -> begun.getCount() == 0);
      Job follower = there.submit(submission(TestJobs.somebody())).job();
      awaitAside(follower);

      there.cancel(leader.id(), owner);

      TestJobs.awaitState(here, leader, JobState.CANCELLED);
      TestJobs.awaitState(here, follower, JobState.SUCCEEDED);
      assertThat(made).hasValue(2);
    }
  }

  @Test
  void whenTheLeaderIsDeletedTheWorkGoesOnForTheOthers() {
    var begun = new CountDownLatch(1);
    JobHandler handler =
        sharing(_ -> {
          if (made.get() == 1) {
            begun.countDown();
            Thread.sleep(60_000);
          }
          return finished();
        });
    try (var _ = workers(here, handler)) {
      Job leader = submit();
      TestJobs.await("the leader works", () -> begun.getCount() == 0);
      Job follower = submit();
      awaitAside(follower);

      assertThat(there.delete(leader.id(), owner)).isTrue();

      TestJobs.awaitState(here, follower, JobState.SUCCEEDED);
    }
  }

  /// Its process is gone without a word: only the duties of other nodes find out.
  @Test
  void whenTheLeadersNodeDiesTheOthersGoOn() throws InterruptedException {
    Job leader = submit();
    database
        .jdbi()
        .useHandle(handle -> {
          handle.execute(
              "update job set state = 'running', attempt = 1, tries = 1, worker = 'gone',"
                  + " lease_until = now() + interval '1 hour' where id = ?",
              leader.id().value());
          handle.execute(
              "insert into job_flight (key, job_id, attempt) values (?, ?, 1)",
              flight,
              leader.id().value());
        });
    try (var _ = workers(there, sharing(_ -> finished()))) {
      Job follower = submit();
      awaitAside(follower);
      assertThat(TestJobs.run(there, "job-flights")).isZero();
      assertThat(isAside(follower)).isTrue();

      database
          .jdbi()
          .useHandle(handle ->
              handle.execute(
                  "update job set lease_until = now() - interval '1 hour' where id = ?",
                  leader.id().value()));
      TestJobs.runUntilItActs(there, "job-rescue");
      assertThat(TestJobs.run(there, "job-flights")).isEqualTo(1);

      TestJobs.awaitState(there, follower, JobState.SUCCEEDED);
      assertThat(made).hasValue(1);
    }
  }

  /// Its lease was lost and it lives on: it leads no more, and what it says changes nothing.
  @Test
  void aFrozenLeaderKeepsNobodyWaiting() {
    var begun = new CountDownLatch(1);
    var thaw = new CountDownLatch(1);
    JobHandler frozen =
        sharing(_ -> {
          begun.countDown();
          boolean isThawed = false;
          while (!isThawed) {
            try {
              thaw.await();
              isThawed = true;
            } catch (InterruptedException _) {
              // It hears nothing.
            }
          }
          return finished();
        });
    Job leader = submit();
    try (var old = workers(here, frozen)) {
      TestJobs.await("the leader works", () -> begun.getCount() == 0);
      old.close(Duration.ZERO);
    }
    // What is lost is taken from it and given back; the one thread is left to itself.
    try (var _ = workers(there, sharing(_ -> finished()))) {
      Job follower = there.submit(submission(owner)).job();
      TestJobs.awaitState(there, follower, JobState.SUCCEEDED);
      TestJobs.awaitState(there, leader, JobState.SUCCEEDED);
    } finally {
      thaw.countDown();
    }
    assertThat(made).hasValue(2);
  }

  @Test
  void whoStandsAsideIsCancelledAtOnceAndKeepsNobodyWaiting() {
    var open = new CountDownLatch(1);
    JobHandler handler =
        sharing(_ -> {
          open.await();
          return finished();
        });
    try (var _ = workers(here, handler)) {
      Job leader = submit();
      TestJobs.awaitState(here, leader, JobState.RUNNING);
      Job second = submit();
      Job third = submit();
      awaitAside(second);
      awaitAside(third);

      assertThat(here.cancel(second.id(), owner).orElseThrow().state())
          .isEqualTo(JobState.CANCELLED);
      open.countDown();

      TestJobs.awaitState(here, leader, JobState.SUCCEEDED);
      TestJobs.awaitState(here, third, JobState.SUCCEEDED);
      assertThat(TestJobs.stateOf(here, second)).isEqualTo(JobState.CANCELLED);
    }
  }

  @Test
  void whoStandsAsideFailsAtItsOwnDeadline() throws InterruptedException {
    var open = new CountDownLatch(1);
    JobHandler handler =
        sharing(_ -> {
          open.await();
          return finished();
        });
    try (var _ = workers(here, handler)) {
      Job leader = submit();
      TestJobs.awaitState(here, leader, JobState.RUNNING);
      var limits = new JobLimits(1, Duration.ofSeconds(1), Duration.ZERO);
      Job hurried = here.submit(submission(owner).withLimits(limits)).job();
      awaitAside(hurried);

      TestJobs.runUntilItActs(there, "job-due");

      assertThat(TestJobs.stateOf(here, hurried)).isEqualTo(JobState.FAILED);
      assertThat(TestJobs.reread(here, hurried).end().error())
          .extracting(JobError::code)
          .isEqualTo(Problem.Kind.DEADLINE_EXCEEDED.code());
      assertThat(TestJobs.stateOf(here, leader)).isEqualTo(JobState.RUNNING);
      open.countDown();
    }
  }

  /// Whatever became of the leader, and of the word of its end.
  @Test
  void whoeverWaitsForNobodyIsFound() throws InterruptedException {
    Job lost = submit();
    database
        .jdbi()
        .useHandle(handle -> {
          handle.execute("delete from job_turn where owner = ?", owner.value());
          handle.execute(
              "update job set delayed = true, waits_for = ? where id = ?",
              flight,
              lost.id().value());
        });

    assertThat(TestJobs.run(there, "job-flights")).isEqualTo(1);
    try (var _ = workers(here, sharing(_ -> finished()))) {
      TestJobs.awaitState(here, lost, JobState.SUCCEEDED);
    }
  }

  @Test
  void flightsThatAreOverAreForgotten() throws InterruptedException {
    try (var _ = workers(here, sharing(_ -> finished()))) {
      TestJobs.awaitState(here, submit(), JobState.SUCCEEDED);
    }
    TestJobs.run(here, "job-flights");
    assertThat(flights()).as("younger than a minute").isEqualTo(1);
    database
        .jdbi()
        .useHandle(handle ->
            handle.execute(
                "update job_flight set taken_at = now() - interval '2 minutes' where key = ?",
                flight));

    TestJobs.run(here, "job-flights");
    assertThat(flights()).isZero();
  }

  private long flights() {
    return database
        .jdbi()
        .withHandle(handle ->
            handle
                .createQuery("select count(*) from job_flight where key = :key")
                .bind("key", flight)
                .mapTo(Long.class)
                .one());
  }
}
