package dev.pictor.providers.runpod;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.pictor.platform.Json;
import dev.pictor.providers.remote.ForeignWords;
import dev.pictor.providers.remote.Health;
import dev.pictor.providers.remote.Reply;
import java.net.URI;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What RunPod's answers mean.
final class RunPodStatus {
  private static final Logger LOG = LoggerFactory.getLogger(RunPodStatus.class);

  private RunPodStatus() {}

  static Reply reply(JsonNode status, RunPodSettings settings) {
    if (!status.path("status").isTextual()) {
      return new Reply.Down("RunPod does not answer as it should");
    }
    return switch (status.path("status").textValue()) {
      case "IN_QUEUE" -> new Reply.Running(0, null);
      case "IN_PROGRESS", "RUNNING" -> new Reply.Running(progress(status.path("output")), null);
      case "COMPLETED" -> completed(status, settings);
      case "FAILED" -> failed(status, settings);
      case "CANCELLED" ->
          new Reply.Failed("The job was cancelled at RunPod.", charge(status, settings));
      case "TIMED_OUT" ->
          new Reply.Failed(
              "RunPod stopped the job because it took longer than it may.",
              charge(status, settings));
      default -> {
        // A new word must not end a job well or badly; the caller's deadline ends it.
        LOG.warn(
            "RunPod says \"{}\" about a job, which is not known here; it is asked again",
            ForeignWords.safe(status.path("status").textValue(), settings.key()));
        yield new Reply.Running(0, null);
      }
    };
  }

  /// While a worker runs, its output is whatever it reports: a share, percents, or an object with
  /// one of them under `progress`.
  private static double progress(JsonNode output) {
    JsonNode told = output.isObject() ? output.path("progress") : output;
    double value = told.isNumber() ? told.doubleValue() : 0;
    return value > 1 ? Math.min(value / 100, 1) : Math.max(value, 0);
  }

  private static Reply completed(JsonNode status, RunPodSettings settings) {
    JsonNode output = status.path("output");
    if (output.isMissingNode() || output.isNull()) {
      return new Reply.Failed(
          "RunPod finished the job and lost its result, as it does with results above 10 MB.",
          charge(status, settings));
    }
    var pictures = new ArrayList<Reply.Output>();
    for (JsonNode image : output.path("images")) {
      Optional<Reply.Output> picture = picture(image);
      if (picture.isEmpty()) {
        return new Reply.Failed(
            "RunPod finished the job with something that is not a picture.",
            charge(status, settings));
      }
      pictures.add(picture.get());
    }
    return pictures.isEmpty()
        ? new Reply.Failed("RunPod finished the job without a picture.", charge(status, settings))
        : new Reply.Done(pictures, cost(status, settings));
  }

  private static Optional<Reply.Output> picture(JsonNode image) {
    String data = image.path("data").asText();
    try {
      if (image.path("type").asText().equals("s3_url")) {
        var link = URI.create(data);
        boolean isWeb = "https".equals(link.getScheme()) || "http".equals(link.getScheme());
        return isWeb && link.getHost() != null
            ? Optional.of(new Reply.Output.Link(link))
            : Optional.empty();
      }
      byte[] bytes = Base64.getMimeDecoder().decode(data.substring(data.indexOf(',') + 1));
      return bytes.length == 0 ? Optional.empty() : Optional.of(new Reply.Output.Bytes(bytes));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static @Nullable Long cost(JsonNode status, RunPodSettings settings) {
    long millis = status.path("executionTime").asLong();
    return settings.price() == 0 || millis <= 0 ? null : millis * settings.price() / 1000;
  }

  /// RunPod bills a worker's seconds, whatever came of them.
  private static Reply.Charge charge(JsonNode status, RunPodSettings settings) {
    return Reply.Charge.of(cost(status, settings));
  }

  private static Reply failed(JsonNode status, RunPodSettings settings) {
    String said = error(status);
    String sentence = ForeignWords.safe(said, settings.key());
    if (said.contains("Workflow validation failed")) {
      return new Reply.Refused("The RunPod worker does not take this workflow: " + sentence);
    }
    return new Reply.Failed(
        sentence.isBlank() ? "The job failed at RunPod." : "The job failed at RunPod: " + sentence,
        charge(status, settings));
  }

  /// An exception comes as JSON inside a JSON string, with a traceback that is nobody's business.
  private static String error(JsonNode status) {
    JsonNode error = status.path("error");
    if (error.isTextual() && error.textValue().stripLeading().startsWith("{")) {
      try {
        error = Json.MAPPER.readTree(error.textValue());
      } catch (JsonProcessingException _) {
        return "";
      }
    }
    String message = error.isObject() ? error.path("error_message").asText() : error.asText();
    int trace = message.indexOf("Traceback (most recent call last)");
    String said = trace < 0 ? message : message.substring(0, trace);
    List<String> details = new ArrayList<>(List.of(said));
    status.path("output").path("details").forEach(each -> details.add(each.asText()));
    return String.join(" ", details);
  }

  static Health health(JsonNode answer) {
    if (!answer.path("workers").isObject()) {
      return new Health(false, "RunPod does not answer as it should");
    }
    Map<String, Integer> workers = new TreeMap<>();
    answer
        .path("workers")
        .properties()
        .forEach(each -> workers.put(each.getKey(), each.getValue().asInt()));
    int bad = workers.getOrDefault("unhealthy", 0);
    int other = workers.values().stream().mapToInt(Integer::intValue).sum() - bad;
    JsonNode jobs = answer.path("jobs");
    String detail =
        "%d workers idle, %d running, %d unhealthy; %d jobs waiting, %d running"
            .formatted(
                workers.getOrDefault("idle", 0),
                workers.getOrDefault("running", 0),
                bad,
                jobs.path("inQueue").asInt(),
                jobs.path("inProgress").asInt());
    // No worker at all is an endpoint that sleeps until there is a job.
    return new Health(bad == 0 || other > 0, detail);
  }
}
