package dev.pictor.providers.simulated;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pictor.platform.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Workers of the worker-comfyui 5 line, and the calls that RunPod makes when they are done.
final class RunPodWorkers implements AutoCloseable {
  private static final int PARTS = 10;
  private static final int LATE_MILLIS = 3000;
  private static final int MOST_CALLS = 3;
  private static final int MILLIS_BETWEEN_CALLS = 10_000;

  private final SimulatedRunPod endpoint;
  private final Bucket bucket;
  private final AtomicInteger busy = new AtomicInteger();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /// Where results go.
  interface Bucket {
    /// @return the link to it
    String put(String name, byte[] picture);
  }

  RunPodWorkers(SimulatedRunPod endpoint, Bucket bucket) {
    this.endpoint = endpoint;
    this.bucket = bucket;
  }

  /// How many jobs are worked on.
  int busy() {
    return busy.get();
  }

  void take(RunPodJob job) {
    threads.execute(() -> {
      try {
        job.become("IN_PROGRESS", null);
        busy.incrementAndGet();
        try {
          work(job);
        } finally {
          busy.decrementAndGet();
          job.forgetInput();
        }
        call(job);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    });
  }

  private void work(RunPodJob job) throws InterruptedException {
    if (job.fault() == Fault.SLOW) {
      for (int part = 1; part < PARTS; part++) {
        job.pause(endpoint.slowMillis() / PARTS);
        ObjectNode more = object();
        more.putObject("output").put("progress", part / (double) PARTS);
        job.become("IN_PROGRESS", more);
      }
    }
    if (job.fault() == Fault.FORGED_CALLBACK) {
      send(job, object().put("id", job.id()).put("status", "FAILED").put("error", "forged"));
      job.pause(endpoint.slowMillis() / PARTS);
    }
    if (!job.isOver()) {
      finish(job);
    }
  }

  private void finish(RunPodJob job) {
    var graph = new SimulatedGraph(job.input().path("workflow"), endpoint.classes());
    ObjectNode refusal = graph.refusal();
    if (job.fault() == Fault.REFUSED_INPUT || !refusal.isEmpty()) {
      String lines = "Workflow validation failed:\n- Node 2 (model_name): value_not_in_list";
      job.become("FAILED", object().put("error", lines));
    } else if (job.fault() == Fault.TIMED_OUT) {
      job.become("TIMED_OUT", object().put("error", "executionTimeout exceeded"));
    } else if (job.fault() == Fault.FAILED) {
      job.become("FAILED", object().put("error", exception()));
    } else {
      complete(job, graph);
    }
  }

  /// As the SDK reports an exception of a handler: JSON inside a string.
  private static String exception() {
    return Json.write(
        object()
            .put("error_type", "<class 'torch.OutOfMemoryError'>")
            .put("error_message", "CUDA out of memory. Tried to allocate 2.50 GiB")
            .put(
                "error_traceback",
                "Traceback (most recent call last):\n  File \"/handler.py\", line 512, in handler")
            .put("hostname", "host-of-the-worker")
            .put("worker_id", "worker-4711")
            .put("runpod_version", "1.7.13"));
  }

  private void complete(RunPodJob job, SimulatedGraph graph) {
    byte[] input = graph.input(files(job.input())::get);
    if (input == null && !loadsLink(graph)) {
      job.become("FAILED", object().put("error", "Job processing failed: no such image"));
      return;
    }
    byte[] picture = picture(job, graph, input);
    ObjectNode more = object();
    if (job.fault() != Fault.EMPTY_OUTPUT) {
      more.putObject("output").putArray("images").add(image(job, picture));
    }
    // The worker cannot give back more than the cap: the job then ends well without its output.
    boolean isInside = more.at("/output/images/0/type").asText().equals(SimulatedRunPod.INSIDE);
    boolean isTooLarge = isInside && 4L * picture.length / 3 > SimulatedRunPod.MOST_BYTES;
    if (job.become("COMPLETED", isTooLarge ? null : more)) {
      endpoint.count(job.id());
    }
  }

  private byte[] picture(RunPodJob job, SimulatedGraph graph, byte @Nullable [] input) {
    byte[] worked = input == null ? SimulatedPicture.made(null, 256, 256, 1) : input;
    return switch (job.fault()) {
      case BLACK_PICTURE -> SimulatedPicture.black(64, 64);
      case UNCHANGED_PICTURE -> worked;
      case NOT_A_PICTURE -> "not a picture".getBytes(StandardCharsets.UTF_8);
      case null, default -> graph.run(worked);
    };
  }

  private static boolean loadsLink(SimulatedGraph graph) {
    return graph.words().contains("http");
  }

  private ObjectNode image(RunPodJob job, byte[] picture) {
    ObjectNode image = object().put("filename", "ComfyUI_00001_.png");
    if (job.fault() == Fault.EXPIRED_LINK) {
      return image.put("type", "s3_url").put("data", endpoint.uri() + "/bucket/expired.png");
    }
    return endpoint.hasBucket()
        ? image.put("type", "s3_url").put("data", bucket.put(UUID.randomUUID().toString(), picture))
        : image.put("type", SimulatedRunPod.INSIDE).put("data", bucket.put(job.id(), picture));
  }

  private static Map<String, byte[]> files(JsonNode input) {
    Map<String, byte[]> files = new HashMap<>();
    for (JsonNode each : input.path("images")) {
      String data = each.path("image").asText();
      files.put(
          each.path("name").asText(),
          Base64.getDecoder().decode(data.substring(data.indexOf(',') + 1)));
    }
    return files;
  }

  private void call(RunPodJob job) {
    if (job.fault() == Fault.LOST_CALLBACK) {
      return;
    }
    threads.execute(() -> {
      try {
        if (job.fault() == Fault.LATE_CALLBACK) {
          Thread.sleep(LATE_MILLIS);
        }
        send(job, endpoint.told(job));
        if (job.fault() == Fault.DOUBLE_CALLBACK) {
          send(job, endpoint.told(job));
        }
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    });
  }

  private void send(RunPodJob job, ObjectNode body) throws InterruptedException {
    if (job.webhook().isEmpty()) {
      return;
    }
    var request =
        HttpRequest.newBuilder(URI.create(job.webhook()))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(Json.write(body)))
            .build();
    for (int call = 1; call <= MOST_CALLS; call++) {
      try {
        if (client.send(request, BodyHandlers.discarding()).statusCode() == 200) {
          return;
        }
      } catch (IOException _) {
        // Tried again, as if it had been answered badly.
      }
      Thread.sleep(MILLIS_BETWEEN_CALLS);
    }
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  @Override
  public void close() {
    threads.shutdownNow();
    client.shutdownNow();
  }
}
