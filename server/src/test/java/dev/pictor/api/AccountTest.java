package dev.pictor.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pictor.testkit.AdminClient;
import dev.pictor.testkit.Outbox;
import dev.pictor.testkit.RunningApp;
import dev.pictor.testkit.SketchClient;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// `/api/v1/account`, the links of mails, and what an admin does with users.
class AccountTest {
  private static final String BETTER = "a better horse battery";
  private static final Pattern TOKEN = Pattern.compile("/#/(\\w+)\\?token=([\\w-]+)");

  private static RunningApp app;
  private static AdminClient admin;

  @BeforeAll
  static void start() {
    var variables = new HashMap<>(AdminClient.ADMIN);
    variables.put("ACCOUNT_LOOKUPS_PER_HOUR", "-1");
    app = RunningApp.start(variables);
    admin = AdminClient.signedIn(app);
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  private static String mailedToken(String address, String page) {
    String mail = Outbox.newest(app.data().resolve("outbox"), address);
    Matcher link = TOKEN.matcher(mail);
    assertThat(link.find()).as(mail).isTrue();
    assertThat(mail).contains("http://localhost:" + app.uri().getPort() + "/#/" + page);
    assertThat(link.group(1)).isEqualTo(page);
    return link.group(2);
  }

  private static SketchClient.Answer login(String email, String password) {
    return SketchClient.stranger(app)
        .post("/api/auth/login", Map.of("email", email, "password", password));
  }

  @Test
  void aForgottenPasswordIsReplacedThroughTheMail() {
    SketchClient ada = SketchClient.signedIn(app);
    SketchClient stranger = SketchClient.stranger(app);
    // A request's own host must not get into the mail.
    var known =
        stranger.post(
            "/api/v1/auth/forgot-password",
            Map.of("email", ada.email()),
            "X-Forwarded-Host",
            "evil.example.com");
    var unknown =
        stranger.post("/api/v1/auth/forgot-password", Map.of("email", "nobody@example.org"));
    assertThat(known.is(202).json()).isEqualTo(unknown.is(202).json());
    String token = mailedToken(ada.email(), "reset");
    var form = Map.of("token", token, "password", BETTER);
    stranger.post("/api/v1/auth/reset-password", form).is(200);
    assertThat(ada.get("/api/v1/account").problem()).isEqualTo("401 unauthenticated");
    login(ada.email(), BETTER).is(200);
    assertThat(stranger.post("/api/v1/auth/reset-password", form).problem())
        .isEqualTo("400 invalid_token");
  }

  @Test
  void anAddressIsConfirmedByTheTokenOfTheMail() {
    SketchClient ada = SketchClient.signedIn(app);
    ada.post("/api/v1/account/confirm-email", Map.of()).is(202);
    String token = mailedToken(ada.email(), "confirm");
    assertThat(ada.get("/api/v1/account").json().get("email_confirmed").asBoolean()).isFalse();
    SketchClient.stranger(app).post("/api/v1/auth/confirm-email", Map.of("token", token)).is(200);
    assertThat(ada.get("/api/v1/account").json().get("email_confirmed").asBoolean()).isTrue();
  }

  @Test
  void aNewPasswordGivesANewSessionToTheOneWhoSetIt() {
    SketchClient ada = SketchClient.signedIn(app);
    var form = Map.of("current_password", SketchClient.PASSWORD, "new_password", BETTER);
    SketchClient.Answer answer = ada.post("/api/v1/account/password", form).is(200);
    assertThat(answer.header("Set-Cookie")).startsWith("access_token=").contains("HttpOnly");
    assertThat(ada.get("/api/v1/account").problem()).isEqualTo("401 unauthenticated");
    String token = answer.json().get("access_token").asText();
    AdminClient.with(app, token).get("/api/v1/account");
  }

  @Test
  void aNewAddressIsConfirmedAtTheNewOne() {
    SketchClient ada = SketchClient.signedIn(app);
    String next = "countess@example.org";
    ada.post("/api/v1/account/email", Map.of("email", next, "password", SketchClient.PASSWORD))
        .is(202);
    assertThat(Outbox.newest(app.data().resolve("outbox"), ada.email()))
        .contains("about to change");
    String token = mailedToken(next, "confirm");
    ada.post("/api/v1/auth/confirm-email", Map.of("token", token)).is(200);
    login(next, SketchClient.PASSWORD).is(200);
  }

  @Test
  void signingOutEverywhereEndsThisSessionToo() {
    SketchClient ada = SketchClient.signedIn(app);
    String other =
        login(ada.email(), SketchClient.PASSWORD)
            .is(200)
            .header("Set-Cookie")
            .replaceAll("^access_token=|;.*", "");
    SketchClient.Answer answer = ada.post("/api/v1/account/sign-out-everywhere", Map.of()).is(204);
    assertThat(answer.header("Set-Cookie")).startsWith("access_token=;").contains("01 Jan 1970");
    assertThat(ada.get("/api/v1/account").problem()).isEqualTo("401 unauthenticated");
    assertThat(AdminClient.with(app, other).send("GET", "/api/v1/account", null).problem())
        .isEqualTo("401 unauthenticated");
  }

  @Test
  void whoDeletesTheirAccountLeavesNothing() {
    SketchClient ada = SketchClient.signedIn(app);
    String key = ada.uploadPortrait();
    Map<String, Object> wish = Map.of("key", key, "style", "INK", "method", "BASIC");
    JsonNode sketch = ada.post("/api/sketch/create", wish).is(202).json();
    Map<String, Object> project =
        Map.of("mode", "design", "platform", "youtube", "headline", "I flew to space");
    ada.post("/api/v1/projects/", project).is(201);
    ada.post("/api/v1/chat/new", Map.of()).is(201);
    AdminClient program = AdminClient.with(app, ada.token());
    assertThat(program.send("DELETE", "/api/v1/account", Map.of("password", "wrong")).problem())
        .isEqualTo("401 bad_credentials");
    assertThat(program.send("DELETE", "/api/v1/account", Map.of()).problem())
        .isEqualTo("422 invalid_request");
    JsonNode report =
        program
            .send("DELETE", "/api/v1/account", Map.of("password", SketchClient.PASSWORD))
            .is(200)
            .json();
    assertThat(report.at("/deleted/users").asInt()).isEqualTo(1);
    assertThat(report.at("/deleted/objects").asInt()).as("%s", sketch).isGreaterThanOrEqualTo(1);
    assertThat(report.at("/deleted/jobs").asInt()).as("%s", sketch).isEqualTo(1);
    assertThat(report.at("/deleted/projects").asInt()).isEqualTo(1);
    assertThat(report.at("/deleted/chats").asInt()).isEqualTo(1);
    assertThat(ada.get("/api/v1/account").problem()).isEqualTo("401 unauthenticated");
    assertThat(login(ada.email(), SketchClient.PASSWORD).problem())
        .isEqualTo("401 bad_credentials");
    SketchClient.stranger(app).post("/api/auth/register", ada.credentials()).is(201);
  }

  @Test
  void anAdminBringsInAUserWithAnOldHashAndDeletesThem() {
    var form =
        Map.of(
            "email", "old@example.org",
            "password_hash", "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
            "email_confirmed", true);
    JsonNode made = admin.send("POST", "/api/v1/admin/users", form).is(201).json();
    assertThat(made.toString()).doesNotContain("$2a$");
    login("old@example.org", "U*U").is(200);
    String path = "/api/v1/admin/users/" + made.get("id").asText();
    JsonNode found = admin.get(path);
    made.properties()
        .forEach(each -> assertThat(found.get(each.getKey())).isEqualTo(each.getValue()));
    assertThat(admin.get("/api/v1/admin/users?q=OLD@").get("items")).hasSize(1);
    JsonNode closed = admin.send("PATCH", path, Map.of("disabled", true)).is(200).json();
    assertThat(closed.get("disabled_at").isNull()).isFalse();
    assertThat(login("old@example.org", "U*U").problem()).isEqualTo("403 account_disabled");
    JsonNode report = admin.send("DELETE", path, null).is(200).json();
    assertThat(report.at("/deleted/users").asInt()).isEqualTo(1);
    assertThat(admin.send("GET", path, null).problem()).isEqualTo("404 not_found");
    assertThat(admin.send("DELETE", path, null).problem()).isEqualTo("404 not_found");
  }

  @Test
  void listsComeInPages() {
    for (int i = 0; i < 3; i++) {
      var answer = SketchClient.signedIn(app).get("/api/v1/account").is(200);
      assertThat(answer.json().get("role").asText()).isEqualTo("user");
    }
    JsonNode first = admin.get("/api/v1/admin/users?limit=2");
    assertThat(first.get("items")).hasSize(2);
    JsonNode second = admin.get("/api/v1/admin/users?limit=2&cursor=" + first.get("next").asText());
    assertThat(second.get("items").get(0).get("id").asText())
        .isLessThan(first.get("items").get(1).get("id").asText());
    for (String wrong : List.of("limit=0", "limit=101", "limit=x", "cursor=x")) {
      assertThat(admin.send("GET", "/api/v1/admin/users?" + wrong, null).problem())
          .isEqualTo("422 invalid_request");
    }
  }

  @Test
  void theAdminReadsTheOutboxAndNobodyElse() {
    SketchClient ada = SketchClient.signedIn(app);
    ada.post("/api/v1/account/confirm-email", Map.of()).is(202);
    String token = mailedToken(ada.email(), "confirm");
    JsonNode newest =
        admin
            .get("/api/v1/admin/outbox?limit=100")
            .get("items")
            .valueStream()
            .filter(each -> each.get("to").asText().equals(ada.email()))
            .findFirst()
            .orElseThrow();
    assertThat(newest.toString()).doesNotContain(token);
    JsonNode whole = admin.get("/api/v1/admin/outbox/" + newest.get("id").asText());
    assertThat(whole.get("text").asText()).contains(token);
    assertThat(ada.get("/api/v1/admin/outbox").problem()).isEqualTo("403 forbidden");
    assertThat(admin.send("GET", "/api/v1/admin/outbox/x", null).problem())
        .isEqualTo("404 not_found");
  }

  @Test
  void aKeyOfAnAdminIsNoAdminUnlessItWasMadeForThat() {
    String usual =
        admin
            .send("POST", "/api/v1/keys", Map.of("name", "usual"))
            .is(201)
            .json()
            .get("key")
            .asText();
    String whole =
        admin
            .send("POST", "/api/v1/keys", Map.of("name", "whole", "scopes", List.of("admin")))
            .is(201)
            .json()
            .get("key")
            .asText();
    assertThat(AdminClient.with(app, usual).send("GET", "/api/v1/admin/users", null).problem())
        .isEqualTo("403 insufficient_scope");
    AdminClient.with(app, whole).get("/api/v1/admin/users");
  }

  /// PostgreSQL's text holds no NUL; a request that has one is refused like any other wrong one.
  @Test
  void aNulInATextIsNoFaultOfOurs() {
    SketchClient eve = SketchClient.stranger(app);
    assertThat(login("ada\0", SketchClient.PASSWORD).problem()).isEqualTo("401 bad_credentials");
    assertThat(login(eve.email(), "pass\0word").problem()).isEqualTo("401 bad_credentials");
    var form = new HashMap<>(eve.credentials());
    form.put("full_name", "A\0da");
    assertThat(eve.post("/api/auth/register", form).problem()).isEqualTo("422 invalid_request");
    for (String path : List.of("reset-password", "confirm-email")) {
      var wish = new HashMap<String, Object>(Map.of("token", "a\0b"));
      if (path.startsWith("reset")) {
        wish.put("password", BETTER);
      }
      assertThat(eve.post("/api/v1/auth/" + path, wish).problem()).isEqualTo("400 invalid_token");
    }
    assertThat(admin.send("GET", "/api/v1/admin/users?q=%00", null).problem())
        .isEqualTo("400 malformed_request");
  }

  /// A4: what a client says about itself counts for nothing.
  @Test
  void fieldsAndHeadersThatClaimAnIdentityDoNothing() {
    SketchClient eve = SketchClient.stranger(app);
    for (String field : List.of("role", "user_id", "is_admin", "email_confirmed_at")) {
      var form = new HashMap<>(eve.credentials());
      form.put(field, "admin");
      assertThat(eve.post("/api/auth/register", form).problem()).isEqualTo("422 invalid_request");
    }
    SketchClient ada = SketchClient.signedIn(app);
    String boss = admin.get("/api/v1/account").get("id").asText();
    for (String header : List.of("X-User-Id", "comfy-user", "X-Forwarded-User", "Remote-User")) {
      assertThat(eve.get("/api/v1/account", header, boss).problem())
          .isEqualTo("401 unauthenticated");
      assertThat(ada.get("/api/v1/account", header, boss).json().get("id").asText())
          .isNotEqualTo(boss);
    }
  }
}
