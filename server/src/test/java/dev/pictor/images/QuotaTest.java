package dev.pictor.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pictor.billing.Billing;
import dev.pictor.billing.Meter;
import dev.pictor.billing.Plan;
import dev.pictor.billing.Standing;
import dev.pictor.identity.UserId;
import dev.pictor.jobs.Job;
import dev.pictor.jobs.OwnerId;
import dev.pictor.platform.Problem;
import dev.pictor.testkit.SettableClock;
import dev.pictor.testkit.Simultaneously;
import dev.pictor.testkit.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Jobs a day by plan, and images in all: exact at the boundary, over midnight, for many at once
/// and on two nodes.
class QuotaTest {
  private static final Instant EVENING = Instant.parse("2026-11-22T23:59:59.999Z");

  private static final SettableClock CLOCK = new SettableClock(EVENING);
  private static TestDatabase database;
  private static BillingNode here;
  private static BillingNode there;

  private final OwnerId owner = new OwnerId(UUID.randomUUID());
  private final UserId user = new UserId(owner.value());

  @BeforeAll
  static void open() {
    database = TestDatabase.open();
    here = BillingNode.open(database.database(), CLOCK, Map.of());
    there = BillingNode.open(database.database(), CLOCK, Map.of());
  }

  @AfterAll
  static void close() {
    here.close();
    there.close();
    database.close();
  }

  @BeforeEach
  void itIsTheLastMillisecondOfADay() {
    CLOCK.set(EVENING);
  }

  @Test
  void theFreePlanHasFiveJobsADayAndTheSixthIsToldWhenToComeBack() {
    submit(5);

    assertThatThrownBy(() -> submit(1))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.kind()).isEqualTo(Problem.Kind.QUOTA_EXCEEDED);
              assertThat(problem.detail()).contains("5 jobs a day", "2026-11-23T00:00:00Z");
              assertThat(problem.retryAfter()).isEqualTo(Duration.ofMillis(1));
            });
    assertThat(jobs())
        .isEqualTo(new Standing.Quota(Meter.JOBS, 5, 5, 0, Instant.parse("2026-11-23T00:00:00Z")));
  }

  @Test
  void eachPlanHasItsOwnNumber() {
    here.billing().assign(user, Billing.Gift.of(Plan.PRO, null));
    submit(50);
    assertThatThrownBy(() -> submit(1)).isInstanceOf(Problem.class);
    here.billing().assign(user, Billing.Gift.of(Plan.PREMIUM, null));
    submit(150);
    assertThatThrownBy(() -> submit(1)).isInstanceOf(Problem.class);
  }

  @Test
  void aMillisecondLaterIsANewDayAndGoingBackGivesNothing() {
    submit(5);
    CLOCK.advance(Duration.ofMillis(1));
    submit(5);
    assertThatThrownBy(() -> submit(1)).isInstanceOf(Problem.class);
    CLOCK.set(EVENING);
    assertThatThrownBy(() -> submit(1)).isInstanceOf(Problem.class);
  }

  @Test
  void ofAHundredAtOnceOnTwoNodesFiveAreAccepted() throws Exception {
    var accepted =
        Simultaneously.run(
            100,
            i -> {
              try {
                (i % 2 == 0 ? here : there).jobs().submit(BillingNode.counted(owner, Meter.JOBS));
                return true;
              } catch (Problem problem) {
                assertThat(problem.kind()).isEqualTo(Problem.Kind.QUOTA_EXCEEDED);
                return false;
              }
            });
    assertThat(accepted.stream().filter(each -> each)).hasSize(5);
    assertThat(jobs().used()).isEqualTo(5);
  }

  @Test
  void aReplayCountsNothing() {
    for (int i = 0; i < 8; i++) {
      var submission = BillingNode.counted(owner, Meter.JOBS).withIdempotencyKey("k", "digest");
      (i % 2 == 0 ? here : there).jobs().submit(submission);
    }
    assertThat(jobs().used()).isEqualTo(1);
  }

  @Test
  void aRefusedSubmissionCountsNothing() {
    var dear =
        dev.pictor.jobs.Submission.of(owner, "x")
            .withTerms(new JobTerms(new dev.pictor.billing.Price(11, 1, 0), Meter.JOBS));
    assertThatThrownBy(() -> here.jobs().submit(dear)).isInstanceOf(Problem.class);
    assertThat(jobs().used()).isZero();
  }

  /// Also when the day is another by then.
  @Test
  void aJobThatDeliveredNothingGivesItsPlaceBackToItsOwnDay() {
    Job job = here.jobs().submit(BillingNode.counted(owner, Meter.JOBS)).job();
    submit(4);
    CLOCK.advance(Duration.ofMillis(1));
    submit(5);
    here.jobs().cancel(job.id(), owner);
    assertThatThrownBy(() -> submit(1)).isInstanceOf(Problem.class);
    CLOCK.set(EVENING);
    submit(1);
    assertThatThrownBy(() -> submit(1)).isInstanceOf(Problem.class);
  }

  @Test
  void imagesAreCountedInAllAndAnAdminCanGiveMore() {
    images(10);
    CLOCK.advance(Duration.ofDays(400));
    assertThatThrownBy(() -> images(1))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.retryAfter()).isNull());
    assertThat(there.standing(owner).quota(Meter.IMAGES).resetsAt()).isNull();

    here.billing().assign(user, Billing.Gift.of(Plan.FREE, 12));
    images(2);
    assertThatThrownBy(() -> images(1)).isInstanceOf(Problem.class);
    here.billing().assign(user, Billing.Gift.of(Plan.FREE, -1));
    images(20);
    assertThat(there.standing(owner).quota(Meter.IMAGES))
        .isEqualTo(new Standing.Quota(Meter.IMAGES, -1, 32, -1, null));
  }

  @Test
  void zeroIsNoneAndMinusOneIsAsManyAsOneLikes() {
    var none = Map.of("PLAN_FREE_JOBS_PER_DAY", "0", "DEFAULT_IMAGE_QUOTA", "-1");
    try (var node = BillingNode.open(database.database(), CLOCK, none)) {
      assertThatThrownBy(() -> node.jobs().submit(BillingNode.counted(owner, Meter.JOBS)))
          .isInstanceOf(Problem.class);
      for (int i = 0; i < 30; i++) {
        node.jobs().submit(BillingNode.counted(owner, Meter.IMAGES));
      }
      assertThat(node.standing(owner).quota(Meter.IMAGES).remaining()).isEqualTo(-1);
    }
  }

  @Test
  void oldDaysAreForgottenAndThisOneIsNot() {
    submit(3);
    CLOCK.advance(Duration.ofDays(60));
    submit(2);
    assertThat(here.run("usage-cleaner")).isPositive();
    assertThat(jobs().used()).isEqualTo(2);
  }

  private void submit(int times) {
    for (int i = 0; i < times; i++) {
      (i % 2 == 0 ? here : there).jobs().submit(BillingNode.counted(owner, Meter.JOBS));
    }
  }

  private void images(int times) {
    for (int i = 0; i < times; i++) {
      (i % 2 == 0 ? here : there).jobs().submit(BillingNode.counted(owner, Meter.IMAGES));
    }
  }

  private Standing.Quota jobs() {
    return there.standing(owner).quota(Meter.JOBS);
  }
}
