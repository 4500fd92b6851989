package dev.pictor.images;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.pictor.jobs.Job;
import dev.pictor.jobs.JobError;
import dev.pictor.platform.Json;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Reads jobs of this kind as sketches.
final class SketchJobs {
  static final String KIND = "sketch";

  private SketchJobs() {}

  static Sketch read(Job job) {
    JsonNode result = job.end().result();
    JobError error = job.end().error();
    return new Sketch(
        job.id().toString(),
        order(job.request().args()),
        job.state().name().toLowerCase(Locale.ROOT),
        job.status().progress(),
        new Sketch.Moments(job.times().createdAt(), job.times().finishedAt()),
        result == null ? null : tree(result, Sketch.Result.class),
        fault(error));
  }

  static Sketch.Order order(JsonNode args) {
    return tree(args, Sketch.Order.class);
  }

  private static Sketch.@Nullable Fault fault(@Nullable JobError error) {
    return error == null
        ? null
        : new Sketch.Fault(error.code(), error.message(), error.retryable());
  }

  private static <T> T tree(JsonNode stored, Class<T> type) {
    try {
      return Json.MAPPER.treeToValue(stored, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("stored JSON does not read as " + type.getSimpleName(), e);
    }
  }
}
