package dev.pictor.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pictor.testkit.AdminClient;
import dev.pictor.testkit.JobClient;
import dev.pictor.testkit.RunningApp;
import dev.pictor.testkit.Simultaneously;
import dev.pictor.testkit.SketchClient;
import dev.pictor.testkit.SketchClient.Answer;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Plans, credits and quotas over HTTP, with the limits that a service starts with.
class BillingRoutesTest {
  private static RunningApp app;
  private static AdminClient admin;

  private JobClient ada;
  private String id;

  @BeforeAll
  static void start() {
    var variables = new HashMap<>(AdminClient.ADMIN);
    variables.put("PLAN_FREE_JOBS_PER_DAY", "5");
    variables.put("DEFAULT_CREDITS", "10");
    app = RunningApp.start(variables);
    admin = AdminClient.signedIn(app);
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  @BeforeEach
  void signIn() {
    ada = JobClient.signedIn(app);
    id = wallet().at("/account/user_id").asText();
  }

  private JsonNode wallet() {
    return ada.http().get("/api/v1/account/credits").is(200).json();
  }

  private Answer move(String kind, long amount, String reason) {
    return admin.send(
        "POST",
        "/api/v1/admin/users/" + id + "/credits",
        Map.of("kind", kind, "amount", amount, "reason", reason));
  }

  private Answer submit(String key) {
    return ada.submit(JobClient.job("upscale", Map.of("input_key", key)));
  }

  @Test
  void aNewUserHasTheFreePlanTenCreditsAndFiveJobs() {
    JsonNode account = wallet().get("account");
    assertThat(account.get("plan").asText()).isEqualTo("free");
    assertThat(account.get("credits").asLong()).isEqualTo(10);
    assertThat(account.at("/quotas/0/remaining").asInt()).isEqualTo(5);
    assertThat(account.at("/quotas/0/resets_at").asText()).endsWith("T00:00:00Z");
    assertThat(account.at("/quotas/1/limit").asInt()).isEqualTo(10);
    assertThat(account.at("/quotas/1/resets_at").isNull()).isTrue();
  }

  @Test
  void aJobTellsWhatItCostsAndTheWalletWhatMoved() {
    JsonNode job = ada.succeed(JobClient.job("upscale", Map.of("input_key", small())));

    assertThat(job.get("cost_credits").asLong()).isEqualTo(1);
    assertThat(wallet().at("/account/credits").asLong()).isEqualTo(9);
    assertThat(wallet().findValuesAsText("kind")).containsExactly("charge", "hold", "grant");
    assertThat(wallet().at("/entries/0/job_id").asText()).isEqualTo(job.get("id").asText());
  }

  @Test
  void theSixthJobOfADayIsRefusedUntilAnotherPlan() {
    String key = small();
    for (int i = 0; i < 5; i++) {
      ada.finished(submit(key).is(201).json().get("id").asText());
    }
    Answer refused = submit(key);
    assertThat(refused.problem()).isEqualTo("429 quota_exceeded");
    assertThat(Long.parseLong(refused.header("Retry-After"))).isBetween(1L, 86_400L);

    admin.send("PUT", "/api/v1/admin/users/" + id + "/plan", Map.of("plan", "pro")).is(200);
    submit(key).is(201);
  }

  @Test
  void anEmptyWalletIsToldThePriceAndFilledByAnAdmin() {
    move("correction", -10, "spent elsewhere").is(200);
    Answer refused = submit(small());
    assertThat(refused.problem()).isEqualTo("402 insufficient_credits");
    assertThat(refused.json().get("detail").asText()).contains("costs 1 credits", "has 0");

    assertThat(move("grant", 50, "bought").is(200).json().get("credits").asLong()).isEqualTo(50);
    assertThat(wallet().at("/entries/0/reason").asText()).isEqualTo("bought");
    submit(small()).is(201);
  }

  @Test
  void noMoreIsTakenThanThereIs() {
    assertThat(move("correction", -11, "too much").problem()).isEqualTo("409 conflict");
    assertThat(wallet().at("/account/credits").asLong()).isEqualTo(10);
  }

  /// Two clicks, or a program that tries again: moved once, on whichever connection it came first.
  @Test
  void theSameMovementUnderOneKeyIsMadeOnceAlsoAtOnce() throws Exception {
    String path = "/api/v1/admin/users/" + id + "/credits";
    var body = Map.of("amount", 5, "reason", "twice");
    String key = "key-" + id;
    var said =
        Simultaneously.run(
            8,
            _ ->
                admin
                    .send("POST", path, body, "Idempotency-Key", key)
                    .is(200)
                    .header("Idempotency-Replayed"));

    assertThat(said.stream().filter("true"::equals)).hasSize(7);
    assertThat(wallet().at("/account/credits").asLong()).isEqualTo(15);
    JsonNode other = JobClient.signedIn(app).http().get("/api/v1/account").is(200).json();
    String elsewhere = "/api/v1/admin/users/" + other.get("id").asText() + "/credits";
    assertThat(admin.send("POST", elsewhere, body, "Idempotency-Key", key).problem())
        .isEqualTo("409 idempotency_conflict");
    assertThat(admin.send("POST", path, body, "Idempotency-Key", " ").problem())
        .isEqualTo("422 invalid_request");
    JsonNode whole = admin.send("GET", "/api/v1/admin/users/" + id, null).is(200).json();
    assertThat(whole.at("/account/credits").asLong()).isEqualTo(15);
    assertThat(whole.at("/entries/0/reason").asText()).isEqualTo("twice");
    assertThat(whole.at("/entries")).hasSize(2);
  }

  @Test
  void whatIsNotValidIsNamed() {
    assertThat(move("gift", 1, "x").problem()).isEqualTo("422 invalid_request");
    assertThat(move("grant", 1, " ").problem()).isEqualTo("422 invalid_request");
    assertThat(move("grant", 0, "x").problem()).isEqualTo("422 invalid_request");
    assertThat(move("grant", -5, "x").problem()).isEqualTo("422 invalid_request");
    assertThat(move("grant", Long.MIN_VALUE, "x").problem()).isEqualTo("422 invalid_request");
    var plan = Map.of("plan", "gold", "image_quota", -2);
    Answer answer = admin.send("PUT", "/api/v1/admin/users/" + id + "/plan", plan);
    assertThat(answer.json().get("errors")).hasSize(2);
    assertThat(ada.http().get("/api/v1/account/credits?limit=0").status()).isEqualTo(422);
    assertThat(ada.http().get("/api/v1/account/credits?cursor=x").status()).isEqualTo(422);
  }

  @Test
  void onlyAnAdminMovesCreditsAndOnlyOfUsersThatThereAre() {
    String own = "/api/v1/admin/users/" + id + "/credits";
    var body = Map.of("kind", "grant", "amount", 5, "reason", "please");
    assertThat(ada.http().post(own, body).problem()).isEqualTo("403 forbidden");
    assertThat(SketchClient.stranger(app).post(own, body).status()).isEqualTo(401);
    for (String nobody : new String[] {UUID.randomUUID().toString(), "ada"}) {
      assertThat(admin.send("POST", "/api/v1/admin/users/" + nobody + "/credits", body).problem())
          .isEqualTo("404 not_found");
    }
  }

  @Test
  void entriesComeInParts() {
    for (int i = 0; i < 4; i++) {
      move("grant", 1, "number " + i).is(200);
    }
    JsonNode first = ada.http().get("/api/v1/account/credits?limit=3").is(200).json();
    assertThat(first.get("entries")).hasSize(3);
    JsonNode second =
        ada.http()
            .get("/api/v1/account/credits?limit=3&cursor=" + first.get("next").asText())
            .is(200)
            .json();
    assertThat(second.get("entries")).hasSize(2);
    assertThat(second.get("next").isNull()).isTrue();
  }

  private String small() {
    return ada.key("grace_hopper.jpg");
  }
}
