package dev.pictor.contract;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.pictor.platform.Json;
import dev.pictor.testkit.RunningApp;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The callers of the access matrix, each with a credential that does or does not hold.
final class People {
  static final String SECRET = "a secret of the tests that is long enough for HS256 signatures";
  private static final String PASSWORD = "a long enough password";
  private static final String ADMIN_PASSWORD = "the first admin's password";

  /// What a service is started with so that all of them are there. Nothing works on jobs, so that
  /// they stay as they are; limits are off.
  static final Map<String, String> SETTINGS =
      settings(
          "PICTOR_ROLE",
          "api",
          "EVENT_STREAM_SECONDS",
          "1",
          "JWT_SECRET_KEY",
          SECRET,
          "ADMIN_EMAIL",
          "admin@example.com",
          "ADMIN_PASSWORD",
          ADMIN_PASSWORD,
          "DEFAULT_CREDITS",
          "1000000",
          "PLAN_FREE_JOBS_PER_DAY",
          "-1",
          "SUPERWALL_SECRET",
          "whsec_YSBzZWNyZXQgb2YgdGhlIHdlYmhvb2tz",
          "DEFAULT_IMAGE_QUOTA",
          "-1",
          "ALLOW_PRIVATE_ADDRESSES",
          "true",
          "WEBHOOK_MAX_ENDPOINTS",
          "1000",
          "MAX_QUEUED_JOBS_PER_USER",
          "1000000");

  private static Map<String, String> settings(String... namesAndValues) {
    var settings = new HashMap<String, String>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      settings.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return Map.copyOf(settings);
  }

  private final RunningApp app;
  private final Map<String, Caller> keys = new HashMap<>();
  private int number;
  private @Nullable String email;
  private @Nullable Caller user;
  private @Nullable Caller other;
  private @Nullable Caller admin;

  People(RunningApp app) {
    this.app = app;
  }

  Caller nobody() {
    return Caller.nobody(app);
  }

  /// Credentials of somebody who is not there yet.
  Map<String, String> newAccount() {
    number++;
    return Map.of("email", "person" + number + "@example.com", "password", PASSWORD);
  }

  /// The credentials of [#user].
  Map<String, String> account() {
    user();
    return Map.of("email", String.valueOf(email), "password", PASSWORD);
  }

  /// The same as OAuth's password grant has it.
  Map<String, String> nameAndPassword() {
    user();
    return Map.of("username", String.valueOf(email), "password", PASSWORD);
  }

  /// A user whose token holds; a new one when the last one's was revoked meanwhile.
  Caller user() {
    Caller known = user;
    if (known == null || known.get("/api/auth/me").status() != 200) {
      Map<String, String> account = newAccount();
      nobody().post("/api/auth/register", account).is(201);
      email = account.get("email");
      known = signedIn(account);
      user = known;
    }
    return known;
  }

  Caller other() {
    if (other == null || other.get("/api/auth/me").status() != 200) {
      Map<String, String> account = newAccount();
      nobody().post("/api/auth/register", account).is(201);
      other = signedIn(account);
    }
    return other;
  }

  Caller admin() {
    if (admin == null || admin.get("/api/auth/me").status() != 200) {
      admin = signedIn(Map.of("email", "admin@example.com", "password", ADMIN_PASSWORD));
    }
    return admin;
  }

  private Caller signedIn(Map<String, String> account) {
    Caller.Answer answer = nobody().post("/api/auth/login", account).is(200);
    String cookie = answer.headers().getOrDefault("set-cookie", "");
    return nobody().withBearer(cookie.replaceAll("^[^=]*=|;.*", ""));
  }

  /// A user's key that is good for one thing only, which is not this.
  Caller withoutScope(String scope) {
    Caller owner = user();
    return keys.computeIfAbsent(
        owner.headers() + (scope.equals("read") ? "write" : "read"),
        _ -> nobody().withKey(key(owner, scope.equals("read") ? "write" : "read")));
  }

  /// An admin's key that is good for everything but running the service.
  Caller adminWithoutScope() {
    Caller owner = admin();
    return keys.computeIfAbsent(
        owner.headers() + "read", _ -> nobody().withKey(key(owner, "read")));
  }

  Caller withRevokedKey() {
    return keys.computeIfAbsent("revoked", _ -> revoked());
  }

  private Caller revoked() {
    Caller owner = user();
    ObjectNode made =
        (ObjectNode)
            owner
                .post("/api/v1/keys", Map.of("name", "revoked", "scopes", List.of("read", "write")))
                .is(201)
                .json();
    owner
        .send("DELETE", "/api/v1/keys/" + made.at("/details/id").asText(), Map.of(), new byte[0])
        .is(204);
    return nobody().withKey(made.get("key").asText());
  }

  /// A key that was good for a second.
  Caller withExpiredKey() {
    return keys.computeIfAbsent("expired", _ -> expired());
  }

  private Caller expired() {
    Instant end = Instant.now().plusSeconds(1);
    var wish =
        Map.of("name", "expired", "scopes", List.of("read", "write"), "expires_at", end.toString());
    String key = user().post("/api/v1/keys", wish).is(201).json().get("key").asText();
    try {
      Thread.sleep(Duration.between(Instant.now(), end).plusMillis(200));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return nobody().withKey(key);
  }

  /// The token of somebody whose account an admin has closed since.
  Caller disabled() {
    if (!keys.containsKey("disabled")) {
      close();
    }
    return keys.getOrDefault("disabled", nobody());
  }

  /// The key of the same.
  Caller keyOfDisabled() {
    disabled();
    return keys.getOrDefault("a key of disabled", nobody());
  }

  private void close() {
    Map<String, String> account = newAccount();
    nobody().post("/api/auth/register", account).is(201);
    Caller closed = signedIn(account);
    keys.put("disabled", closed);
    keys.put("a key of disabled", nobody().withKey(key(closed, "read")));
    String id = closed.get("/api/auth/me").is(200).json().get("id").asText();
    admin()
        .sendJson("PATCH", "/api/v1/admin/users/" + id, Json.write(Map.of("disabled", true)))
        .is(200);
  }

  private static String key(Caller owner, String scope) {
    return owner
        .post("/api/v1/keys", Map.of("name", "only " + scope, "scopes", List.of(scope)))
        .is(201)
        .json()
        .get("key")
        .asText();
  }

  /// The user's own token, signed by the service's own secret, of yesterday.
  Caller withExpiredToken() {
    try {
      String token = user().headers().getOrDefault("Authorization", "").replace("Bearer ", "");
      var signed = SignedJWT.parse(token);
      Instant yesterday = Instant.now().minusSeconds(86_400);
      var claims =
          new JWTClaimsSet.Builder(signed.getJWTClaimsSet())
              .issueTime(Date.from(yesterday))
              .expirationTime(Date.from(yesterday.plusSeconds(60)))
              .build();
      var expired = new SignedJWT(signed.getHeader(), claims);
      expired.sign(new MACSigner(SECRET));
      return nobody().withBearer(expired.serialize());
    } catch (ParseException | JOSEException e) {
      throw new IllegalStateException(Json.write(account()), e);
    }
  }
}
