package dev.pictor.compat.sketch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pictor.testkit.RunningApp;
import dev.pictor.testkit.SketchClient;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// `/api/auth` of the Image-to-Sketch contract.
class AccountsTest {
  private static RunningApp app;

  @BeforeAll
  static void start() {
    app = RunningApp.start();
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  @Test
  void whoSignsUpIsAUserAndCanSignIn() {
    SketchClient ada = SketchClient.stranger(app);
    JsonNode user = ada.post("/api/auth/register", ada.credentials()).is(201).json();
    assertThat(user.get("email").asText()).isEqualTo(ada.email());
    assertThat(user.get("role").asText()).isEqualTo("user");
    assertThat(user.has("password")).isFalse();
    ada.login();
    assertThat(ada.get("/api/auth/me").is(200).json()).isEqualTo(user);
  }

  @Test
  void aUsernameWillDoInsteadOfAnAddress() {
    SketchClient ada = SketchClient.stranger(app);
    var form = Map.of("username", "ada_l", "password", SketchClient.PASSWORD);
    ada.post("/api/auth/register", form).is(201);
    ada.post("/api/auth/login", form).is(200);
  }

  @Test
  void theCookieIsOutOfReachForScriptsAndOtherSites() {
    SketchClient ada = SketchClient.signedIn(app);
    assertThat(ada.login().header("Set-Cookie"))
        .startsWith("access_token=")
        .contains("HttpOnly")
        .contains("SameSite=Lax")
        .contains("Path=/")
        .doesNotContain("Secure"); // Development: the page is served over http.
  }

  @Test
  void afterSigningOutTheTokenIsRefusedEverywhere() {
    SketchClient ada = SketchClient.signedIn(app);
    ada.post("/api/auth/logout", Map.of()).is(204);
    assertThat(ada.get("/api/auth/me").problem()).isEqualTo("401 unauthenticated");
    assertThat(ada.get("/api/sketch/").problem()).isEqualTo("401 unauthenticated");
  }

  @Test
  void everyFaultOfAFormIsToldAtOnceInBothForms() {
    SketchClient ada = SketchClient.stranger(app);
    JsonNode refusal =
        ada.post("/api/auth/register", Map.of("email", "not an address", "password", "short"))
            .is(422)
            .json();
    assertThat(refusal.get("code").asText()).isEqualTo("invalid_request");
    assertThat(refusal.get("errors").findValuesAsText("field")).contains("email", "password");
    assertThat(refusal.get("detail").get(0).get("loc").get(0).asText()).isEqualTo("body");
  }

  @Test
  void anAddressIsTakenOnceWhateverItsCase() {
    SketchClient ada = SketchClient.signedIn(app);
    var again =
        Map.of(
            "email",
            ada.email().toUpperCase(java.util.Locale.ROOT),
            "password",
            SketchClient.PASSWORD);
    assertThat(ada.post("/api/auth/register", again).problem()).isEqualTo("409 email_taken");
  }

  /// A2: a wrong password and an unknown user get the same answer.
  @Test
  void aWrongPasswordAndAnUnknownUserAreTheSameAnswer() {
    SketchClient ada = SketchClient.signedIn(app);
    var wrong =
        ada.post("/api/auth/login", Map.of("email", ada.email(), "password", "nope nope nope"));
    var unknown =
        ada.post(
            "/api/auth/login", Map.of("email", "nobody@example.com", "password", "nope nope nope"));
    assertThat(wrong.problem()).isEqualTo("401 bad_credentials").isEqualTo(unknown.problem());
    assertThat(wrong.json().get("detail")).isEqualTo(unknown.json().get("detail"));
  }

  /// A3: a page on another site cannot use the cookie to change something; a program with a bearer
  /// token can.
  @Test
  void aPageOnAnotherSiteCannotUseTheCookie() {
    SketchClient ada = SketchClient.signedIn(app);
    assertThat(ada.post("/api/auth/logout", Map.of(), "Sec-Fetch-Site", "cross-site").problem())
        .isEqualTo("403 cross_site_request");
    assertThat(
            ada.post("/api/auth/logout", Map.of(), "Origin", "https://evil.example.com").problem())
        .isEqualTo("403 cross_site_request");
    ada.get("/api/auth/me").is(200);
    SketchClient program = SketchClient.stranger(app);
    program
        .post(
            "/api/auth/logout",
            Map.of(),
            "Authorization",
            "Bearer " + ada.token(),
            "Origin",
            "https://elsewhere.example.com")
        .is(204);
  }

  @Test
  void aPageOnAnotherSiteCannotSignAnybodyIn() {
    SketchClient ada = SketchClient.signedIn(app);
    assertThat(
            ada.post("/api/auth/login", ada.credentials(), "Origin", "https://evil.example.com")
                .problem())
        .isEqualTo("403 cross_site_request");
  }

  @Test
  void withoutACredentialThereIsNothingToSee() {
    SketchClient stranger = SketchClient.stranger(app);
    for (String path : new String[] {"/api/auth/me", "/api/sketch/", "/api/sketch/preview"}) {
      assertThat(stranger.get(path).problem()).isEqualTo("401 unauthenticated");
    }
  }
}
