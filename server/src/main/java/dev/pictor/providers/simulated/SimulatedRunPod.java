package dev.pictor.providers.simulated;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pictor.platform.Json;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// RunPod serverless with an endpoint of worker-comfyui 5: as many workers as jobs, caps of 10 MB
/// both ways, callbacks that are tried three times, results that are kept for half an hour.
public final class SimulatedRunPod extends SimulatedServer {
  /// The only endpoint that it has.
  public static final String ENDPOINT = "simulated-endpoint";

  static final int MOST_BYTES = 10_000_000;

  /// The type of a picture that is in the answer.
  static final String INSIDE = "base64";

  private static final Set<Fault> FAULTS = EnumSet.complementOf(EnumSet.of(Fault.MODERATED));

  private final Recent<RunPodJob> jobs = new Recent<>(MOST_REMEMBERED);
  private final PictureShelf bucket = new PictureShelf();
  private final ObjectNode classes = SimulatedGraph.allClasses();
  private final RunPodWorkers workers = new RunPodWorkers(this, this::keep);
  private volatile boolean hasBucket;

  /// @param port 0 for a free one
  public SimulatedRunPod(int port) {
    open(port);
  }

  @Override
  public String name() {
    return "runpod";
  }

  @Override
  public Set<Fault> faults() {
    return FAULTS;
  }

  /// From now on results go to a bucket, and answers have links.
  public void useBucket() {
    hasBucket = true;
  }

  boolean hasBucket() {
    return hasBucket;
  }

  /// Forgets everything, as after half an hour.
  public void forgetResults() {
    jobs.clear();
  }

  /// Adds a node class that loads pictures from addresses.
  public void addLoader(String nodeClass, String input) {
    ObjectNode loader = JsonNodeFactory.instance.objectNode();
    loader.putObject("input").putObject("required").putArray(input).add("STRING");
    loader.putArray("output").add("IMAGE").add("MASK");
    classes.set(nodeClass, loader);
  }

  ObjectNode classes() {
    return classes;
  }

  private String keep(String name, byte[] picture) {
    bucket.put(name, picture);
    return uri() + "/bucket/" + name + ".png";
  }

  /// What it says of a job, with the picture where the answer itself has it.
  ObjectNode told(RunPodJob job) {
    ObjectNode told = job.told();
    if (told.at("/output/images/0") instanceof ObjectNode image
        && image.path("type").asText().equals(INSIDE)) {
      byte[] picture = bucket.get(job.id());
      image.put("data", picture == null ? "" : Base64.getEncoder().encodeToString(picture));
    }
    return told;
  }

  @Override
  void routes(JavalinConfig config) {
    config.routes.post("/{endpoint}/run", this::run);
    config.routes.get("/{endpoint}/status/{id}", this::status);
    config.routes.post("/{endpoint}/cancel/{id}", this::cancel);
    config.routes.get("/{endpoint}/health", this::health);
    config.routes.get("/bucket/{name}", this::fetch);
  }

  private static void json(Context request, int status, JsonNode body) {
    request.status(status).contentType("application/json").result(Json.write(body));
  }

  private boolean isAllowed(Context request) {
    if (!("Bearer " + key()).equals(request.header("Authorization"))) {
      request.status(401);
      return false;
    }
    if (!request.pathParam("endpoint").equals(ENDPOINT)) {
      json(request, 404, JsonNodeFactory.instance.objectNode().put("error", "endpoint not found"));
      return false;
    }
    return true;
  }

  private void run(Context request) throws IOException {
    if (!isAllowed(request)) {
      return;
    }
    Fault fault = order();
    if (isTurnedAway(request, fault)) {
      return;
    }
    byte[] sent = request.bodyAsBytes();
    JsonNode body = Json.MAPPER.readTree(sent);
    if (sent.length > MOST_BYTES || !(body.path("input") instanceof ObjectNode input)) {
      json(request, 400, JsonNodeFactory.instance.objectNode().put("error", "bad request body"));
      return;
    }
    hear(new SimulatedGraph(input.path("workflow"), classes).words());
    if (fault == Fault.WRONG_TYPE) {
      request.contentType("text/html").result("<html><body>Just a moment</body></html>");
      return;
    }
    var job = new RunPodJob(UUID.randomUUID() + "-u1", fault, body.path("webhook").asText(), input);
    String answer = Json.write(job.told());
    if (fault != Fault.VANISHED) {
      jobs.put(job.id(), job);
    }
    workers.take(job);
    if (fault == Fault.DROPPED_AFTER_ACCEPT) {
      drop(request);
      return;
    }
    request
        .contentType("application/json")
        .result(fault == Fault.PARTIAL_JSON ? answer.substring(0, answer.length() / 2) : answer);
  }

  private static boolean isTurnedAway(Context request, @Nullable Fault fault) {
    int status =
        switch (fault) {
          case BUSY -> 429;
          case BROKEN -> 500;
          case UNAVAILABLE -> 503;
          case BAD_KEY -> 401;
          case NO_CREDIT -> 402;
          case null, default -> 0;
        };
    if (status == 429) {
      request.header("Retry-After", "1");
    }
    if (status > 0) {
      request.status(status);
    }
    return status > 0;
  }

  private void status(Context request) {
    if (isAllowed(request)) {
      tell(request, jobs.get(request.pathParam("id")));
    }
  }

  private void cancel(Context request) {
    if (!isAllowed(request)) {
      return;
    }
    RunPodJob job = jobs.get(request.pathParam("id"));
    if (job != null && job.become("CANCELLED", null)) {
      countCancelled();
    }
    tell(request, job);
  }

  private void tell(Context request, @Nullable RunPodJob job) {
    if (job == null) {
      json(request, 404, JsonNodeFactory.instance.objectNode().put("error", "job not found"));
    } else {
      json(request, 200, told(job));
    }
  }

  private void health(Context request) {
    if (!isAllowed(request)) {
      return;
    }
    int running = workers.busy();
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.putObject("jobs").put("inQueue", 0).put("inProgress", running).put("completed", made());
    answer.putObject("workers").put("idle", 1).put("running", running).put("throttled", 0);
    json(request, 200, answer);
  }

  private void fetch(Context request) {
    byte[] picture = bucket.get(request.pathParam("name").replace(".png", ""));
    if (picture == null) {
      request
          .status(403)
          .contentType("application/xml")
          .result("<Error>Request has expired</Error>");
    } else {
      request.contentType("image/png").result(picture);
    }
  }

  @Override
  public void close() {
    super.close();
    workers.close();
    bucket.close();
  }
}
