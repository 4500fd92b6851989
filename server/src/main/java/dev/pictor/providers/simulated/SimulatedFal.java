package dev.pictor.providers.simulated;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pictor.platform.Json;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// fal.ai: the queue, the results, the files, and the keys that calls back are signed with.
/// Addresses of an order leave out what follows the owner and the app of its model, as the real
/// ones do.
public final class SimulatedFal extends SimulatedServer {
  private final Recent<SimulatedFalOrder> orders = new Recent<>(MOST_REMEMBERED);
  private final PictureShelf pictures = new PictureShelf();
  private final SimulatedFalCalls calls = new SimulatedFalCalls();

  /// @param port 0 for a free one
  public SimulatedFal(int port) {
    open(port);
  }

  @Override
  public String name() {
    return "fal";
  }

  @Override
  public Set<Fault> faults() {
    return EnumSet.allOf(Fault.class);
  }

  /// Signs with a new key from now on and publishes only that.
  public void rotateKey() {
    calls.rotateKey();
  }

  @Override
  void routes(JavalinConfig config) {
    config.routes.get("/.well-known/jwks.json", this::jwks);
    config.routes.get("/files/{id}", this::file);
    config.routes.get("/{owner}/{app}/requests/{id}/status", this::status);
    config.routes.get("/{owner}/{app}/requests/{id}", this::result);
    config.routes.put("/{owner}/{app}/requests/{id}/cancel", this::cancel);
    config.routes.post("/<model>", this::submit);
  }

  private void jwks(Context request) {
    json(request, 200, calls.jwks());
  }

  private boolean isAllowed(Context request) {
    return ("Key " + key()).equals(request.header("Authorization"));
  }

  private void submit(Context request) throws IOException {
    if (!isAllowed(request)) {
      detail(request, 401, "Invalid API key");
      return;
    }
    String model = request.pathParam("model");
    if (!SimulatedFalModels.exists(model)) {
      detail(request, 404, "Application not found");
      return;
    }
    JsonNode input = Json.MAPPER.readTree(request.bodyAsBytes());
    Fault fault = order();
    hear(input.path("prompt").asText(""));
    if (fault == null || !refused(request, fault)) {
      accept(request, begin(model, input, request.queryParam("fal_webhook"), fault), fault);
    }
  }

  private static boolean refused(Context request, Fault fault) {
    switch (fault) {
      case BUSY -> {
        request.header("Retry-After", "1");
        detail(request, 429, "Too many requests");
      }
      case BROKEN -> detail(request, 500, "Internal error");
      case UNAVAILABLE -> detail(request, 503, "Unavailable");
      case BAD_KEY -> detail(request, 401, "Invalid API key");
      case NO_CREDIT -> detail(request, 403, "User is locked. Reason: Exhausted balance.");
      default -> {
        return false;
      }
    }
    return true;
  }

  private SimulatedFalOrder begin(
      String model, JsonNode input, @Nullable String webhook, @Nullable Fault fault) {
    String[] parts = model.split("/", -1);
    var order =
        new SimulatedFalOrder(
            UUID.randomUUID().toString(), parts[0] + "/" + parts[1], fault, webhook);
    orders.put(order.id(), order);
    Thread.ofVirtual().start(() -> work(order, model, input));
    return order;
  }

  private void work(SimulatedFalOrder order, String model, JsonNode input) {
    try {
      if (order.fault() == Fault.FORGED_CALLBACK) {
        calls.forge(order);
      }
      order.work(
          () -> SimulatedFalModels.make(model, input, order.fault()),
          uri(),
          pictures,
          slowMillis());
      if (order.isMade()) {
        count(order.id());
      }
      calls.call(order);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void accept(Context request, SimulatedFalOrder order, @Nullable Fault fault) {
    String base = uri() + "/" + order.app() + "/requests/" + order.id();
    ObjectNode accepted = JsonNodeFactory.instance.objectNode();
    accepted.put("request_id", order.id()).put("status", "IN_QUEUE").put("queue_position", 0);
    accepted.put("response_url", base).put("status_url", base + "/status");
    accepted.put("cancel_url", base + "/cancel");
    byte[] whole = SimulatedAnswers.bytes(accepted);
    switch (fault) {
      case DROPPED_AFTER_ACCEPT -> drop(request);
      case WRONG_TYPE -> request.html("<html>Welcome to the network of this hotel</html>");
      case PARTIAL_JSON ->
          request.contentType("application/json").result(Arrays.copyOf(whole, whole.length / 2));
      case null, default -> request.contentType("application/json").result(whole);
    }
  }

  private @Nullable SimulatedFalOrder find(Context request) {
    if (!isAllowed(request)) {
      detail(request, 401, "Invalid API key");
      return null;
    }
    SimulatedFalOrder order = orders.get(request.pathParam("id"));
    boolean known =
        order != null
            && order.app().equals(request.pathParam("owner") + "/" + request.pathParam("app"))
            && order.fault() != Fault.VANISHED;
    if (!known) {
      detail(request, 404, "Request not found");
    }
    return known ? order : null;
  }

  private void status(Context request) {
    SimulatedFalOrder order = find(request);
    if (order != null) {
      ObjectNode status = order.status(request.queryParam("logs") != null);
      json(request, status.path("status").asText().equals("COMPLETED") ? 200 : 202, status);
    }
  }

  private void result(Context request) {
    SimulatedFalOrder order = find(request);
    if (order != null) {
      order.asked();
      json(request, order.resultStatus(), order.result());
    }
  }

  private void cancel(Context request) {
    SimulatedFalOrder order = find(request);
    if (order == null) {
      return;
    }
    switch (order.cancel()) {
      case STOPPED -> {
        countCancelled();
        json(request, 202, SimulatedAnswers.texts("status", "CANCELLATION_REQUESTED"));
      }
      case STOPPED_BEFORE ->
          json(request, 202, SimulatedAnswers.texts("status", "CANCELLATION_REQUESTED"));
      case OVER -> json(request, 400, SimulatedAnswers.texts("status", "ALREADY_COMPLETED"));
    }
  }

  private void file(Context request) {
    String id = request.pathParam("id").replace(".png", "");
    SimulatedFalOrder order = orders.get(id);
    byte[] picture = pictures.get(id);
    if (order == null || picture == null || order.fault() == Fault.EXPIRED_LINK) {
      request.status(404).result("gone");
    } else {
      request.contentType("image/png").result(picture);
    }
  }

  private static void detail(Context request, int status, String detail) {
    json(request, status, SimulatedAnswers.texts("detail", detail));
  }

  private static void json(Context request, int status, JsonNode body) {
    request.status(status).contentType("application/json").result(Json.write(body));
  }

  @Override
  public void close() {
    super.close();
    calls.close();
    pictures.close();
  }
}
