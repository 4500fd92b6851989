package dev.pictor.compat.oneshot;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A swap with a clearer face at twice the size, as the documentation shows it.
final class JobExamples {
  private static final String LINK = "https://…/objects/users/…?signature=…";

  static final CreateJob WISH =
      new CreateJob(
          "face_swap",
          params(
              Map.of("source_url", LINK, "target_url", LINK, "face_restore", true, "upscale", 2)),
          null,
          null,
          null,
          null,
          null,
          null,
          "auto",
          null,
          "order-4711",
          0,
          "jpeg",
          92,
          Map.of("album", "summer"));

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
          false,
          "local",
          1,
          2840L,
          null);

  private JobExamples() {}

  private static Map<String, Object> params(Map<String, Object> values) {
    return new LinkedHashMap<>(new java.util.TreeMap<>(values));
  }
}
