package dev.pictor.compat.sketch;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A sketch in this contract's words.
///
/// @param taskId the same as `id`: a sketch is its job
/// @param status `pending`, `processing`, `completed`, `failed` or `cancelled`
/// @param progress 0 to 100
/// @param originalUrl signed, for the picture as it came
/// @param sketchUrl signed; null until the sketch is completed
/// @param downloadUrl the same picture as an attachment with a file name
record SketchView(
    String id,
    String taskId,
    String style,
    String method,
    double intensity,
    String status,
    int progress,
    @Nullable String originalUrl,
    @Nullable String sketchUrl,
    @Nullable String thumbnailUrl,
    @Nullable String downloadUrl,
    @Nullable Integer width,
    @Nullable Integer height,
    Instant createdAt,
    @Nullable Instant completedAt,
    @Nullable Fault error,
    @Nullable Long processingTimeMs) {
  /// Why it failed.
  record Fault(String code, String message, boolean retryable) {}

  static final SketchView EXAMPLE =
      new SketchView(
          "0199f0c2-9d00-7000-8000-2b1f0c9e8d7a",
          "0199f0c2-9d00-7000-8000-2b1f0c9e8d7a",
          "PENCIL",
          "ARTISTIC",
          0.8,
          "completed",
          100,
          "/objects/get?key=…",
          "/objects/get?key=…",
          "/objects/get?key=…",
          "/objects/get?key=…",
          1024,
          768,
          Instant.parse("2026-11-22T10:00:00Z"),
          Instant.parse("2026-11-22T10:00:02Z"),
          null,
          1840L);
}
