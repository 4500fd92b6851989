package dev.pictor.providers.simulated;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The calls of the simulated fal, signed as the real ones are: Ed25519 over id, user, time and the
/// SHA-256 of the body, with a line break between them.
final class SimulatedFalCalls implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SimulatedFalCalls.class);
  private static final String USER = "simulated-user";

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();
  private volatile KeyPair key = newKey();

  private static KeyPair newKey() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has Ed25519", e);
    }
  }

  void rotateKey() {
    key = newKey();
  }

  ObjectNode jwks() {
    byte[] encoded = key.getPublic().getEncoded();
    byte[] point = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
    ObjectNode keys = JsonNodeFactory.instance.objectNode();
    keys.putArray("keys")
        .addObject()
        .put("kty", "OKP")
        .put("crv", "Ed25519")
        .put("x", Base64.getUrlEncoder().withoutPadding().encodeToString(point));
    return keys;
  }

  /// Calls back about an order that is over, as its fault wants it.
  void call(SimulatedFalOrder order) throws InterruptedException {
    if (order.webhook() == null || order.fault() == Fault.LOST_CALLBACK) {
      return;
    }
    if (order.fault() == Fault.LATE_CALLBACK) {
      order.awaitAsked();
    }
    int times = order.fault() == Fault.DOUBLE_CALLBACK ? 2 : 1;
    for (int i = 0; i < times; i++) {
      send(order, body(order, order.isMade() ? "OK" : "ERROR"), true);
    }
  }

  /// Says that an order failed that is still worked on, with a signature of nobody's.
  void forge(SimulatedFalOrder order) throws InterruptedException {
    if (order.webhook() != null) {
      send(order, body(order, "ERROR"), false);
    }
  }

  private static byte[] body(SimulatedFalOrder order, String status) {
    ObjectNode body = SimulatedAnswers.texts("request_id", order.id());
    body.put("gateway_request_id", order.id()).put("status", status);
    body.set("payload", order.result());
    return SimulatedAnswers.bytes(body);
  }

  private void send(SimulatedFalOrder order, byte[] body, boolean genuine)
      throws InterruptedException {
    String time = String.valueOf(Instant.now().getEpochSecond());
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(String.valueOf(order.webhook())))
            .timeout(Duration.ofSeconds(15))
            .header("Content-Type", "application/json")
            .header("X-Fal-Webhook-Request-Id", order.id())
            .header("X-Fal-Webhook-User-Id", USER)
            .header("X-Fal-Webhook-Timestamp", time)
            .header(
                "X-Fal-Webhook-Signature",
                genuine ? signature(order.id(), time, body) : "0".repeat(128))
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    try {
      http.send(request, BodyHandlers.discarding());
    } catch (IOException e) {
      LOG.info("nobody hears the simulated fal: {}", e.getClass().getSimpleName());
    }
  }

  private String signature(String id, String time, byte[] body) {
    try {
      String hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(key.getPrivate());
      signature.update(String.join("\n", id, USER, time, hash).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has Ed25519", e);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
