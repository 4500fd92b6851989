package dev.pictor.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.pictor.platform.Json;
import dev.pictor.testkit.RunningApp;
import dev.pictor.testkit.TwistedProvider;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Signing in at an OpenID Connect provider, against a real one, and against one that lies.
class OidcRoutesTest {
  private static final String MOCK = "/api/v1/auth/oidc/mock-id/";
  private static final String TWISTED = "/api/v1/auth/oidc/twisted/";
  private static final String SECRET = "a shared secret that has more than 256 bits, as it must";

  private static MockOAuth2Server mock;
  private static TwistedProvider twisted;
  private static RunningApp app;

  @BeforeAll
  static void start() {
    mock = new MockOAuth2Server();
    mock.start();
    twisted = new TwistedProvider();
    var second =
        Map.of(
            "name",
            "Twisted",
            "issuer",
            twisted.issuer(),
            "client_id",
            TwistedProvider.CLIENT,
            "client_secret",
            SECRET);
    app =
        RunningApp.start(
            Map.of(
                "OIDC_NAME",
                "Mock ID",
                "OIDC_ISSUER",
                mock.issuerUrl("people").toString(),
                "OIDC_CLIENT_ID",
                "pictor",
                "OIDC_CLIENT_SECRET",
                SECRET,
                "OIDC_PROVIDERS",
                Json.write(List.of(second)),
                "ALLOWED_ORIGINS",
                "https://app.example.com"));
  }

  @AfterAll
  static void stop() {
    app.close();
    twisted.close();
    mock.shutdown();
  }

  private static void mockSays(String subject, Map<String, Object> claims) {
    mock.enqueueCallback(
        new DefaultOAuth2TokenCallback("people", subject, "JWT", List.of("pictor"), claims, 300));
  }

  private static Map<String, Object> address(String email, boolean verified) {
    return Map.of("email", email, "email_verified", verified, "name", "Ada Lovelace");
  }

  private SignInBrowser browser() {
    return new SignInBrowser(app);
  }

  /// Goes to the real provider and back.
  private static SignInBrowser.Page signIn(SignInBrowser browser, String query) {
    String callback = browser.go(browser.go(MOCK + "start" + query).is(302).location()).location();
    return browser.go(callback);
  }

  @Test
  void theProvidersAreListed() {
    JsonNode providers = browser().go("/api/v1/auth/oidc/providers").is(200).json();
    assertThat(providers.get("providers").findValuesAsText("id"))
        .containsExactly("mock-id", "twisted");
    assertThat(providers.get("providers").get(0).get("name").asText()).isEqualTo("Mock ID");
    assertThat(browser().go("/api/v1/auth/oidc/nobody/start").problem()).isEqualTo("404 not_found");
  }

  @Test
  void somebodyNewSignsInAndComesBackAsTheSame() {
    mockSays("ada-1", address("ada1@example.com", true));
    var first = browser();
    assertThat(signIn(first, "?return_to=/%23/gallery").is(302).location()).isEqualTo("/#/gallery");
    assertThat(first.me().get("email").asText()).isEqualTo("ada1@example.com");
    assertThat(first.me().get("full_name").asText()).isEqualTo("Ada Lovelace");
    mockSays("ada-1", address("other@example.com", true));
    var second = browser();
    assertThat(signIn(second, "").is(302).location()).isEqualTo("/");
    assertThat(second.me().get("id")).isEqualTo(first.me().get("id"));
    assertThat(second.me().get("email").asText()).isEqualTo("ada1@example.com");
  }

  @Test
  void theVisitIsTiedToPkceNonceAndState() throws Exception {
    var page = browser().go(TWISTED + "start").is(302);
    assertThat(page.parameter("code_challenge_method")).isEqualTo("S256");
    assertThat(page.parameter("nonce")).hasSize(43).isNotEqualTo(page.parameter("state"));
    assertThat(page.parameter("redirect_uri")).isEqualTo(app.uri(TWISTED + "callback").toString());
    var browser = browser();
    var start = browser.go(TWISTED + "start");
    twisted.replies(() -> new TwistedProvider.Reply(400, Map.of("error", "invalid_grant")));
    browser.go(TWISTED + "callback?code=x&state=" + start.parameter("state")).is(401);
    String verifier = twisted.asked().replaceAll(".*code_verifier=([^&]*).*", "$1");
    byte[] hash =
        MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.UTF_8));
    assertThat(Base64.getUrlEncoder().withoutPadding().encodeToString(hash))
        .isEqualTo(start.parameter("code_challenge"));
  }

  @Test
  void aStateIsGoodOnce() {
    mockSays("replayed", address("replayed@example.com", true));
    var browser = browser();
    String location = browser.go(MOCK + "start").location();
    String callback = browser.go(location).location();
    browser.go(callback).is(302);
    assertThat(browser.go(callback).problem()).isEqualTo("401 sign_in_refused");
  }

  @Test
  void anotherBrowserCannotComeBackWithItAndSpoilsIt() {
    var victim = browser();
    var attacker = browser();
    var start = attacker.go(TWISTED + "start");
    honest("mallory", start.parameter("nonce"));
    String callback = TWISTED + "callback?code=x&state=" + start.parameter("state");
    assertThat(victim.go(callback).problem()).isEqualTo("401 sign_in_refused");
    assertThat(attacker.go(callback).problem()).isEqualTo("401 sign_in_refused");
    var other = browser();
    other.go(TWISTED + "start");
    var own = browser().go(TWISTED + "start");
    assertThat(other.go(TWISTED + "callback?code=x&state=" + own.parameter("state")).problem())
        .isEqualTo("401 sign_in_refused");
  }

  @Test
  void anAddressThatIsNotConfirmedHereIsNotTakenOverUnlessItsOwnerLinksIt() {
    var owner = browser();
    var account = Map.of("email", "grace@example.com", "password", "correct horse battery");
    owner.post("/api/auth/register", account).is(201);
    mockSays("grace", address("Grace@example.com", true));
    var stranger = browser();
    assertThat(signIn(stranger, "").problem()).isEqualTo("409 account_exists");
    stranger.go("/api/auth/me").is(401);
    assertThat(stranger.go(MOCK + "start?link=true").problem()).isEqualTo("401 unauthenticated");
    owner.post("/api/auth/login", account).is(200);
    assertThat(owner.go(MOCK + "start?link=true", "Sec-Fetch-Site", "cross-site").problem())
        .isEqualTo("403 cross_site_request");
    mockSays("grace", address("Grace@example.com", true));
    signIn(owner, "?link=true").is(302);
    mockSays("grace", Map.of());
    var later = browser();
    signIn(later, "").is(302);
    assertThat(later.me().get("id")).isEqualTo(owner.me().get("id"));
    var another = browser();
    mockSays("another", address("another@example.com", true));
    signIn(another, "").is(302);
    mockSays("grace", Map.of());
    assertThat(signIn(another, "?link=true").problem()).isEqualTo("409 account_exists");
  }

  @Test
  void twoProvidersThatBothCheckedAnAddressLeadToOneAccount() {
    mockSays("both", address("both@example.com", true));
    var first = browser();
    signIn(first, "").is(302);
    var second = browser();
    var start = second.go(TWISTED + "start");
    twisted.gives(
        twisted.signed(
            twisted
                .claims("both-there", start.parameter("nonce"))
                .claim("email", "BOTH@example.com")
                .claim("email_verified", "true")
                .build()));
    back(second, start).is(302);
    assertThat(second.me().get("id")).isEqualTo(first.me().get("id"));
  }

  @Test
  void anAddressThatTheProviderHasNotCheckedOpensNothing() {
    mockSays("known", address("known@example.com", true));
    var owner = browser();
    signIn(owner, "").is(302);
    mockSays("liar", address("known@example.com", false));
    var liar = browser();
    signIn(liar, "").is(302);
    assertThat(liar.me().get("id")).isNotEqualTo(owner.me().get("id"));
    assertThat(liar.me().get("email").isNull()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example.com/",
        "//evil.example.com",
        "/%5Cevil.example.com",
        "/%09/evil.example.com",
        "javascript:alert(1)",
        "https://app.example.com@evil.example.com/",
        "https://app.example.com.evil.example.com/",
        "/a%20b",
        "/%25zz",
        "/%E2%80%A8",
        "evil"
      })
  void nobodyIsSentElsewhereAfterwards(String place) {
    assertThat(browser().go(MOCK + "start?return_to=" + place).problem())
        .isEqualTo("422 invalid_request");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a%20b", "%5B", "%00", "mock-id%3F"})
  void aProviderThatCannotBeIsNotThere(String id) {
    assertThat(browser().go("/api/v1/auth/oidc/" + id + "/start").status()).isIn(400, 404);
    assertThat(browser().go("/api/v1/auth/oidc/" + id + "/callback").status()).isIn(400, 404);
  }

  @Test
  void anOriginThatTheOperatorAllowsMayBeReturnedTo() {
    mockSays("far", address("far@example.com", true));
    assertThat(signIn(browser(), "?return_to=https://app.example.com/done").is(302).location())
        .isEqualTo("https://app.example.com/done");
  }

  @Test
  void whoSaysNoAtTheProviderIsNotSignedIn() {
    var browser = browser();
    var start = browser.go(TWISTED + "start");
    assertThat(
            browser
                .go(TWISTED + "callback?error=access_denied&state=" + start.parameter("state"))
                .problem())
        .isEqualTo("401 sign_in_refused");
  }

  private static void honest(String subject, String nonce) {
    twisted.gives(twisted.signed(twisted.claims(subject, nonce).build()));
  }

  private static SignInBrowser.Page back(SignInBrowser browser, SignInBrowser.Page start) {
    return browser.go(TWISTED + "callback?code=x&state=" + start.parameter("state"));
  }

  /// Comes back with an ID token that is made of the visit's nonce.
  private SignInBrowser.Page backWith(Function<String, String> token) {
    var browser = browser();
    var start = browser.go(TWISTED + "start").is(302);
    twisted.gives(token.apply(start.parameter("nonce")));
    return back(browser, start);
  }

  private static JWTClaimsSet with(String nonce, String claim, @Nullable Object value) {
    return twisted.claims("mallory", nonce).claim(claim, value).build();
  }

  @Test
  void anHonestTokenOfThatProviderIsTaken() {
    backWith(nonce -> twisted.signed(twisted.claims("honest", nonce).build())).is(302);
  }

  @Test
  void forgedTokensAreRefused() throws JOSEException {
    var foreign = new RSAKeyGenerator(2048).keyID("one").generate();
    var forged = new HashMap<String, Function<String, String>>();
    forged.put("wrong nonce", _ -> twisted.signed(twisted.claims("m", "another").build()));
    forged.put("no nonce", n -> twisted.signed(with(n, "nonce", null)));
    forged.put("other audience", n -> twisted.signed(with(n, "aud", "somebody")));
    forged.put(
        "two audiences without azp",
        n -> twisted.signed(with(n, "aud", List.of("pictor", "somebody"))));
    forged.put("other azp", n -> twisted.signed(with(n, "azp", "somebody")));
    forged.put(
        "other issuer", n -> twisted.signed(with(n, "iss", mock.issuerUrl("people").toString())));
    forged.put(
        "expired", n -> twisted.signed(with(n, "exp", Date.from(Instant.now().minusSeconds(600)))));
    forged.put("no end", n -> twisted.signed(with(n, "exp", null)));
    forged.put("no subject", n -> twisted.signed(with(n, "sub", null)));
    forged.put("foreign key", n -> twisted.signed(twisted.claims("mallory", n).build(), foreign));
    forged.put("altered", n -> altered(twisted.signed(twisted.claims("m", n).build())));
    forged.put("alg none", n -> new PlainJWT(twisted.claims("m", n).build()).serialize());
    forged.put(
        "HS256 by the client's secret", n -> mac(n, SECRET.getBytes(StandardCharsets.UTF_8)));
    forged.put("HS256 by the public key", n -> mac(n, publicKey()));
    forged.put("nonsense", _ -> "nonsense");
    forged.forEach((name, token) ->
        assertThat(backWith(token).problem()).as(name).isEqualTo("401 sign_in_refused"));
  }

  /// Another subject under the old signature.
  private static String altered(String token) {
    String[] parts = token.split("\\.", -1);
    String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
    String other = claims.replace("\"sub\":\"m\"", "\"sub\":\"n\"");
    assertThat(other).isNotEqualTo(claims);
    return parts[0]
        + "."
        + Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(other.getBytes(StandardCharsets.UTF_8))
        + "."
        + parts[2];
  }

  private static byte[] publicKey() {
    try {
      return twisted.key().toRSAPublicKey().getEncoded();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String mac(String nonce, byte[] secret) {
    try {
      var jwt =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("one").build(),
              twisted.claims("mallory", nonce).build());
      jwt.sign(new MACSigner(secret));
      return jwt.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void anAnswerMixedUpWithAnotherProvidersIsRefused() {
    var browser = browser();
    var start = browser.go(MOCK + "start");
    honest("mallory", start.parameter("nonce"));
    assertThat(browser.go(TWISTED + "callback?code=x&state=" + start.parameter("state")).problem())
        .isEqualTo("401 sign_in_refused");
    var again = browser.go(TWISTED + "start");
    honest("mallory", again.parameter("nonce"));
    String callback = TWISTED + "callback?code=x&state=" + again.parameter("state");
    assertThat(browser.go(callback + "&iss=https://other.example.com").problem())
        .isEqualTo("401 sign_in_refused");
  }

  @Test
  void aProviderThatFailsIsTriedLater() {
    var browser = browser();
    var start = browser.go(TWISTED + "start");
    twisted.replies(() -> new TwistedProvider.Reply(503, Map.of()));
    assertThat(back(browser, start).problem()).isEqualTo("503 unavailable");
    var second = browser.go(TWISTED + "start");
    twisted.replies(() -> new TwistedProvider.Reply(200, Map.of("hello", 1)));
    assertThat(back(browser, second).problem()).isEqualTo("401 sign_in_refused");
  }
}
