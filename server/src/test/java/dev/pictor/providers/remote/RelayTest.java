package dev.pictor.providers.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pictor.engine.sketch.Look;
import dev.pictor.platform.Problem;
import dev.pictor.providers.Generated;
import dev.pictor.providers.Generation;
import dev.pictor.providers.Relay;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Steps at providers on other machines: who is asked, what is never asked twice, and what an
/// attempt leaves for the next one.
class RelayTest {
  private static final Generation.Sketch INK = new Generation.Sketch(Look.of("ink", "basic"), 0.8);
  private static final Generation.Thumbnail FOUR =
      new Generation.Thumbnail(
          new Generation.Thumbnail.Frame("youtube", 1280, 720),
          new Generation.Thumbnail.Words("Hello", ""),
          new Generation.Thumbnail.Look("bold", List.of()),
          "std",
          4);

  private static final RelayBed BED = new RelayBed();

  @TempDir private Path folder;

  @AfterAll
  static void close() {
    BED.close();
  }

  private static RoutedRelay relay(String rules, RemoteApi... apis) {
    return BED.relay(rules, apis);
  }

  private TestCommission job(Generation generation) {
    return new TestCommission(UUID.randomUUID(), generation, folder, Relay.AUTO);
  }

  private static List<Call> calls(TestCommission job, int variant) {
    return BED.calls().of(new Call.Place(job.job(), 0, variant));
  }

  private static List<Call.State> states(TestCommission job) {
    return calls(job, 1).stream().map(Call::state).toList();
  }

  private static Problem failure(Relay relay, TestCommission job) {
    return catchThrowableOfType(Problem.class, () -> relay.make(job));
  }

  @Test
  void aPictureComesFromTheProviderAndItsWayIsOnRecord() throws Exception {
    var far = new PlannedApi("far", true);
    far.polls(_ -> new Reply.Running(0.2, null), _ -> new Reply.Running(0.7, null));
    var job = job(INK);

    Relay.Made made = relay("", far).make(job);

    assertThat(made.provider()).isEqualTo("far");
    Generated.Made picture = made.generated().variants().getFirst().picture();
    assertThat(picture.mediaType()).isEqualTo("image/jpeg");
    assertThat(made.generated().used()).containsExactly(new Generated.Used("sketch", "far-1"));
    assertThat(job.handles).containsExactly("far handle-1");
    assertThat(job.progress).contains(0.2, 0.7).isSorted();
    assertThat(states(job)).containsExactly(Call.State.DELIVERED);
    assertThat(BED.calls().cost(job.job())).isEqualTo(PlannedApi.PRICE);
    Order order = far.submitted.getFirst();
    assertThat(order.id()).isEqualTo(calls(job, 1).getFirst().id());
    assertThat(Math.max(order.wanted().width(), order.wanted().height())).isGreaterThan(0);
  }

  @Test
  void whoTakesNoOrdersIsPassedOver() throws Exception {
    var busy = new PlannedApi("busy", true).submits(new Reply.Busy(Duration.ofSeconds(60)));
    var down = new PlannedApi("down", true).submits(new Reply.Down("refused"));
    var fine = new PlannedApi("fine", false);
    RoutedRelay relay = relay("", busy, down, fine);
    var first = job(INK);

    assertThat(relay.make(first).provider()).isEqualTo("fine");
    assertThat(states(first))
        .containsExactly(Call.State.FAILED, Call.State.FAILED, Call.State.DELIVERED);
    assertThat(relay.make(job(INK)).provider()).as("busy has a minute").isEqualTo("down");
    assertThat(busy.submitted).hasSize(1);
  }

  @Test
  void theBuiltInEngineStepsInWhereTheRulesNameIt() throws Exception {
    var down = new PlannedApi("down", true);
    for (int i = 0; i < 2; i++) {
      down.submits(new Reply.Down("refused"));
    }
    assertThat(relay("sketch=down,local", down).make(job(INK)).provider()).isEqualTo("local");
    Problem problem = failure(relay("sketch=down", down), job(INK));
    assertThat(problem.kind()).isEqualTo(Problem.Kind.UNAVAILABLE);
    assertThat(problem.kind().retryable()).isTrue();
  }

  @Test
  void whatOneRefusesAnotherMayMake() throws Exception {
    var strict = new PlannedApi("strict", true).submits(new Reply.Refused("too dark"));
    var other = new PlannedApi("other", true);
    var job = job(INK);
    assertThat(relay("", strict, other).make(job).provider()).isEqualTo("other");
    assertThat(states(job)).containsExactly(Call.State.FAILED, Call.State.DELIVERED);

    strict.submits(new Reply.Refused("too dark"));
    assertThat(relay("sketch=strict,local", strict).make(job(INK)).provider()).isEqualTo("local");
  }

  @Test
  void whatEverybodyRefusesIsRefusedForGood() {
    var strict = new PlannedApi("strict", true).submits(new Reply.Refused("too dark"));
    var other = new PlannedApi("other", true).submits(new Reply.Refused("too small"));
    Problem problem = failure(relay("sketch=strict,other", strict, other), job(INK));
    assertThat(problem.kind()).isEqualTo(Problem.Kind.PROVIDER_REFUSED);
    assertThat(problem).hasMessageContaining("too small");
    assertThat(strict.submitted).hasSize(1);
    assertThat(other.submitted).hasSize(1);
  }

  @Test
  void whatIsNotAllowedIsAskedOfNobodyElse() {
    var strict = new PlannedApi("strict", true).submits(new Reply.Moderated("not this"));
    var other = new PlannedApi("other", true);
    Problem problem = failure(relay("", strict, other), job(INK));
    assertThat(problem.kind()).isEqualTo(Problem.Kind.CONTENT_REFUSED);
    assertThat(problem.kind().retryable()).isFalse();
    assertThat(other.submitted).isEmpty();
  }

  @Test
  void anUnknownOutcomeIsRepeatedOnceAndNoted() throws Exception {
    var shaky = new PlannedApi("shaky", false).submits(new Reply.UnknownOutcome("broke"));
    var other = new PlannedApi("other", false);
    var job = job(INK);
    assertThat(relay("", shaky, other).make(job).provider()).isEqualTo("other");
    assertThat(states(job)).containsExactly(Call.State.UNKNOWN, Call.State.DELIVERED);

    var lost = new PlannedApi("lost", false);
    lost.submits(new Reply.UnknownOutcome("broke"), new Reply.UnknownOutcome("broke"));
    var again = job(INK);
    RoutedRelay relay = relay("sketch=lost", lost);
    assertThat(failure(relay, again).kind().retryable()).isTrue();
    assertThat(failure(relay, again.nextAttempt()).kind())
        .isEqualTo(Problem.Kind.PROVIDER_OUTCOME_UNKNOWN);
    assertThat(failure(relay, again.nextAttempt()).kind())
        .isEqualTo(Problem.Kind.PROVIDER_OUTCOME_UNKNOWN);
    assertThat(lost.submitted).hasSize(2);
  }

  @Test
  void anOrderThatAnEarlierAttemptHandedOverGoesOn() throws Exception {
    var far = new PlannedApi("far", true);
    var job = job(INK);
    var calls = BED.calls();
    var id = UUID.randomUUID();
    assertThat(calls.begin(new Call.Place(job.job(), 0, 1), id, "far", "far-1", true)).isTrue();
    calls.accepted(id, "the one");

    assertThat(relay("", far).make(job.nextAttempt()).provider()).isEqualTo("far");
    assertThat(far.submitted).isEmpty();
    assertThat(far.polled).containsExactly("the one");
  }

  @Test
  void anOrderThatMayHaveBeenSentIsLookedFor() throws Exception {
    var calls = BED.calls();
    for (Reply found :
        List.of(
            new Reply.Accepted("found"),
            new Reply.Down("not there"),
            new Reply.UnknownOutcome("cannot tell"))) {
      var far = new PlannedApi("far", true).finds(found);
      var job = job(INK);
      calls.begin(new Call.Place(job.job(), 0, 1), UUID.randomUUID(), "far", "far-1", true);
      assertThat(relay("", far).make(job).provider()).isEqualTo("far");
      assertThat(far.submitted).hasSize(found instanceof Reply.Accepted ? 0 : 1);
      assertThat(states(job).getFirst())
          .isEqualTo(
              switch (found) {
                case Reply.Accepted _ -> Call.State.DELIVERED;
                case Reply.Down _ -> Call.State.FAILED;
                default -> Call.State.UNKNOWN;
              });
    }
  }

  @Test
  void whatWasMadeAlreadyIsNotMadeAgain() throws Exception {
    for (boolean keepsHandles : List.of(true, false)) {
      var far = new PlannedApi("far", keepsHandles);
      var job = job(INK);
      RoutedRelay relay = relay("", far);
      relay.make(job);
      relay.make(job.nextAttempt());
      assertThat(far.submitted).hasSize(1);
    }
  }

  @Test
  void twoAttemptsHaveOneOrderBetweenThem() {
    var calls = BED.calls();
    var place = new Call.Place(UUID.randomUUID(), 0, 1);
    assertThat(calls.begin(place, UUID.randomUUID(), "far", "m", true)).isTrue();
    assertThat(calls.begin(place, UUID.randomUUID(), "far", "m", true)).isFalse();
  }

  @Test
  void whatIsNoPictureOrBlankOrUnchangedIsAFailureWithItsCost() {
    for (PlannedApi.Step bad :
        List.<PlannedApi.Step>of(
            _ -> PlannedApi.done(new byte[] {1, 2, 3}),
            _ -> PlannedApi.done(PlannedApi.black()),
            PlannedApi::unchanged)) {
      var far = new PlannedApi("far", true).polls(bad);
      var job = job(INK);
      Problem problem = failure(relay("sketch=far", far), job);
      assertThat(problem.kind()).isEqualTo(Problem.Kind.PROVIDER_FAILED);
      assertThat(states(job)).containsExactly(Call.State.FAILED);
      assertThat(BED.calls().cost(job.job())).isEqualTo(PlannedApi.PRICE);
    }
  }

  @Test
  void aCancelIsToldToTheProviderAndAShutdownIsNot() throws Exception {
    for (boolean isUnwanted : List.of(true, false)) {
      var far = new PlannedApi("far", true);
      far.polls(_ -> new Reply.Running(0.1, Duration.ofMinutes(1)));
      var job = job(INK);
      RoutedRelay relay = relay("", far);
      var task = new FutureTask<>(() -> relay.make(job));
      Thread thread = Thread.ofPlatform().start(task);
      while (far.polled.isEmpty()) {
        Thread.onSpinWait();
      }
      if (isUnwanted) {
        job.makeUnwanted();
      }
      thread.interrupt();
      assertThatThrownBy(task::get).hasCauseInstanceOf(InterruptedException.class);
      assertThat(far.cancelled).hasSize(isUnwanted ? 1 : 0);
      assertThat(states(job))
          .containsExactly(isUnwanted ? Call.State.CANCELLED : Call.State.ACCEPTED);
    }
  }

  @Test
  void variantsAreOrdersOfTheirOwnAndOneMayFail() throws Exception {
    var far = new PlannedApi("far", false);
    far.submits(new Reply.Moderated("not this one"));
    var job = job(FOUR);
    Generated made = relay("", far).make(job).generated();
    assertThat(made.variants()).hasSize(3);
    assertThat(made.missed()).hasSize(1);
    assertThat(made.missed().getFirst().why().kind()).isEqualTo(Problem.Kind.CONTENT_REFUSED);
    assertThat(made.variants()).allMatch(each -> each.picture().width() == 1280);
    assertThat(far.submitted.stream().map(Order::seed).distinct()).hasSize(4);
  }

  @Test
  void aChainGoesToAndFro() throws Exception {
    var far = new PlannedApi("far", true);
    var job =
        new TestCommission(
            UUID.randomUUID(),
            Generation.of(
                List.of(new Generation.Fit(300), INK, new Generation.Upscale("lanczos", 2, 0))),
            folder,
            Relay.AUTO);
    Relay.Made made = relay("", far).make(job);
    assertThat(made.generated().used().stream().map(Generated.Used::step))
        .containsExactly("fit", "sketch", "upscale");
    Order order = far.submitted.getFirst();
    assertThat(Math.max(order.wanted().width(), order.wanted().height())).isEqualTo(300);
    Generated.Made picture = made.generated().variants().getFirst().picture();
    assertThat(Math.max(picture.width(), picture.height())).isEqualTo(600);
  }

  @Test
  void whoKeepsFailingIsLeftAlone() throws Exception {
    var down = new PlannedApi("down", true);
    RoutedRelay relay = relay("sketch=down,local", down);
    for (int i = 0; i < 12; i++) {
      down.submits(new Reply.Down("refused"));
      assertThat(relay.make(job(INK)).provider()).isEqualTo("local");
    }
    assertThat(down.submitted.size()).isBetween(5, 6);
    assertThat(relay.remotes().getFirst().gate().circuit()).isEqualTo(2);
  }

  @Test
  void aNamedProviderIsAskedAlone() throws Exception {
    var one = new PlannedApi("one", false);
    var two = new PlannedApi("two", false).submits(new Reply.Down("refused"));
    RoutedRelay relay = relay("", one, two);
    var job = new TestCommission(UUID.randomUUID(), INK, folder, "two");
    assertThat(failure(relay, job).kind()).isEqualTo(Problem.Kind.UNAVAILABLE);
    assertThat(one.submitted).isEmpty();
    var here = new TestCommission(UUID.randomUUID(), INK, folder, "local");
    assertThat(relay.make(here).provider()).isEqualTo("local");
    assertThat(relay.faults(new Generation.Upscale("auto", 2, 0), "two"))
        .singleElement()
        .satisfies(fault -> assertThat(fault.field()).isEqualTo("provider"));
  }
}
