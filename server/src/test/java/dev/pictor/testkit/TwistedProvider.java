package dev.pictor.testkit;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.pictor.platform.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/// An OpenID Connect provider that answers what a test wants, ID tokens that no honest provider
/// would give included.
public final class TwistedProvider implements AutoCloseable {
  public static final String CLIENT = "pictor";

  /// What the token endpoint answers.
  public record Reply(int status, Map<String, ?> body) {}

  private final HttpServer server;
  private final RSAKey key;
  private volatile Supplier<Reply> reply = () -> new Reply(400, Map.of("error", "invalid_grant"));
  private volatile String asked = "";

  public TwistedProvider() {
    try {
      key = new RSAKeyGenerator(2048).keyID("one").generate();
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/.well-known/openid-configuration", exchange -> send(exchange, 200, metadata()));
    server.createContext("/jwks", exchange -> send(exchange, 200, new JWKSet(key).toJSONObject()));
    server.createContext(
        "/token",
        exchange -> {
          asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          Reply wanted = reply.get();
          send(exchange, wanted.status(), wanted.body());
        });
    server.start();
  }

  public String issuer() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  public RSAKey key() {
    return key;
  }

  /// The form that the token endpoint was sent last.
  public String asked() {
    return asked;
  }

  public void replies(Supplier<Reply> wanted) {
    reply = wanted;
  }

  /// Answers with this ID token.
  public void gives(String idToken) {
    replies(() ->
        new Reply(
            200,
            Map.of(
                "access_token",
                "at",
                "token_type",
                "Bearer",
                "id_token",
                idToken,
                "expires_in",
                60)));
  }

  /// The claims of an honest token.
  public JWTClaimsSet.Builder claims(String subject, String nonce) {
    return new JWTClaimsSet.Builder()
        .issuer(issuer())
        .subject(subject)
        .audience(CLIENT)
        .claim("nonce", nonce)
        .issueTime(Date.from(Instant.now()))
        .expirationTime(Date.from(Instant.now().plusSeconds(300)));
  }

  public String signed(JWTClaimsSet claims) {
    return signed(claims, key);
  }

  public String signed(JWTClaimsSet claims, RSAKey by) {
    try {
      var header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("one").build();
      var jwt = new SignedJWT(header, claims);
      jwt.sign(new RSASSASigner(by));
      return jwt.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private Map<String, Object> metadata() {
    return Map.of(
        "issuer",
        issuer(),
        "authorization_endpoint",
        issuer() + "/authorize",
        "token_endpoint",
        issuer() + "/token",
        "jwks_uri",
        issuer() + "/jwks",
        "response_types_supported",
        List.of("code"),
        "subject_types_supported",
        List.of("public"),
        "id_token_signing_alg_values_supported",
        List.of("RS256", "HS256", "none"));
  }

  private static void send(HttpExchange exchange, int status, Map<String, ?> body)
      throws IOException {
    byte[] bytes = Json.write(body).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
