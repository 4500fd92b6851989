package dev.pictor.providers.fal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.engine.codec.ImageInfo.Size;
import dev.pictor.platform.partner.PartnerHttp.Limits;
import dev.pictor.providers.cloud.CloudMeans;
import dev.pictor.providers.fal.FalSignature.Outcome;
import dev.pictor.providers.remote.Order;
import dev.pictor.providers.remote.SampleOrders;
import dev.pictor.providers.remote.Watch;
import dev.pictor.providers.simulated.Fault;
import dev.pictor.providers.simulated.SimulatedFal;
import dev.pictor.testkit.HeardRequests;
import dev.pictor.testkit.SettableClock;
import java.awt.Color;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Signatures of real calls of the simulator, and what others may make of them.
class FalSignatureTest {
  private static final Duration LITTLE = Duration.ofSeconds(30);

  @TempDir private Path folder;
  private SimulatedFal simulator;
  private HeardRequests ours;
  private SettableClock clock;
  private FalSignature signature;

  @BeforeEach
  void begin() {
    simulator = new SimulatedFal(0);
    ours = HeardRequests.answering(200, "application/json", "{}");
    clock = new SettableClock(Instant.now());
    signature = new FalSignature(URI.create(simulator.uri() + "/.well-known/jwks.json"), clock);
  }

  @AfterEach
  void end() {
    signature.close();
    ours.close();
    simulator.close();
  }

  @Test
  void aCallOfFalsIsGenuineAndStaysSoWhenItComesTwice() throws Exception {
    HeardRequests.Heard call = call();
    assertThat(check(call)).isEqualTo(Outcome.GENUINE);
    assertThat(check(call)).isEqualTo(Outcome.GENUINE);
  }

  @Test
  void aChangedBodyIsForged() throws Exception {
    HeardRequests.Heard call = call();
    byte[] body =
        new String(call.body(), StandardCharsets.UTF_8)
            .replace("\"OK\"", "\"KO\"")
            .getBytes(StandardCharsets.UTF_8);
    assertThat(body).isNotEqualTo(call.body());
    assertThat(signature.check(call::header, body)).isEqualTo(Outcome.FORGED);
    assertThat(signature.check(call::header, new byte[0])).isEqualTo(Outcome.FORGED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-Fal-Webhook-Request-Id",
        "X-Fal-Webhook-User-Id",
        "X-Fal-Webhook-Timestamp",
        "X-Fal-Webhook-Signature"
      })
  void aMissingOrChangedHeaderIsForged(String name) throws Exception {
    HeardRequests.Heard call = call();
    assertThat(with(call, name, _ -> "")).isEqualTo(Outcome.FORGED);
    assertThat(with(call, name, value -> value + "0")).isNotEqualTo(Outcome.GENUINE);
    assertThat(with(call, name, value -> value + "\n")).isEqualTo(Outcome.FORGED);
    assertThat(with(call, name, _ -> "x".repeat(5000))).isEqualTo(Outcome.FORGED);
    assertThat(with(call, name, _ -> "-1")).isEqualTo(Outcome.FORGED);
  }

  @Test
  void aTimestampThatWasMovedDoesNotMakeAnOldCallNew() throws Exception {
    HeardRequests.Heard call = call();
    clock.set(clock.instant().plus(Duration.ofHours(1)));
    String now = String.valueOf(clock.instant().getEpochSecond());
    assertThat(with(call, "X-Fal-Webhook-Timestamp", _ -> now)).isEqualTo(Outcome.FORGED);
  }

  @Test
  void fiveMinutesOfDifferenceAreAllowedInBothDirections() throws Exception {
    HeardRequests.Heard call = call();
    Instant then = Instant.ofEpochSecond(Long.parseLong(call.header("X-Fal-Webhook-Timestamp")));
    for (int direction : new int[] {1, -1}) {
      clock.set(then.plusSeconds(direction * 300L));
      assertThat(check(call)).isEqualTo(Outcome.GENUINE);
      clock.set(then.plusSeconds(direction * 301L));
      assertThat(check(call)).isEqualTo(Outcome.OUT_OF_TIME);
    }
  }

  @Test
  void aKeyOfSomebodyElsesIsForged() throws Exception {
    try (var other = new SimulatedFal(0);
        var theirs = new FalSignature(URI.create(other.uri() + "/.well-known/jwks.json"), clock)) {
      HeardRequests.Heard call = call();
      assertThat(theirs.check(call::header, call.body())).isEqualTo(Outcome.FORGED);
    }
  }

  @Test
  void theSimulatorsForgeryIsForged() throws Exception {
    HeardRequests.Heard forged = call(Fault.FORGED_CALLBACK);
    assertThat(check(forged)).isEqualTo(Outcome.FORGED);
  }

  @Test
  void aNewKeyIsFetchedWhenTheOldOneDoesNotFit() throws Exception {
    assertThat(check(call())).isEqualTo(Outcome.GENUINE);
    simulator.rotateKey();
    HeardRequests.Heard call = call();
    assertThat(check(call)).as("fetched a moment ago").isEqualTo(Outcome.FORGED);
    clock.set(clock.instant().plus(Duration.ofMinutes(1)));
    assertThat(check(call)).isEqualTo(Outcome.GENUINE);
  }

  @Test
  void forgeriesDoNotMakeUsAskFalAgainAndAgain() throws Exception {
    try (var jwks = HeardRequests.answering(200, "application/json", "{\"keys\": []}");
        var asking = new FalSignature(jwks.uri(), clock)) {
      HeardRequests.Heard call = call();
      for (int i = 0; i < 20; i++) {
        assertThat(asking.check(call::header, call.body())).isEqualTo(Outcome.NO_KEYS);
      }
      assertThat(jwks.all()).hasSize(1);
    }
  }

  @Test
  void keysAreKeptForADayAndNotLonger() throws Exception {
    HeardRequests.Heard call = call();
    assertThat(check(call)).isEqualTo(Outcome.GENUINE);
    simulator.close();
    assertThat(check(call)).as("kept").isEqualTo(Outcome.GENUINE);
    clock.set(clock.instant().plus(Duration.ofHours(24)).plus(LITTLE));
    String now = String.valueOf(clock.instant().getEpochSecond());
    assertThat(with(call, "X-Fal-Webhook-Timestamp", _ -> now))
        .as("too old, and nobody publishes new ones")
        .isEqualTo(Outcome.NO_KEYS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html>",
        "{\"keys\": [{\"kty\": \"RSA\", \"n\": \"x\"}]}",
        "{\"keys\": [{\"kty\": \"OKP\", \"crv\": \"Ed25519\", \"x\": \"AAAA\"}]}",
        "{\"keys\": [{\"kty\": \"OKP\", \"crv\": \"Ed25519\", \"x\": \"!\"}]}",
        "{\"keys\": \"none\"}"
      })
  void keysThatAreNoneVouchForNobody(String answer) throws Exception {
    try (var jwks = HeardRequests.answering(200, "application/json", answer);
        var asking = new FalSignature(jwks.uri(), clock)) {
      HeardRequests.Heard call = call();
      assertThat(asking.check(call::header, call.body())).isEqualTo(Outcome.NO_KEYS);
    }
  }

  private Outcome check(HeardRequests.Heard call) throws InterruptedException {
    return signature.check(call::header, call.body());
  }

  private Outcome with(HeardRequests.Heard call, String name, UnaryOperator<String> change)
      throws InterruptedException {
    Map<String, String> headers = new HashMap<>();
    call.headers().forEach((key, values) -> headers.put(lower(key), values.getFirst()));
    headers.compute(lower(name), (_, value) -> change.apply(String.valueOf(value)));
    return signature.check(header -> headers.getOrDefault(lower(header), ""), call.body());
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /// The first call about an order.
  private HeardRequests.Heard call(Fault... faults) throws Exception {
    simulator.misbehave(faults);
    int before = ours.all().size();
    try (var api =
        new FalApi(
            FalSamples.settings(simulator.uri(), simulator.key()),
            CloudMeans.then(),
            Limits.QUICK)) {
      var samples = new SampleOrders(folder);
      Order.Picture input = samples.picture(new Size(40, 40), Color.GRAY);
      api.submit(samples.with(SampleOrders.UPSCALE, api, input, ours.uri()), Watch.NONE);
    }
    Instant deadline = Instant.now().plusSeconds(10);
    while (ours.all().size() == before && Instant.now().isBefore(deadline)) {
      Thread.sleep(10);
    }
    return ours.all().get(before);
  }
}
