package dev.pictor.compat.oneshot;

import dev.pictor.images.ImageOrder;
import dev.pictor.images.OperationSchemas;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A swap with a clearer face at twice the size, as the documentation shows it.
final class JobExamples {
  private static final String LINK = "https://…/objects/users/…?signature=…";

  static final Map<String, Object> WISH =
      params(
          Map.of(
              "job_type",
              "face_swap",
              "params",
              params(
                  Map.of(
                      "source_url", LINK, "target_url", LINK, "face_restore", true, "upscale", 2)),
              "idempotency_key",
              "order-4711",
              "output_format",
              "jpeg",
              "output_quality",
              92,
              "metadata",
              Map.of("album", "summer")));

  static final JobView JOB =
      new JobView(
          "0199f0c2-9d00-7000-8000-2b1f0c9e8d7a",
          "0199f0c2-7c1a-7000-8000-3f5e1c2d4b6a",
          "face_swap",
          "succeeded",
          100,
          "storing",
          Instant.parse("2026-11-22T10:00:00Z"),
          Instant.parse("2026-11-22T10:00:00Z"),
          Instant.parse("2026-11-22T10:00:03Z"),
          params(
              Map.of(
                  "target_url",
                  LINK,
                  "source_url",
                  LINK,
                  "faces",
                  "largest",
                  "face_restore",
                  true,
                  "upscale",
                  2)),
          null,
          List.of(
              new JobView.Artifact(
                  "0199f0c2-a900-7000-8000-9d8a7c6b5e4f",
                  "image",
                  LINK,
                  LINK,
                  LINK,
                  2048,
                  1536,
                  812_345,
                  "image/jpeg",
                  "9f86d0…",
                  "local",
                  List.of(
                      new JobView.Used("face_swap", "builtin"),
                      new JobView.Used("upscale", "anime4k-x2")))),
          Map.of("album", "summer"),
          2,
          0,
          2L,
          false,
          "local",
          1,
          2840L,
          null);

  private JobExamples() {}

  /// What a request may hold; [JobBody] reads it.
  static Map<String, Object> schema() {
    Map<String, Object> text = Map.of("type", List.of("string", "null"));
    var common = new LinkedHashMap<String, Object>();
    common.put("provider", described(text, "A provider's name, or auto"));
    common.put("webhook_url", described(text, "Who is told, by a signed POST, how the job ended"));
    common.put(
        "idempotency_key",
        described(
            Map.of("type", "string", "minLength", 1, "maxLength", 255),
            "The same as the header Idempotency-Key"));
    common.put(
        "priority",
        described(
            Map.of("type", "integer", "minimum", -100, "maximum", 100),
            "Orders the caller's own jobs, higher first"));
    common.put("output_format", Map.of("type", "string", "enum", ImageOrder.Written.FORMATS));
    common.put("output_quality", Map.of("type", "integer", "minimum", 1, "maximum", 100));
    common.put(
        "metadata",
        described(
            Map.of("type", "object", "additionalProperties", Map.of("type", "string")),
            "Answered untouched"));
    return OperationSchemas.job(common, JobBody.PICTURES_AT_THE_TOP);
  }

  private static Map<String, Object> described(Map<String, Object> schema, String sentence) {
    var described = new LinkedHashMap<>(schema);
    described.put("description", sentence);
    return described;
  }

  private static Map<String, Object> params(Map<String, Object> values) {
    return new LinkedHashMap<>(new java.util.TreeMap<>(values));
  }
}
