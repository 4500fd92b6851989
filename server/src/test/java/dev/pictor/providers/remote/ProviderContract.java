package dev.pictor.providers.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.engine.codec.ImageInfo.Size;
import dev.pictor.providers.Generation;
import dev.pictor.providers.simulated.Fault;
import java.awt.Color;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What every provider on another machine promises, tried against its simulator: orders and their
/// pictures, faults, cancelling, finding. What it demands of a kind of provider follows from the
/// [Ability] that it declares; [ProviderTroubleContract] has what strangers on its port may do.
public abstract class ProviderContract extends ProviderTroubleContract {

  // Offers.

  @ParameterizedTest
  @MethodSource("served")
  final void whatIsServedIsOfferedWithItsLimits(Generation.Step step) {
    Offer offer = api().offer(step).orElseThrow();
    assertThat(offer.model()).isNotBlank();
    assertThat(offer.maxInputBytes()).isGreaterThanOrEqualTo(1L << 20);
    assertThat(offer.maxInputSide()).isGreaterThanOrEqualTo(512);
    assertThat(offer.price()).isNotNegative();
  }

  @ParameterizedTest
  @MethodSource("kindsNotServed")
  final void whatIsNotServedIsNotOffered(Generation.Step step) {
    assertThat(api().offer(step)).isEmpty();
  }

  final Stream<Generation.Step> kindsNotServed() {
    List<String> kinds = served().stream().map(Generation::kind).toList();
    return SampleOrders.ALL.stream().filter(step -> !kinds.contains(step.kind()));
  }

  @Test
  final void askingWhatItOffersAndWhetherItWorksOrdersNothing() throws InterruptedException {
    RemoteApi api = api();
    SampleOrders.ALL.forEach(api::offer);
    api.health();
    api.find(orders().of(anyStep(), api));
    assertThat(simulator().asked()).isZero();
    assertThat(simulator().made()).isZero();
  }

  @Test
  final void itHasTheNameOfItsSimulator() {
    assertThat(api().name()).isEqualTo(simulator().name()).matches("[a-z][a-z0-9_]*");
  }

  // Orders.

  @ParameterizedTest
  @MethodSource("served")
  final void anOrderBecomesOnePicture(Generation.Step step) throws Exception {
    RemoteApi api = api();
    Reply reply = toEnd(api, orders().of(step, api)).last();
    assertThat(brightness(picture(reply))).isBetween(5.0, 250.0);
    assertThat(simulator().asked()).isEqualTo(1);
    assertThat(simulator().made()).isEqualTo(1);
  }

  @Test
  final void anOrderIsHandedOverAndThenAskedAboutOrAnsweredAtOnce() throws InterruptedException {
    RemoteApi api = api();
    Reply first = api.submit(orders().of(anyStep(), api), Watch.NONE);
    assertThat(first).isInstanceOf(can(Ability.WORKS_ON) ? Reply.Accepted.class : Reply.Done.class);
  }

  @Test
  final void thePictureThatWasHandedOverStays() throws Exception {
    RemoteApi api = api();
    Order order = orders().of(anyStep(), api);
    Map<Order.Picture, byte[]> before = new HashMap<>();
    for (Order.Picture each : order.pictures().values()) {
      before.put(each, Files.readAllBytes(each.file()));
    }
    toEnd(api, order);
    for (Map.Entry<Order.Picture, byte[]> each : before.entrySet()) {
      assertThat(each.getKey().file()).hasBinaryContent(each.getValue());
    }
  }

  @Test
  final void aLargePictureWithinTheOfferIsTaken() throws Exception {
    RemoteApi api = api();
    Offer offer = api.offer(anyStep()).orElseThrow();
    int side = Math.min(2048, offer.maxInputSide());
    Order.Picture large = orders().noise(new Size(side, side));
    while (large.bytes() > offer.maxInputBytes()) {
      side = side * 3 / 4;
      large = orders().noise(new Size(side, side));
    }
    assertThat(large.bytes()).isGreaterThan(300_000);
    picture(toEnd(api, orders().with(anyStep(), api, large, null)).last());
  }

  @Test
  final void aPictureOfOnePixelEndsWithAnAnswer() throws InterruptedException {
    RemoteApi api = api();
    Order.Picture tiny = orders().picture(new Size(1, 1), Color.GRAY);
    assertThat(toEnd(api, orders().with(anyStep(), api, tiny, null)).last())
        .isInstanceOfAny(Reply.Done.class, Reply.Refused.class, Reply.Failed.class);
  }

  @Test
  final void wordsArriveAsTheyAre() throws Exception {
    if (saying().isEmpty()) {
      assertThat(served()).noneMatch(Generation.Thumbnail.class::isInstance);
      return;
    }
    RemoteApi api = api();
    picture(toEnd(api, orders().of(saying().get(), api)).last());
    assertThat(simulator().lastWords()).contains(WORDS);
  }

  @Test
  final void eachOfManyAtOnceGetsItsOwnPicture() throws Exception {
    RemoteApi api = api();
    var brightness = new ArrayList<Double>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Double>> all =
          IntStream.range(0, 8)
              .mapToObj(i -> threads.submit(() -> brightnessOf(api, 20 + i * 30)))
              .toList();
      for (Future<Double> each : all) {
        brightness.add(each.get());
      }
    }
    assertThat(brightness).isSorted().doesNotHaveDuplicates();
    assertThat(simulator().made()).isEqualTo(8);
  }

  private double brightnessOf(RemoteApi api, int grey) throws Exception {
    Order.Picture input = orders().picture(new Size(64, 64), new Color(grey, grey, grey));
    return brightness(picture(toEnd(api, orders().with(anyStep(), api, input, null)).last()));
  }

  @Test
  final void progressNeverGoesBack() throws InterruptedException {
    simulator().misbehave(Fault.SLOW);
    RemoteApi api = api();
    var watch = new NotingWatch();
    Course course = toEnd(api, orders().of(anyStep(), api), watch);
    assertThat(course.last()).isInstanceOf(Reply.Done.class);
    assertThat(course.progress()).isSorted();
    assertThat(watch.shares()).isSorted().allMatch(share -> share >= 0 && share <= 1);
    if (can(Ability.TELLS_PROGRESS)) {
      assertThat(Stream.concat(course.progress().stream(), watch.shares().stream()))
          .anyMatch(share -> share > 0 && share < 1);
    }
  }

  // Faults.

  @ParameterizedTest
  @MethodSource("faults")
  final void aFaultIsCalledByItsName(Fault fault) throws Exception {
    simulator().misbehave(fault);
    RemoteApi api = api();
    Order order = orders().of(anyStep(), api);
    Reply reply = toEnd(api, order).last();
    assertThat(reply).isInstanceOfAny(rightFor(fault).toArray(Class<?>[]::new));
    switch (reply) {
      case Reply.Refused(String why) -> assertThat(why).isNotBlank();
      case Reply.Moderated(String why, _) -> assertThat(why).isNotBlank();
      case Reply.Failed(String why, _) -> assertThat(why).isNotBlank();
      case Reply.Down(String why) -> assertThat(why).isNotBlank();
      case Reply.UnknownOutcome(String why) -> assertThat(why).isNotBlank();
      case Reply.Busy(Duration wait) -> assertThat(wait).isIn(null, Duration.ofSeconds(1));
      case Reply.Done _ -> assertThat(only(reply)).isNotEmpty();
      case Reply.Accepted _, Reply.Running _ -> throw new AssertionError("not an end: " + reply);
    }
    assertThat(simulator().asked()).isEqualTo(1);
    if (makesNothing(fault)) {
      assertThat(simulator().made()).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("faultsThatPass")
  final void afterAFaultTheNextOrderIsMade(Fault fault) throws Exception {
    simulator().misbehave(fault);
    RemoteApi api = api();
    toEnd(api, orders().of(anyStep(), api));
    picture(toEnd(api, orders().of(anyStep(), api)).last());
  }

  final Set<Fault> faults() {
    try (var one = simulate()) {
      return one.faults();
    }
  }

  final List<Fault> faultsThatPass() {
    return faults().stream().filter(fault -> fault != Fault.SLOW).toList();
  }

  private static List<Class<? extends Reply>> rightFor(Fault fault) {
    return switch (fault) {
      case SLOW, BLACK_PICTURE, UNCHANGED_PICTURE -> List.of(Reply.Done.class);
      case LOST_CALLBACK, LATE_CALLBACK, DOUBLE_CALLBACK, FORGED_CALLBACK ->
          List.of(Reply.Done.class);
      case BUSY -> List.of(Reply.Busy.class);
      case UNAVAILABLE -> List.of(Reply.Busy.class, Reply.Down.class);
      case BROKEN -> List.of(Reply.Failed.class, Reply.Down.class);
      case DROPPED_AFTER_ACCEPT, PARTIAL_JSON, WRONG_TYPE -> List.of(Reply.UnknownOutcome.class);
      case BAD_KEY, NO_CREDIT -> List.of(Reply.Down.class);
      case REFUSED_INPUT -> List.of(Reply.Refused.class);
      case MODERATED -> List.of(Reply.Moderated.class);
      case FAILED, TIMED_OUT, EMPTY_OUTPUT -> List.of(Reply.Failed.class);
      case VANISHED -> List.of(Reply.Failed.class);
      case NOT_A_PICTURE, EXPIRED_LINK -> List.of(Reply.Done.class, Reply.Failed.class);
    };
  }

  private static boolean makesNothing(Fault fault) {
    return Set.of(
            Fault.BUSY,
            Fault.BROKEN,
            Fault.UNAVAILABLE,
            Fault.BAD_KEY,
            Fault.NO_CREDIT,
            Fault.REFUSED_INPUT)
        .contains(fault);
  }

  @Test
  final void anOrderWhoseConnectionBrokeIsMadeOnceAndFoundWhereItCanBe() throws Exception {
    simulator().misbehave(Fault.DROPPED_AFTER_ACCEPT);
    RemoteApi api = api();
    Order order = orders().of(anyStep(), api);
    assertThat(api.submit(order, Watch.NONE)).isInstanceOf(Reply.UnknownOutcome.class);
    await(() -> simulator().made() == 1);
    Reply found = api.find(order);
    if (can(Ability.FINDS)) {
      picture(onward(api, order, found).last());
    } else {
      assertThat(found).isInstanceOf(Reply.UnknownOutcome.class);
    }
    assertThat(simulator().made()).isEqualTo(1);
    assertThat(simulator().asked()).isEqualTo(1);
  }

  // Finding, asking, cancelling.

  @Test
  final void anOrderThatNeverArrivedIsKnownNotToBeThereWhereItCanBe() throws InterruptedException {
    RemoteApi api = api();
    assertThat(api.find(orders().of(anyStep(), api)))
        .isInstanceOf(can(Ability.FINDS) ? Reply.Down.class : Reply.UnknownOutcome.class);
  }

  @Test
  final void theNextProcessGoesOnByTheHandle() throws Exception {
    RemoteApi before = api();
    Order order = orders().of(anyStep(), before);
    Reply first = before.submit(order, Watch.NONE);
    before.close();
    picture(onward(api(), order, first).last());
    assertThat(simulator().asked()).isEqualTo(1);
  }

  @Test
  final void handlesThatItDoesNotKnowAreAnsweredAndHarmNothing() throws InterruptedException {
    simulator().misbehave(Fault.SLOW);
    RemoteApi api = api();
    Order order = orders().of(anyStep(), api);
    Reply first = api.submit(order, Watch.NONE);
    for (String handle : STRANGE_HANDLES) {
      assertThat(api.poll(orders().of(anyStep(), api), handle))
          .as(handle)
          .isInstanceOfAny(
              Reply.Failed.class,
              Reply.UnknownOutcome.class,
              Reply.Down.class,
              Reply.Refused.class);
      api.cancel(handle);
    }
    assertThat(onward(api, order, first).last()).isInstanceOf(Reply.Done.class);
    assertThat(simulator().cancelled()).isZero();
  }

  private static final List<String> STRANGE_HANDLES =
      List.of("0e7d2b0e-1c9b-4b62-9d7a-5d8f3c1c2b1a", "", "../../etc", "a b?c#d", "ü/漢", "%");

  @Test
  final void aCancelledOrderIsStopped() throws InterruptedException {
    simulator().misbehave(Fault.SLOW);
    RemoteApi api = api();
    Order order = orders().of(anyStep(), api);
    Reply first = api.submit(order, Watch.NONE);
    if (!(first instanceof Reply.Accepted(String handle))) {
      assertThat(abilities()).doesNotContain(Ability.WORKS_ON, Ability.CANCELS);
      return;
    }
    assertThat(api.cancel(handle)).isTrue();
    assertThat(api.cancel(handle)).as("once more").isTrue();
    Reply last = onward(api, order, first).last();
    if (can(Ability.CANCELS)) {
      assertThat(last).isInstanceOf(Reply.Failed.class);
      assertThat(simulator().made()).isZero();
    }
    assertThat(simulator().cancelled()).isEqualTo(can(Ability.CANCELS) ? 1 : 0);
  }

  @Test
  final void cancellingWhatIsOverChangesNothing() throws Exception {
    RemoteApi api = api();
    Order order = orders().of(anyStep(), api);
    Course course = toEnd(api, order);
    String handle =
        course.replies().getFirst() instanceof Reply.Accepted(String known) ? known : "x";
    assertThat(api.cancel(handle)).isTrue();
    assertThat(simulator().cancelled()).isZero();
    assertThat(simulator().made()).isEqualTo(1);
  }

  // Calling back.

  @Test
  final void itCallsBackWhereItCanAndIsBelievedOnlyWhenAsked() throws Exception {
    OddServer ours = closing(OddServer.answering(200, "{}"));
    RemoteApi api = api();
    Order.Picture input = orders().picture(new Size(64, 64), Color.ORANGE);
    URI callback = URI.create(ours.uri() + "/callbacks/unguessable");
    picture(toEnd(api, orders().with(anyStep(), api, input, callback)).last());
    if (can(Ability.CALLS_BACK)) {
      await(() -> !ours.asked().isEmpty());
      assertThat(ours.asked()).isNotEmpty().allMatch(call -> call.contains("unguessable"));
    } else {
      assertThat(ours.asked()).isEmpty();
    }
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("faultsOfCallbacks")
  final void whateverBecomesOfACallTheOrderIsMadeOnce(Fault fault) throws Exception {
    OddServer ours = closing(OddServer.answering(200, "{}"));
    simulator().misbehave(fault);
    RemoteApi api = api();
    Order.Picture input = orders().picture(new Size(64, 64), Color.ORANGE);
    URI callback = URI.create(ours.uri() + "/callbacks/unguessable");
    picture(toEnd(api, orders().with(anyStep(), api, input, callback)).last());
    assertThat(simulator().made()).isEqualTo(1);
  }

  /// Providers that do not call have none of these.
  final List<Fault> faultsOfCallbacks() {
    List<Fault> all = faults().stream().filter(each -> each.word().endsWith("callback")).toList();
    assertThat(all.isEmpty()).isNotEqualTo(can(Ability.CALLS_BACK));
    return all;
  }
}
