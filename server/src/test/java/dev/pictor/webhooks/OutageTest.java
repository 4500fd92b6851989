package dev.pictor.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.identity.UserId;
import dev.pictor.jobs.Job;
import dev.pictor.testkit.HookReceiver;
import dev.pictor.testkit.HookReceiver.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// S7: receivers that are down, over days of a clock that the test moves.
class OutageTest {
  private static HookBench bench;

  @BeforeAll
  static void open() {
    bench = new HookBench();
  }

  @AfterAll
  static void close() {
    bench.close();
  }

  @Test
  void aReceiverThatIsDownForADayHearsOfTheJobOnceItIsBack() {
    try (var receiver = new HookReceiver()) {
      UserId user = bench.somebody();
      bench.endpoint(user, receiver.url("/hook"));
      Instant start = bench.clock.instant();
      receiver.replies(503);
      Job job = bench.cancelledJob(user);
      UUID delivery = only();
      bench.send();
      bench.passUntil(start.plus(Duration.ofHours(24)), () -> sendsNothing(receiver));
      receiver.replies(204);
      bench.passUntil(start.plus(Duration.ofDays(6)), () -> sendsNothing(receiver));
      assertThat(bench.attempts(delivery)).containsExactly(0L, 60L, 360L, 2160L, 9360L, 95_760L);
      assertThat(bench.state(delivery)).isEqualTo("delivered");
      assertThat(receiver.messages())
          .extracting(message -> message.header("webhook-id"))
          .hasSize(6)
          .containsOnly(delivery.toString());
      assertThat(receiver.messages())
          .extracting(HookReceiver.Message::body)
          .containsOnly(receiver.messages().getFirst().body());
      assertThat(bench.jobs.find(job.id(), job.owner())).contains(job);
    }
  }

  @Test
  void aReceiverThatStaysDownIsTriedForThreeDaysAndThenGivenUp() {
    try (var receiver = new HookReceiver()) {
      UserId user = bench.somebody();
      bench.endpoint(user, receiver.url("/hook"));
      receiver.replies(500);
      bench.cancelledJob(user);
      UUID delivery = only();
      bench.send();
      bench.passUntil(
          bench.clock.instant().plus(Duration.ofDays(30)), () -> sendsNothing(receiver));
      assertThat(bench.attempts(delivery))
          .containsExactly(0L, 60L, 360L, 2160L, 9360L, 95_760L, 182_160L, 259_200L);
      assertThat(bench.state(delivery)).isEqualTo("failed");
    }
  }

  @Test
  void aWishForLaterIsHonouredAndOneForTomorrowWeekIsNot() {
    try (var receiver = new HookReceiver()) {
      UserId user = bench.somebody();
      bench.endpoint(user, receiver.url("/hook"));
      Instant start = bench.clock.instant();
      List<String> wishes =
          List.of("600", "Sun, 22 Nov 2026 03:00:00 GMT", "soon", "999999999", "");
      receiver.replies(_ ->
          new Reply(
              429,
              Map.of("Retry-After", wishes.get(Math.min(receiver.messages().size(), 5) - 1)),
              ""));
      bench.cancelledJob(user);
      UUID delivery = only();
      bench.send();
      bench.passUntil(start.plus(Duration.ofHours(26)), () -> sendsNothing(receiver));
      // 10 minutes where 1 was planned; a date that is past and words that say nothing change
      // nothing; 31 years are a day.
      assertThat(bench.attempts(delivery)).containsExactly(0L, 600L, 900L, 2700L, 2700L + 86_400L);
      receiver.replies(200);
      bench.passUntil(start.plus(Duration.ofDays(5)), () -> {});
    }
  }

  @Test
  void anEndpointThatIsGoneIsDisabledAndNeverCalledAgain() {
    try (var receiver = new HookReceiver()) {
      UserId user = bench.somebody();
      UUID id = bench.endpoint(user, receiver.url("/hook")).endpoint().id();
      receiver.replies(500);
      bench.cancelledJob(user);
      bench.send();
      bench.clock.advance(Duration.ofSeconds(30));
      receiver.replies(410);
      bench.cancelledJob(user);
      bench.send();
      Endpoint endpoint = bench.hooks.endpoints().get(user, id);
      assertThat(endpoint.disabled())
          .isEqualTo(new Endpoint.Disabled(bench.clock.instant(), Endpoint.Reason.GONE));
      bench.cancelledJob(user);
      bench.passUntil(bench.clock.instant().plus(Duration.ofDays(5)), () -> {});
      assertThat(receiver.messages()).hasSize(2);
      assertThat(states(id)).containsOnly("stopped").hasSize(2);
    }
  }

  @Test
  void fiveDaysOfNothingButFailuresDisableAnEndpointAndTenSporadicOnesDoNot() throws Exception {
    try (var dead = new HookReceiver();
        var flaky = new HookReceiver()) {
      UserId user = bench.somebody();
      UUID deadId = bench.endpoint(user, dead.url("/hook")).endpoint().id();
      UUID flakyId = bench.endpoint(user, flaky.url("/hook")).endpoint().id();
      dead.replies(500);
      flaky.replies(_ -> Reply.of(flaky.messages().size() % 2 == 0 ? 500 : 200));
      Instant start = bench.clock.instant();
      for (int day = 0; day < 5; day++) {
        bench.cancelledJob(user);
        bench.send();
        bench.passUntil(start.plus(Duration.ofDays(day + 1).minusSeconds(1)), () -> {});
        assertThat(bench.hooks.endpoints().get(user, deadId).disabled()).isNull();
        assertThat(bench.hooks.endpoints().get(user, deadId).failingSince()).isEqualTo(start);
      }
      bench.clock.set(start.plus(Duration.ofDays(5)));
      bench.cancelledJob(user);
      bench.send();
      assertThat(bench.hooks.endpoints().get(user, deadId).disabled())
          .isEqualTo(new Endpoint.Disabled(bench.clock.instant(), Endpoint.Reason.FAILING));
      assertThat(states(deadId)).doesNotContain("pending", "delivered");
      assertThat(bench.hooks.endpoints().get(user, flakyId).disabled()).isNull();
      Endpoint.Wish enable = new Endpoint.Wish(null, null, null, true);
      assertThat(bench.hooks.endpoints().change(user, deadId, enable).failingSince()).isNull();
      bench.passUntil(bench.clock.instant().plus(Duration.ofDays(5)), () -> {});
    }
  }

  @Test
  void failuresThatAreDaysApartShowNothingAboutTheTimeBetween() {
    try (var receiver = new HookReceiver()) {
      UserId user = bench.somebody();
      UUID id = bench.endpoint(user, receiver.url("/hook"), EventType.JOB_PROGRESS).endpoint().id();
      receiver.replies(500);
      for (int i = 0; i < 4; i++) {
        bench.record(user, UUID.randomUUID(), EventType.JOB_PROGRESS, 1);
        bench.send();
        bench.clock.advance(Duration.ofDays(3));
      }
      assertThat(bench.hooks.endpoints().get(user, id).disabled()).isNull();
    }
  }

  private static void sendsNothing(HookReceiver receiver) {
    int before = receiver.messages().size();
    bench.send();
    assertThat(receiver.messages()).hasSize(before);
  }

  /// The one delivery that waits.
  private static UUID only() {
    List<UUID> all =
        bench.deliveries().stream().filter(each -> bench.state(each).equals("pending")).toList();
    assertThat(all).hasSize(1);
    return all.getFirst();
  }

  private static List<String> states(UUID endpoint) {
    return bench
        .database
        .jdbi()
        .withHandle(handle ->
            handle
                .createQuery("select state from webhook_delivery where endpoint_id = :id")
                .bind("id", endpoint)
                .mapTo(String.class)
                .list());
  }
}
