package dev.pictor.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pictor.billing.Price;
import dev.pictor.identity.UserId;
import dev.pictor.jobs.Job;
import dev.pictor.jobs.JobFilter;
import dev.pictor.jobs.JobHandler;
import dev.pictor.jobs.JobLimits;
import dev.pictor.jobs.JobState;
import dev.pictor.jobs.Outcome;
import dev.pictor.jobs.OwnerId;
import dev.pictor.jobs.Submission;
import dev.pictor.jobs.Workers;
import dev.pictor.platform.Problem;
import dev.pictor.testkit.Simultaneously;
import dev.pictor.testkit.TestDatabase;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What a job holds from its submission to its end, whoever ends it.
class JobBillingTest {
  private static final int WELCOME = 10;

  private static TestDatabase database;
  private static BillingNode here;
  private static BillingNode there;

  private final OwnerId owner = new OwnerId(UUID.randomUUID());

  @BeforeAll
  static void open() {
    database = TestDatabase.open();
    here = BillingNode.open(database.database(), InstantSource.system(), Map.of(), 50);
    there = BillingNode.open(database.database(), InstantSource.system(), Map.of(), 50);
  }

  @AfterAll
  static void close() {
    here.close();
    there.close();
    database.close();
  }

  @AfterEach
  void theBooksAreRight() {
    assertThat(here.audit()).isZero();
  }

  @Test
  void aNewUserHasTheWelcomeOnceWhoeverAsksFirst() throws Exception {
    Simultaneously.run(50, i -> (i % 2 == 0 ? here : there).standing(owner));

    assertThat(credits()).isEqualTo(WELCOME);
    assertThat(here.billing().credits().entries(new UserId(owner.value()), 10, null)).hasSize(1);
  }

  /// M1: also over two nodes, exactly as many are accepted as can be paid.
  @Test
  void aThousandSimultaneousSubmitsOnABalanceForTenAreTenJobs() throws Exception {
    var refusals =
        Simultaneously.run(
            1000,
            i -> {
              try {
                (i % 2 == 0 ? here : there).jobs().submit(BillingNode.paid(owner, "storm", 1));
                return "accepted";
              } catch (Problem problem) {
                return problem.kind().code();
              }
            });

    assertThat(refusals.stream().filter("accepted"::equals)).hasSize(10);
    assertThat(refusals.stream().filter("insufficient_credits"::equals)).hasSize(990);
    assertThat(here.jobs().count(owner, JobFilter.ALL)).isEqualTo(10);
    assertThat(credits()).isZero();
    assertThat(here.standing(owner).held()).isEqualTo(10);
  }

  @Test
  void whoCannotPayIsToldThePriceAndTheBalance() {
    assertThatThrownBy(() -> here.jobs().submit(BillingNode.paid(owner, "dear", 11)))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("costs 11 credits")
        .hasMessageContaining("has 10")
        .extracting(thrown -> ((Problem) thrown).kind())
        .isEqualTo(Problem.Kind.INSUFFICIENT_CREDITS);
    assertThat(credits()).isEqualTo(WELCOME);
    assertThat(here.jobs().count(owner, JobFilter.ALL)).isZero();
  }

  @Test
  void aRefusedSubmissionLeavesItsIdempotencyKeyFree() {
    Submission dear = BillingNode.paid(owner, "dear", 11).withIdempotencyKey("k", "digest");
    assertThatThrownBy(() -> here.jobs().submit(dear)).isInstanceOf(Problem.class);

    Submission cheap = BillingNode.paid(owner, "dear", 1).withIdempotencyKey("k", "digest");
    assertThat(here.jobs().submit(cheap).replayed()).isFalse();
    assertThat(there.jobs().submit(cheap).replayed()).isTrue();
    assertThat(credits()).isEqualTo(9);
  }

  @Test
  void aJobThatTheFullQueueRefusesHoldsNothing() {
    for (int i = 0; i < 50; i++) {
      here.jobs().submit(Submission.of(owner, "free").withQueue("nobody"));
    }
    assertThatThrownBy(
            () -> here.jobs().submit(BillingNode.paid(owner, "x", 2).withQueue("nobody")))
        .isInstanceOf(Problem.class)
        .extracting(thrown -> ((Problem) thrown).kind())
        .isEqualTo(Problem.Kind.QUEUE_FULL);
    assertThat(credits()).isEqualTo(WELCOME);
    assertThat(kinds()).as("the books know nothing of it").containsExactly("grant");
    assertThat(here.standing(owner).held()).isZero();
  }

  @Test
  void whoComesAtOnceToAQueueThatIsNearlyFullHoldsForThoseThatWereTaken() throws Exception {
    for (int i = 0; i < 47; i++) {
      here.jobs().submit(Submission.of(owner, "free").withQueue("nobody"));
    }
    var said =
        Simultaneously.run(
            8,
            i -> {
              try {
                var paid = BillingNode.paid(owner, "x", 1).withQueue("nobody");
                (i % 2 == 0 ? here : there).jobs().submit(paid);
                return "accepted";
              } catch (Problem problem) {
                return problem.kind().code();
              }
            });

    assertThat(said.stream().filter("accepted"::equals)).hasSize(3);
    assertThat(said.stream().filter("queue_full"::equals)).hasSize(5);
    assertThat(here.standing(owner).held()).isEqualTo(3);
    assertThat(credits()).isEqualTo(WELCOME - 3);
  }

  @Test
  void aJobWhoseHookRefusesHoldsNothing() {
    Submission hooked =
        BillingNode.paid(owner, "x", 2)
            .withHook((_, _) -> {
              throw Problem.notFound("thing");
            });
    assertThatThrownBy(() -> here.jobs().submit(hooked)).isInstanceOf(Problem.class);
    assertThat(credits()).isEqualTo(WELCOME);
  }

  @Test
  void whatWasDoneAlreadyCostsNothing() {
    here.jobs().submit(BillingNode.paid(owner, "x", 2).alreadyDone(BillingNode.delivering(1)));
    assertThat(credits()).isEqualTo(WELCOME);
    assertThat(here.standing(owner).held()).isZero();
  }

  @Test
  void aSuccessIsCharged() {
    Job job = run(BillingNode.paid(owner, "x", 3), _ -> succeed(1));
    assertThat(state(job)).isEqualTo(JobState.SUCCEEDED);
    assertBalance(7);
    assertThat(kinds()).containsExactly("charge", "hold", "grant");
  }

  @Test
  void aFailureIsGivenBack() {
    Job job =
        run(BillingNode.paid(owner, "x", 3), _ -> new Outcome.GaveUp(Problem.notFound("face")));
    assertThat(state(job)).isEqualTo(JobState.FAILED);
    assertBalance(WELCOME);
    assertThat(kinds()).containsExactly("release", "hold", "grant");
  }

  /// Four variants at 2 with something before them for 1; three were delivered.
  @Test
  void aVariantThatIsMissingIsGivenBack() {
    var terms = new JobTerms(new Price(9, 4, 2), null);
    run(Submission.of(owner, "x").withTerms(terms), _ -> succeed(3));
    assertBalance(3);
    assertThat(kinds()).containsExactlyInAnyOrder("charge", "release", "hold", "grant");
  }

  @Test
  void aWaitingJobThatIsCancelledIsGivenBackOnce() {
    Job job = here.jobs().submit(BillingNode.paid(owner, "x", 3).withQueue("nobody")).job();
    here.jobs().cancel(job.id(), owner);
    there.jobs().cancel(job.id(), owner);
    there.jobs().delete(job.id(), owner);
    assertBalance(WELCOME);
  }

  @Test
  void aRunningJobThatIsCancelledIsGivenBack() throws Exception {
    var running = new CountDownLatch(1);
    Job job = here.jobs().submit(BillingNode.paid(owner, "slow", 3)).job();
    try (var _ = Workers.start(here.jobs(), Submission.DEFAULT_QUEUE, 1, slow(running))) {
      running.await();
      assertThat(credits()).isEqualTo(7);
      there.jobs().cancel(job.id(), owner);
      await(() -> state(job) == JobState.CANCELLED);
    }
    assertBalance(WELCOME);
  }

  @Test
  void aRunningJobThatIsDeletedIsGivenBackAtOnce() throws Exception {
    var running = new CountDownLatch(1);
    Job job = here.jobs().submit(BillingNode.paid(owner, "slow", 3)).job();
    try (var _ = Workers.start(here.jobs(), Submission.DEFAULT_QUEUE, 1, slow(running))) {
      running.await();
      there.jobs().delete(job.id(), owner);
      assertBalance(WELCOME);
    }
    assertBalance(WELCOME);
  }

  @Test
  void aJobThatNobodyStartedInTimeIsGivenBack() {
    var limits = new JobLimits(1, Duration.ofMillis(1), Duration.ZERO);
    Job job =
        here.jobs()
            .submit(BillingNode.paid(owner, "x", 3).withQueue("nobody").withLimits(limits))
            .job();
    await(() -> {
      there.run("job-due");
      return state(job) == JobState.FAILED;
    });
    assertBalance(WELCOME);
  }

  /// The worker is gone without a word; another node's rescue ends the job.
  @Test
  void aJobWhoseWorkerDiesInItsLastTryIsGivenBack() {
    Job job = here.jobs().submit(BillingNode.paid(owner, "x", 3).withQueue("nobody")).job();
    database
        .jdbi()
        .useHandle(handle ->
            handle.execute(
                "update job set state = 'running', attempt = 1, tries = 1, worker = 'gone',"
                    + " lease_until = now() - interval '1 hour' where id = ?",
                job.id().value()));
    await(() -> there.run("job-rescue") > 0 || state(job).isFinal());
    assertThat(state(job)).isEqualTo(JobState.FAILED);
    assertBalance(WELCOME);
  }

  private static Outcome succeed(int variants) {
    return new Outcome.Succeeded(BillingNode.delivering(variants));
  }

  private static Map<String, JobHandler> slow(CountDownLatch running) {
    return Map.of(
        "slow",
        _ -> {
          running.countDown();
          Thread.sleep(60_000);
          return succeed(1);
        });
  }

  private Job run(Submission submission, JobHandler handler) {
    Job job = here.jobs().submit(submission).job();
    try (var _ = Workers.start(here.jobs(), Submission.DEFAULT_QUEUE, 1, Map.of("x", handler))) {
      await(() -> state(job).isFinal());
    }
    return job;
  }

  private JobState state(Job job) {
    return here.jobs().find(job.id(), owner).orElseThrow().state();
  }

  private long credits() {
    return here.standing(owner).credits();
  }

  private void assertBalance(long expected) {
    assertThat(credits()).isEqualTo(expected);
    assertThat(here.standing(owner).held()).isZero();
  }

  private java.util.List<String> kinds() {
    return here.billing().credits().entries(new UserId(owner.value()), 10, null).stream()
        .map(entry -> entry.kind())
        .toList();
  }

  private static void await(BooleanSupplier reached) {
    long giveUp = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!reached.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited in vain").isLessThan(giveUp);
      try {
        Thread.sleep(10);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
