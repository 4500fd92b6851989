package dev.pictor.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pictor.testkit.RunningApp;
import dev.pictor.testkit.SketchClient;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// `/api/v1/keys`, and what a key opens.
class KeysTest {
  private static final String STATIC = "an operator's key of forty characters, or so";

  private static RunningApp app;

  @BeforeAll
  static void start() {
    app = RunningApp.start(Map.of("API_KEY", STATIC));
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  private static JsonNode made(SketchClient owner, Map<String, Object> wish) {
    return owner.post("/api/v1/keys", wish).is(201).json();
  }

  private static SketchClient.Answer with(String key, String path) {
    return SketchClient.stranger(app).get(path, "X-API-Key", key);
  }

  @Test
  void aKeyOpensEverySurfaceInEitherHeader() {
    SketchClient ada = SketchClient.signedIn(app);
    String key = made(ada, Map.of("name", "build server")).get("key").asText();
    assertThat(key).matches("pk_[0-9a-f]{32}_[A-Za-z0-9_-]{43}");
    JsonNode me = ada.get("/api/auth/me").is(200).json();
    for (String path : List.of("/api/auth/me", "/api/sketch/", "/api/v1/jobs")) {
      with(key, path).is(200);
      SketchClient.stranger(app).get(path, "Authorization", "Bearer " + key).is(200);
    }
    assertThat(with(key, "/api/auth/me").json()).isEqualTo(me);
  }

  @Test
  void theTextIsShownOnceAndTheListSaysWhatItIsFor() {
    SketchClient ada = SketchClient.signedIn(app);
    Instant end = Instant.now().plus(30, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
    JsonNode made =
        made(
            ada,
            Map.of(
                "name",
                "phone",
                "scopes",
                List.of("read"),
                "rate_limit_per_minute",
                7,
                "expires_at",
                end.toString()));
    JsonNode listed = ada.get("/api/v1/keys").is(200).json();
    assertThat(listed.toString()).doesNotContain(made.get("key").asText());
    JsonNode key = listed.get("items").get(0);
    assertThat(key).isEqualTo(made.get("details"));
    assertThat(key.get("scopes").toString()).isEqualTo("[\"read\"]");
    assertThat(key.get("expires_at").asText()).isEqualTo(end.toString());
    assertThat(key.get("last_used_at").isNull()).isTrue();
    with(made.get("key").asText(), "/api/auth/me").is(200);
    JsonNode used = ada.get("/api/v1/keys").json().get("items").get(0);
    assertThat(Instant.parse(used.get("last_used_at").asText())).isBefore(Instant.now());
  }

  @Test
  void aKeyForReadingWritesNothing() {
    SketchClient ada = SketchClient.signedIn(app);
    String key = made(ada, Map.of("name", "reader", "scopes", List.of("read"))).get("key").asText();
    with(key, "/api/sketch/").is(200);
    SketchClient.Answer refusal =
        SketchClient.stranger(app).post("/api/v1/jobs", Map.of(), "X-API-Key", key);
    assertThat(refusal.problem()).isEqualTo("403 insufficient_scope");
    assertThat(refusal.json().get("detail").asText()).contains("write");
  }

  @Test
  void aKeyCannotMakeKeysUnlessItWasMadeForThat() {
    SketchClient ada = SketchClient.signedIn(app);
    String usual = made(ada, Map.of("name", "usual")).get("key").asText();
    assertThat(with(usual, "/api/v1/keys").problem()).isEqualTo("403 insufficient_scope");
    String account =
        made(ada, Map.of("name", "account", "scopes", List.of("account"))).get("key").asText();
    SketchClient program = SketchClient.stranger(app);
    Map<String, Object> more = Map.of("name", "more", "scopes", List.of("account", "write"));
    assertThat(program.post("/api/v1/keys", more, "X-API-Key", account).problem())
        .isEqualTo("403 forbidden");
    program
        .post(
            "/api/v1/keys",
            Map.of("name", "same", "scopes", List.of("account")),
            "X-API-Key",
            account)
        .is(201);
  }

  @Test
  void nobodyButAnAdminMakesAKeyForAdmins() {
    SketchClient ada = SketchClient.signedIn(app);
    Map<String, Object> wish = Map.of("name", "admin", "scopes", List.of("admin"));
    assertThat(ada.post("/api/v1/keys", wish).problem()).isEqualTo("403 forbidden");
  }

  @Test
  void aRevokedKeyIsRefusedAtOnceAndStaysInTheList() {
    SketchClient ada = SketchClient.signedIn(app);
    JsonNode made = made(ada, Map.of("name", "old"));
    String key = made.get("key").asText();
    String path = "/api/v1/keys/" + made.get("details").get("id").asText();
    with(key, "/api/auth/me").is(200);
    ada.delete(path).is(204);
    assertThat(with(key, "/api/auth/me").problem()).isEqualTo("401 unauthenticated");
    ada.delete(path).is(204);
    JsonNode listed = ada.get("/api/v1/keys").json().get("items").get(0);
    assertThat(listed.get("revoked_at").isNull()).isFalse();
  }

  @Test
  void anotherUsersKeyIsNotFound() {
    SketchClient ada = SketchClient.signedIn(app);
    JsonNode made = made(ada, Map.of("name", "mine"));
    String path = "/api/v1/keys/" + made.get("details").get("id").asText();
    SketchClient eve = SketchClient.signedIn(app);
    assertThat(eve.delete(path).problem()).isEqualTo("404 not_found");
    assertThat(eve.delete("/api/v1/keys/not-an-id").problem()).isEqualTo("404 not_found");
    with(made.get("key").asText(), "/api/auth/me").is(200);
  }

  @Test
  void aKeyWithAnotherSecretOrAnUnknownIdIsNoKey() {
    SketchClient ada = SketchClient.signedIn(app);
    String key = made(ada, Map.of("name", "mine")).get("key").asText();
    char last = key.charAt(key.length() - 1);
    String changed = key.substring(0, key.length() - 1) + (last == 'A' ? 'B' : 'A');
    String unknown = "pk_" + "0".repeat(32) + key.substring(35);
    for (String wrong : List.of(changed, unknown, "pk_", "", "x".repeat(4_000))) {
      assertThat(with(wrong, "/api/auth/me").problem()).isEqualTo("401 unauthenticated");
    }
  }

  @Test
  void aKeysOwnLimitHoldsForItAlone() {
    SketchClient ada = SketchClient.signedIn(app);
    String key = made(ada, Map.of("name", "slow", "rate_limit_per_minute", 2)).get("key").asText();
    assertThat(with(key, "/api/auth/me").is(200).header("RateLimit-Limit")).isEqualTo("2");
    with(key, "/api/auth/me").is(200);
    SketchClient.Answer refusal = with(key, "/api/auth/me");
    assertThat(refusal.problem()).isEqualTo("429 rate_limited");
    assertThat(refusal.header("Retry-After")).isNotEmpty();
    ada.get("/api/auth/me").is(200);
  }

  @Test
  void everyFaultOfAWishIsToldAtOnce() {
    SketchClient ada = SketchClient.signedIn(app);
    JsonNode refusal =
        ada.post(
                "/api/v1/keys",
                Map.of(
                    "name",
                    " ",
                    "scopes",
                    List.of(),
                    "rate_limit_per_minute",
                    0,
                    "expires_at",
                    "2020-01-01T00:00:00Z"))
            .is(422)
            .json();
    assertThat(refusal.get("errors").findValuesAsText("field"))
        .containsExactly("name", "scopes", "rate_limit_per_minute", "expires_at");
    assertThat(ada.post("/api/v1/keys", Map.of("name", "a", "scopes", List.of("READ"))).problem())
        .isEqualTo("422 invalid_request");
  }

  @Test
  void theOperatorsKeyIsAServiceAccountThatMayNotTouchAccounts() {
    JsonNode service = with(STATIC, "/api/auth/me").is(200).json();
    assertThat(service.get("username").asText()).isEqualTo("_service");
    SketchClient program = SketchClient.stranger(app);
    assertThat(program.get("/api/auth/me", "Authorization", "Bearer " + STATIC).is(200).json())
        .isEqualTo(service);
    assertThat(with(STATIC, "/api/v1/keys").problem()).isEqualTo("403 insufficient_scope");
    assertThat(with(STATIC + "x", "/api/auth/me").problem()).isEqualTo("401 unauthenticated");
    assertThat(program.post("/api/auth/logout", Map.of(), "X-API-Key", STATIC).problem())
        .isEqualTo("403 forbidden");
  }

  @Test
  void nobodyCanRegisterOrSignInAsTheServiceAccount() {
    SketchClient eve = SketchClient.stranger(app);
    var form = Map.of("username", "_service", "password", SketchClient.PASSWORD);
    assertThat(eve.post("/api/auth/register", form).problem()).isEqualTo("422 invalid_request");
    assertThat(eve.post("/api/auth/login", form).problem()).isEqualTo("401 bad_credentials");
  }

  @Test
  void aKeyInACookieIsNoCredential() {
    SketchClient ada = SketchClient.signedIn(app);
    String key = made(ada, Map.of("name", "mine")).get("key").asText();
    assertThat(
            SketchClient.stranger(app)
                .get("/api/auth/me", "Cookie", "access_token=" + key)
                .problem())
        .isEqualTo("401 unauthenticated");
  }
}
