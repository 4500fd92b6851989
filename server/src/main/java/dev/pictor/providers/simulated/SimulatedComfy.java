package dev.pictor.providers.simulated;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pictor.platform.Json;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.UploadedFile;
import io.javalin.websocket.WsContext;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// A ComfyUI server of the 0.26 line or later: uploads, a queue that runs one prompt after the
/// other, a history in memory, a WebSocket for each client, and no password. Two statuses that
/// ComfyUI itself does not have, 429 and 503, are those of a proxy in front of it.
public final class SimulatedComfy extends SimulatedServer {
  private static final Set<Fault> FAULTS =
      EnumSet.of(
          Fault.SLOW,
          Fault.BUSY,
          Fault.BROKEN,
          Fault.UNAVAILABLE,
          Fault.DROPPED_AFTER_ACCEPT,
          Fault.PARTIAL_JSON,
          Fault.WRONG_TYPE,
          Fault.REFUSED_INPUT,
          Fault.FAILED,
          Fault.VANISHED,
          Fault.EMPTY_OUTPUT,
          Fault.BLACK_PICTURE,
          Fault.UNCHANGED_PICTURE,
          Fault.NOT_A_PICTURE,
          Fault.EXPIRED_LINK);

  private final ObjectNode classes = SimulatedGraph.allClasses();
  private final PictureShelf uploads = new PictureShelf();
  private final Map<String, WsContext> clients = new ConcurrentHashMap<>();
  private final Recent<String> interrupts = new Recent<>(MOST_REMEMBERED);
  private final ComfyQueue queue;
  private volatile boolean hasJobsApi = true;
  private volatile boolean checks = true;

  /// @param port 0 for a free one
  public SimulatedComfy(int port) {
    queue = new ComfyQueue(this::tell, this::count, this::countCancelled, this::slowMillis);
    open(port);
  }

  @Override
  public String name() {
    return "comfy_local";
  }

  @Override
  public Set<Fault> faults() {
    return FAULTS;
  }

  /// Takes a node class away, as if its pack were not installed.
  public void remove(String nodeClass) {
    classes.remove(nodeClass);
  }

  /// Takes everything from the list of an input, as if no model file were there.
  public void emptyList(String nodeClass, String input) {
    ObjectNode inputs = (ObjectNode) classes.path(nodeClass).path("input").path("required");
    inputs.putArray(input).addArray();
  }

  /// From now on it is a server from before v0.26, without `/api/jobs`.
  public void growOld() {
    hasJobsApi = false;
  }

  /// From now on it takes graphs in part: what does not fit is dropped and named, the rest runs.
  public void takeInPart() {
    checks = false;
  }

  /// Closes every WebSocket and takes no more, as servers do that run for long.
  public void goSilent() {
    clients.values().forEach(client -> client.closeSession(1001, "gone"));
    clients.clear();
  }

  /// What is stored of pictures, by name.
  public Set<String> uploaded() {
    return uploads.names();
  }

  /// The bodies of interrupts that came; an empty one stops whatever runs.
  public Set<String> interrupts() {
    return interrupts.names();
  }

  @Override
  void routes(JavalinConfig config) {
    config.routes.get("/prompt", this::remaining);
    config.routes.post("/prompt", this::prompt);
    config.routes.get("/queue", request -> json(request, 200, queue.told()));
    config.routes.post("/queue", this::change);
    config.routes.get("/history/{id}", this::history);
    config.routes.post("/interrupt", this::interrupt);
    config.routes.get("/object_info/{class}", this::objectInfo);
    config.routes.get("/view", this::view);
    config.routes.post("/upload/image", this::upload);
    config.routes.post("/api/jobs/{id}/cancel", this::cancel);
    config.routes.ws(
        "/ws",
        socket -> {
          socket.onConnect(client -> {
            clients.put(String.valueOf(client.queryParam("clientId")), client);
            tell(String.valueOf(client.queryParam("clientId")), "status", queue.status());
          });
          socket.onClose(client -> clients.values().remove(client));
        });
  }

  private static void json(Context request, int status, JsonNode body) {
    request.status(status).contentType("application/json").result(Json.write(body));
  }

  private void tell(String client, String type, JsonNode data) {
    WsContext socket = clients.get(client);
    if (socket != null && socket.session.isOpen()) {
      ObjectNode message = JsonNodeFactory.instance.objectNode().put("type", type);
      socket.send(Json.write(message.set("data", data)));
      if (type.equals("progress")) {
        socket.send(preview());
      }
    }
  }

  /// A binary frame as ComfyUI sends them between the others: event 1, format 1, a JPEG.
  private static ByteBuffer preview() {
    return ByteBuffer.allocate(12).putInt(1).putInt(1).putInt(0xffd8ffd9).flip();
  }

  private void remaining(Context request) {
    json(request, 200, queue.status().path("status"));
  }

  private void prompt(Context request) throws IOException {
    Fault fault = order();
    JsonNode body = Json.MAPPER.readTree(request.bodyAsBytes());
    var graph = new SimulatedGraph(body.path("prompt"), classes);
    hear(graph.words());
    if (fault == Fault.BUSY || fault == Fault.UNAVAILABLE) {
      request.header("Retry-After", "1").status(fault == Fault.BUSY ? 429 : 503);
      return;
    }
    if (fault == Fault.BROKEN) {
      request.status(500).result("500 Internal Server Error");
      return;
    }
    if (fault == Fault.WRONG_TYPE) {
      request.contentType("text/html").result("<html><body>Sign in to the network</body></html>");
      return;
    }
    ObjectNode refusal = fault == Fault.REFUSED_INPUT ? refusal(body) : graph.refusal();
    if (!refusal.isEmpty() && checks) {
      json(request, 400, refusal);
      return;
    }
    queue.add(job(body, graph, fault));
    answer(request, body, refusal, fault);
  }

  private ObjectNode refusal(JsonNode body) {
    ObjectNode broken = body.path("prompt").deepCopy();
    broken.properties().forEach(each -> ((ObjectNode) each.getValue()).putObject("inputs"));
    return new SimulatedGraph(broken, classes).refusal();
  }

  private ComfyJob job(JsonNode body, SimulatedGraph graph, @Nullable Fault fault) {
    return new ComfyJob(
        body.path("prompt_id").asText(),
        body.path("client_id").asText(),
        graph,
        () -> graph.input(uploads::get),
        fault);
  }

  private void answer(Context request, JsonNode body, ObjectNode refusal, @Nullable Fault fault) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.set("prompt_id", body.path("prompt_id"));
    answer.put("number", 1).set("node_errors", refusal.withObject("/node_errors"));
    String whole = Json.write(answer);
    if (fault == Fault.DROPPED_AFTER_ACCEPT) {
      drop(request);
      return;
    }
    String sent = fault == Fault.PARTIAL_JSON ? whole.substring(0, whole.length() / 2) : whole;
    request.contentType("application/json").result(sent);
  }

  private void change(Context request) throws IOException {
    for (JsonNode each : Json.MAPPER.readTree(request.bodyAsBytes()).path("delete")) {
      queue.removeWaiting(each.asText());
    }
  }

  private void interrupt(Context request) throws IOException {
    JsonNode body = Json.MAPPER.readTree(request.bodyAsBytes());
    String id = body == null ? "" : body.path("prompt_id").asText();
    interrupts.put(id, id);
    queue.stopRunning(id);
  }

  private void cancel(Context request) {
    if (!hasJobsApi) {
      request.status(405).result("405: Method Not Allowed");
      return;
    }
    String id = request.pathParam("id");
    boolean cancelled = queue.removeWaiting(id) || queue.stopRunning(id);
    json(request, 200, JsonNodeFactory.instance.objectNode().put("cancelled", cancelled));
  }

  private void history(Context request) {
    json(request, 200, queue.history(request.pathParam("id")));
  }

  private void objectInfo(Context request) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    String name = request.pathParam("class");
    if (classes.has(name)) {
      answer.set(name, classes.path(name));
    }
    json(request, 200, answer);
  }

  private void view(Context request) {
    byte[] picture = queue.picture(String.valueOf(request.queryParam("filename")));
    if (picture == null) {
      request.status(404);
      return;
    }
    request.contentType("image/png").result(picture);
  }

  private void upload(Context request) throws IOException {
    UploadedFile file = request.uploadedFile("image");
    if (file == null) {
      request.status(400);
      return;
    }
    boolean isTaken =
        !"true".equals(request.formParam("overwrite")) && uploads.holds(file.filename());
    String name = isTaken ? "copy (1) " + file.filename() : file.filename();
    try (var content = file.content()) {
      uploads.put(name, content.readAllBytes());
    }
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    json(request, 200, answer.put("name", name).put("subfolder", "").put("type", "input"));
  }

  @Override
  public void close() {
    super.close();
    queue.close();
    uploads.close();
  }
}
