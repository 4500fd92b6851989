package dev.pictor.providers.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.engine.codec.ImageInfo.Size;
import java.awt.Color;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What every provider's code endures when something else answers where the provider should:
/// nobody, silence, floods, nonsense, redirects, and somebody who says secrets aloud; and that a
/// provider that is not well is known before an order.
public abstract class ProviderTroubleContract extends ProviderBench {
  private static final String TOKEN = "callback-token-0815";

  /// A call of [RemoteApi].
  private interface Call {
    Object of(RemoteApi api, Order order) throws InterruptedException;
  }

  private static final Map<String, Call> CALLS =
      Map.of(
          "submit", (api, order) -> api.submit(order, Watch.NONE),
          "poll", (api, order) -> api.poll(order, order.id().toString()),
          "find", RemoteApi::find,
          "cancel", (api, order) -> api.cancel(order.id().toString()),
          "health", (api, _) -> api.health());

  final Set<String> calls() {
    return CALLS.keySet();
  }

  private static Object call(String name, RemoteApi api, Order order) throws InterruptedException {
    return Objects.requireNonNull(CALLS.get(name)).of(api, order);
  }

  @Test
  final void whereNobodyListensItIsDown() throws InterruptedException {
    RemoteApi api = apiAt(OddServer.nobody());
    assertThat(api.submit(orders().of(anyStep(), api), Watch.NONE)).isInstanceOf(Reply.Down.class);
    assertThat(api.health().works()).isFalse();
  }

  @Test
  final void anUnknownHostIsDown() throws InterruptedException {
    RemoteApi api = apiAt(URI.create("http://no-such-host.invalid"));
    assertThat(api.submit(orders().of(anyStep(), api), Watch.NONE)).isInstanceOf(Reply.Down.class);
  }

  /// An upload that stands before the order may hang: then nothing was ordered.
  @Test
  final void silenceAfterAnOrderIsAnUnknownOutcome() throws Exception {
    try (ServerSocket silent = OddServer.silent()) {
      RemoteApi api = apiAt(OddServer.at(silent));
      Order order = orders().of(anyStep(), api);
      Instant before = Instant.now();
      Reply reply = api.submit(order, Watch.NONE);
      boolean uploads =
          api.offer(anyStep()).map(offer -> offer.travel() == Offer.Travel.UPLOAD).orElse(false);
      assertThat(reply).isInstanceOf(uploads ? Reply.Down.class : Reply.UnknownOutcome.class);
      assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(5));
    }
  }

  @Test
  final void silenceMeansThatItIsNotWell() throws Exception {
    try (ServerSocket silent = OddServer.silent()) {
      assertThat(apiAt(OddServer.at(silent)).health().works()).isFalse();
    }
  }

  @ParameterizedTest
  @MethodSource("calls")
  final void anInterruptEndsACallWithinASecond(String name) throws Exception {
    try (ServerSocket silent = OddServer.silent()) {
      RemoteApi api = closing(api(new Target(OddServer.at(silent), "key", PATIENT)));
      Order order = orders().of(anyStep(), api);
      var thrown = new AtomicReference<Throwable>();
      Thread caller =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  call(name, api, order);
                } catch (InterruptedException _) {
                  Thread.currentThread().interrupt();
                } catch (RuntimeException e) {
                  thrown.set(e);
                }
              });
      Thread.sleep(200);
      caller.interrupt();
      assertThat(caller.join(Duration.ofSeconds(1))).as("it ended").isTrue();
      assertThat(thrown.get()).isNull();
    }
  }

  @ParameterizedTest
  @MethodSource("calls")
  final void anAnswerWithoutEndIsCutOff(String name) throws InterruptedException {
    OddServer flood = closing(OddServer.flooding(1L << 34));
    RemoteApi api = apiAt(flood.uri());
    Instant before = Instant.now();
    assertThat(call(name, api, orders().of(anyStep(), api))).isNotInstanceOf(Reply.Done.class);
    assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(6));
  }

  @ParameterizedTest
  @MethodSource("nonsense")
  final void nonsenseIsNeitherAPictureNorAnException(String body) throws InterruptedException {
    OddServer odd = closing(OddServer.answering(200, body));
    RemoteApi api = apiAt(odd.uri());
    Order order = orders().of(anyStep(), api);
    for (String name : CALLS.keySet()) {
      assertThat(call(name, api, order)).as(name).isNotInstanceOf(Reply.Done.class);
    }
  }

  final List<String> nonsense() {
    return List.of(
        "",
        "{}",
        "[]",
        "null",
        "42",
        "\"text\"",
        "<html>Welcome to the hotel's network</html>",
        "{\"id\": null, \"status\": null, \"data\": null, \"images\": null, \"output\": null}",
        "{\"id\": [], \"status\": {}, \"data\": 1, \"images\": \"x\", \"output\": []}",
        "{\"data\": [null, 1, {}], \"images\": [null, 1, {}], \"candidates\": [null]}",
        "{\"status\": \"COMPLETED\", \"data\": [{\"b64_json\": \"!\"}], \"images\": [{\"url\":"
            + " 1}]}",
        "{\"status\": \"SOMETHING_NEW\", \"id\": \"../../x\"}",
        "[".repeat(3000));
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 304, 404, 405, 409, 418, 500, 502, 520})
  final void aStatusThatMakesNoSenseIsAnswered(int status) throws InterruptedException {
    OddServer odd = closing(OddServer.answering(status, ""));
    RemoteApi api = apiAt(odd.uri());
    Order order = orders().of(anyStep(), api);
    for (String name : CALLS.keySet()) {
      assertThat(call(name, api, order)).as(name).isNotInstanceOf(Reply.Done.class);
    }
    assertThat(api.submit(order, Watch.NONE))
        .isNotInstanceOfAny(Reply.Accepted.class, Reply.Running.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 307, 308})
  final void aRedirectIsNotFollowedAsTheKeyWouldGoAlong(int status) throws InterruptedException {
    OddServer elsewhere = closing(OddServer.answering(200, "{}"));
    OddServer odd =
        closing(OddServer.answering(status, "", "Location", elsewhere.uri() + "/collect"));
    RemoteApi api = apiAt(odd.uri());
    Order order = orders().of(anyStep(), api);
    for (String name : CALLS.keySet()) {
      call(name, api, order);
    }
    assertThat(elsewhere.asked()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 400, 401, 403, 404, 422, 429, 500, 503})
  final void aProviderThatSaysSecretsAloudIsNotRepeated(int status) throws InterruptedException {
    try (CapturedLog log = CapturedLog.open()) {
      OddServer odd = closing(OddServer.echoing(status));
      RemoteApi api = apiAt(odd.uri());
      Order.Picture input = orders().picture(new Size(64, 64), Color.PINK);
      Order order =
          orders().with(anyStep(), api, input, URI.create("http://127.0.0.1:9/call/" + TOKEN));
      for (String name : CALLS.keySet()) {
        assertThat(String.valueOf(call(name, api, order)))
            .as(name)
            .doesNotContain("some-secret-key-0815")
            .doesNotContain(TOKEN)
            .doesNotContain("127.0.0.1");
      }
      assertThat(log.text()).doesNotContain("some-secret-key-0815").doesNotContain(TOKEN);
    }
  }

  @Test
  final void itPrintsNoSecret() {
    assertThat(apiAt(URI.create("http://127.0.0.1:9")).toString())
        .doesNotContain("some-secret-key-0815");
  }

  @Test
  final void anOrderLeavesNoSecretInTheLog() throws Exception {
    try (CapturedLog log = CapturedLog.open()) {
      RemoteApi api = api();
      toEnd(api, orders().of(anyStep(), api));
      api.health();
      assertThat(log.text()).doesNotContain(simulator().key()).doesNotContain("/picture");
    }
  }

  @Test
  final void closingItTwiceDoesNoHarm() throws Exception {
    RemoteApi api = api();
    api.close();
    api.close();
    assertThat(simulator().asked()).isZero();
  }

  // Health.

  @Test
  final void itIsWellWhenItWorks() throws InterruptedException {
    Health health = api().health();
    assertThat(health.works()).as(health.detail()).isTrue();
    assertThat(health.detail()).isNotBlank();
  }

  @Test
  final void itIsNotWellOnceItIsGone() throws InterruptedException {
    RemoteApi api = api();
    simulator().close();
    Health health = api.health();
    assertThat(health.works()).isFalse();
    assertThat(health.detail()).isNotBlank();
  }

  @Test
  final void aWrongKeyIsSeenBeforeAnOrderAndAtIt() throws Exception {
    RemoteApi api = apiWith("a-wrong-key-4711");
    Reply reply = api.submit(orders().of(anyStep(), api), Watch.NONE);
    if (can(Ability.WANTS_KEY)) {
      assertThat(reply).isInstanceOf(Reply.Down.class);
      assertThat(reply.toString()).doesNotContain("4711");
      assertThat(api.health().works()).isFalse();
      assertThat(simulator().made()).isZero();
    } else {
      picture(onward(api, orders().of(anyStep(), api), reply).last());
    }
  }
}
