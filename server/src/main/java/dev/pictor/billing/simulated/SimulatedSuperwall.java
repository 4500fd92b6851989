package dev.pictor.billing.simulated;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pictor.billing.superwall.SvixSecret;
import dev.pictor.platform.Json;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/// Superwall of one project: it reports what it is told to, signed as Svix signs.
public final class SimulatedSuperwall extends StoreServer {
  private static final String SECRET = "whsec_c2ltdWxhdGVkLXN1cGVyd2FsbC1zZWNyZXQtMzI=";
  private static final String OTHER_SECRET = "whsec_c29tZWJvZHktZWxzZXMtc2VjcmV0LWFsdG9nZXRoZXI=";

  private final SvixSecret secret = SvixSecret.read(SECRET).orElseThrow();
  private final SvixSecret other = SvixSecret.read(OTHER_SECRET).orElseThrow();

  /// @param port 0 for a free one
  public SimulatedSuperwall(int port) {
    open(port);
  }

  @Override
  public Map<String, String> variables() {
    return Map.of("SUPERWALL_SECRET", SECRET);
  }

  /// An event in the older envelope, of a subscription in the App Store's sandbox.
  ///
  /// @param data members beside the usual ones, or instead of them
  public static Map<String, Object> event(String type, String id, Map<String, Object> data) {
    long now = Instant.now().toEpochMilli();
    var all = new HashMap<String, Object>();
    all.put("id", id);
    all.put("name", type);
    all.put("store", "APP_STORE");
    all.put("environment", "SANDBOX");
    all.put("periodType", "NORMAL");
    all.put("purchasedAt", now);
    all.put("expirationAt", now + Duration.ofDays(30).toMillis());
    all.put("price", 9.99);
    all.put("ts", now);
    all.putAll(data);
    var event = new HashMap<String, Object>();
    event.put("object", "event");
    event.put("type", type);
    event.put("projectId", 1);
    event.put("timestamp", now);
    event.put("data", all);
    return event;
  }

  /// An event on its way.
  ///
  /// @param signature of several secrets, as while they change
  public record Signed(byte[] body, String id, String timestamp, String signature) {}

  /// Signs an event as Svix does.
  public Signed sign(Map<String, Object> event, NoticeFault fault) {
    String text = Json.MAPPER.valueToTree(event).toString();
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    String id = "msg_" + UUID.randomUUID();
    Instant at = Instant.now().minus(Duration.ofHours(fault == NoticeFault.LATE ? 1 : 0));
    String timestamp = "" + at.getEpochSecond();
    SvixSecret signer = fault == NoticeFault.FORGED ? other : secret;
    String signature =
        other.sign("another", timestamp, body) + " " + signer.sign(id, timestamp, body);
    byte[] sent =
        fault == NoticeFault.ALTERED ? (text + " ").getBytes(StandardCharsets.UTF_8) : body;
    return new Signed(sent, id, timestamp, signature);
  }

  /// Sends an event.
  ///
  /// @return the status of the answer; of the second one when it is sent twice
  public int tell(Map<String, Object> event, NoticeFault fault) {
    Signed signed = sign(event, fault);
    int status = send(signed);
    return fault == NoticeFault.DUPLICATE ? send(signed) : status;
  }

  private int send(Signed signed) {
    return post(
        "/api/v1/billing/superwall",
        signed.body(),
        "svix-id",
        signed.id(),
        "svix-timestamp",
        signed.timestamp(),
        "svix-signature",
        signed.signature());
  }

  @Override
  void routes(JavalinConfig config) {
    config.routes.post("/_simulator/events", this::takeEvent);
  }

  /// `{"type": …, "data": {…}}`.
  private void takeEvent(Context request) {
    JsonNode wish = body(request);
    var data = new HashMap<String, Object>();
    wish.path("data")
        .properties()
        .forEach(each ->
            data.put(each.getKey(), Json.MAPPER.convertValue(each.getValue(), Object.class)));
    int status =
        tell(
            event(wish.path("type").asText(), UUID.randomUUID().toString(), data),
            NoticeFault.NONE);
    json(request, 200, Map.of("answered", status));
  }
}
