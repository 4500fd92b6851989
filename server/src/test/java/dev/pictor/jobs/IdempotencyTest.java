package dev.pictor.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pictor.platform.Problem;
import dev.pictor.testkit.Simultaneously;
import dev.pictor.testkit.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The caller's retry token, and the limit of waiting jobs: both exact whoever comes at once.
class IdempotencyTest {
  private static final int MOST_WAITING = 10;

  private static TestDatabase database;
  private static Jobs jobs;
  private static Jobs otherNode;

  private final OwnerId owner = TestJobs.somebody();

  @BeforeAll
  static void open() {
    database = TestDatabase.open();
    JobSettings settings = TestJobs.settings(MOST_WAITING, Duration.ofSeconds(20));
    jobs = TestJobs.open(database.database(), settings);
    otherNode = TestJobs.open(database.database(), settings);
  }

  @AfterAll
  static void close() {
    jobs.close();
    otherNode.close();
    database.close();
  }

  /// J10: a thousand at once, over two nodes, make one job.
  @Test
  void aThousandSimultaneousSubmitsWithOneKeyAreOneJobAnd999Replays() throws Exception {
    Submission submission = Submission.of(owner, "once").withIdempotencyKey("k", "digest");

    List<Submitted> all =
        Simultaneously.run(1000, i -> (i % 2 == 0 ? jobs : otherNode).submit(submission));

    assertThat(all).extracting(each -> each.job().id()).containsOnly(all.getFirst().job().id());
    assertThat(all.stream().filter(Submitted::replayed)).hasSize(999);
    assertThat(jobs.list(owner, JobFilter.ALL, 100, null).jobs()).hasSize(1);
  }

  @Test
  void theSameKeyWithAnotherBodyIsAConflict() {
    jobs.submit(Submission.of(owner, "x").withIdempotencyKey("k", "one"));

    assertThatThrownBy(() -> jobs.submit(Submission.of(owner, "x").withIdempotencyKey("k", "two")))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.IDEMPOTENCY_CONFLICT));
  }

  @Test
  void aKeyBelongsToItsOwner() {
    Submission mine = Submission.of(owner, "x").withIdempotencyKey("k", "d");
    Submission theirs = Submission.of(TestJobs.somebody(), "x").withIdempotencyKey("k", "d");

    assertThat(jobs.submit(mine).replayed()).isFalse();
    assertThat(jobs.submit(theirs).replayed()).isFalse();
  }

  @Test
  void whoComesWithTheKeyOfARefusedSubmissionIsNotRefusedForIt() throws Exception {
    var refusals = new AtomicInteger(3);
    TransactionHook refusesThreeTimes =
        (_, _) -> {
          if (refusals.getAndDecrement() > 0) {
            throw Problem.of(Problem.Kind.FORBIDDEN, "no credit");
          }
        };
    Submission submission =
        Submission.of(owner, "x").withIdempotencyKey("k", "d").withHook(refusesThreeTimes);

    List<Object> all = Simultaneously.run(20, _ -> submitOrProblem(submission));

    assertThat(all.stream().filter(Submitted.class::isInstance).map(Submitted.class::cast))
        .isNotEmpty()
        .extracting(each -> each.job().id())
        .hasSize(20 - (int) all.stream().filter(Problem.class::isInstance).count())
        .allMatch(id -> jobs.find(id, owner).isPresent());
    assertThat(jobs.list(owner, JobFilter.ALL, 100, null).jobs()).hasSize(1);
  }

  @Test
  void theLimitOfWaitingJobsIsExactForManyAtOnceOnTwoNodes() throws Exception {
    List<Object> all =
        Simultaneously.run(
            60, i -> submitOrProblem(i % 2 == 0 ? jobs : otherNode, Submission.of(owner, "x")));

    assertThat(all.stream().filter(Submitted.class::isInstance)).hasSize(MOST_WAITING);
    assertThat(all.stream().filter(Problem.class::isInstance).map(Problem.class::cast))
        .hasSize(50)
        .allMatch(problem -> problem.kind() == Problem.Kind.QUEUE_FULL)
        .allMatch(problem -> problem.retryAfter() != null);
  }

  @Test
  void aRefusedSubmissionCostsItsOwnerNoTurn() {
    for (int i = 0; i < MOST_WAITING; i++) {
      jobs.submit(Submission.of(owner, "x").withQueue("full"));
    }
    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(() -> jobs.submit(Submission.of(owner, "x").withQueue("full")))
          .isInstanceOf(Problem.class);
    }
    long next =
        database
            .jdbi()
            .withHandle(handle ->
                handle
                    .select(
                        "select turn + length from job_share where owner = ? and queue = 'full'",
                        owner.value())
                    .mapTo(Long.class)
                    .one());
    assertThat(next).isEqualTo(1000L * MOST_WAITING);
  }

  private static Object submitOrProblem(Submission submission) {
    return submitOrProblem(jobs, submission);
  }

  private static Object submitOrProblem(Jobs node, Submission submission) {
    try {
      return node.submit(submission);
    } catch (Problem problem) {
      return problem;
    }
  }
}
