package dev.pictor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pictor.providers.simulated.Fault;
import dev.pictor.testkit.JobClient;
import dev.pictor.testkit.RunningApp;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Prices by the class of the provider, from the question to the charge.
class ClassPricesTest {
  private static Simulations simulations;
  private static RunningApp app;
  private static JobClient ada;
  private static String photo;

  @BeforeAll
  static void start() {
    simulations = new Simulations();
    var variables = new HashMap<>(simulations.variables());
    variables.put("RETRY_DELAYS", "0.1");
    variables.put("PRICES", "sketch=1,sketch@gpu=3,sketch@cloud=5,thumbnail:std@cloud=4");
    variables.put("ROUTES", "sketch=comfy_local,local; thumbnail=openai,local; upscale=local");
    app = RunningApp.start(variables);
    ada = JobClient.signedIn(app);
    photo = ada.upload("grace_hopper.jpg");
  }

  @AfterAll
  static void stop() {
    app.close();
    simulations.close();
  }

  @BeforeEach
  void behave() {
    simulations.all().forEach(each -> each.behave());
  }

  private static Map<String, Object> sketch(String provider) {
    var job = JobClient.job("sketch", Map.of("input_url", photo, "style", "watercolor"));
    job.put("provider", provider);
    return job;
  }

  private static JsonNode quote(Map<String, ?> job) {
    return ada.http().post("/api/v1/quotes", job).is(200).json();
  }

  /// A fault of another test may still have it pause.
  private static void awaitComfy() throws InterruptedException {
    long end = System.nanoTime() + 10_000_000_000L;
    while (!quote(sketch("auto")).get("provider").asText().equals("comfy_local")) {
      assertThat(System.nanoTime()).as("it takes no orders any more").isLessThan(end);
      Thread.sleep(50);
    }
  }

  private static long credits() {
    return ada.http().get("/api/v1/auth/me").is(200).json().get("credits").asLong();
  }

  /// The amounts of this job's movements, by their kinds.
  private static Map<String, Long> moved(JsonNode job) {
    var moved = new HashMap<String, Long>();
    JsonNode wallet = ada.http().get("/api/v1/account/credits?limit=100").is(200).json();
    StreamSupport.stream(wallet.get("entries").spliterator(), false)
        .filter(entry -> entry.path("job_id").asText().equals(job.get("id").asText()))
        .forEach(entry -> moved.put(entry.get("kind").asText(), entry.get("credits").asLong()));
    return moved;
  }

  private static void assertCharged(JsonNode job, long charged) {
    assertThat(job.get("charged_credits").asLong()).as("%s", job).isEqualTo(charged);
    assertThat(job.get("cost_credits").asLong()).isEqualTo(charged);
    assertThat(job.get("held_credits").asLong()).isZero();
  }

  @Test
  void theOneWhoIsNamedCostsWhatItsClassCosts() {
    assertThat(quote(sketch("local")).get("cost_credits").asLong()).isEqualTo(1);
    assertThat(quote(sketch("comfy_local")).get("cost_credits").asLong()).isEqualTo(3);
    assertThat(quote(sketch("openai")).get("cost_credits").asLong()).isEqualTo(5);
    long had = credits();
    assertCharged(ada.succeed(sketch("openai")), 5);
    assertCharged(ada.succeed(sketch("runpod")), 3);
    assertThat(had - credits()).isEqualTo(8);
  }

  @Test
  void theDearestOfTheRouteIsHeldAndTheOneWhoMadeItCharged() throws Exception {
    awaitComfy();
    JsonNode quote = quote(sketch("auto"));
    assertThat(quote.get("cost_credits").asLong()).isEqualTo(3);
    assertThat(quote.get("provider").asText()).isEqualTo("comfy_local");
    assertThat(quote.get("others")).hasSize(1);
    assertThat(quote.get("steps").get(0).get("credits_by_class").toString())
        .isEqualTo("{\"built_in\":1,\"gpu\":3,\"cloud\":5}");
    JsonNode made = ada.succeed(sketch("auto"));
    assertThat(made.get("provider").asText()).isEqualTo("comfy_local");
    assertCharged(made, 3);
    assertThat(moved(made)).isEqualTo(Map.of("hold", 3L, "charge", 3L));
  }

  @Test
  void whereTheEngineStepsInTheRestIsGivenBackAtTheEnd() throws Exception {
    awaitComfy();
    simulations.comfy().misbehave(Fault.UNAVAILABLE);
    JsonNode made = ada.succeed(sketch("auto"));
    assertThat(made.get("provider").asText()).isEqualTo("local");
    assertCharged(made, 1);
    assertThat(moved(made)).isEqualTo(Map.of("hold", 3L, "charge", 1L, "release", 2L));
  }

  @Test
  void eachStepOfAChainAndEachVariantCostsWhatItsMakerTakes() throws Exception {
    awaitComfy();
    var chain =
        JobClient.pipeline(
            List.of(
                JobClient.job("upscale", Map.of("input_url", photo, "max_side", 64)),
                JobClient.job("sketch", Map.of("style", "watercolor"))));
    assertThat(quote(chain).get("cost_credits").asLong()).isEqualTo(1 + 3);
    assertCharged(ada.succeed(chain), 1 + 3);
    var thumbnail =
        JobClient.job("thumbnail", Map.of("input_url", photo, "headline", "Go", "variants", 2));
    assertThat(quote(thumbnail).get("cost_credits").asLong()).isEqualTo(8);
    assertCharged(ada.succeed(thumbnail), 8);
  }

  @Test
  void onceSuchJobsWereMadeTheWaitIsMeasured() {
    ada.succeed(sketch("local"));
    JsonNode waiting = quote(sketch("local")).get("waiting");
    assertThat(waiting.get("unknown").isNull()).as("%s", waiting).isTrue();
    assertThat(waiting.get("seconds").asLong()).isBetween(1L, 30L);
    assertThat(waiting.get("queue_seconds").asLong()).isZero();
  }
}
