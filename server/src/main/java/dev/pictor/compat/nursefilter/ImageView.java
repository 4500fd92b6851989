package dev.pictor.compat.nursefilter;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A picture that was handed in, and what became of it.
///
/// @param workflowId the theme
/// @param status `pending`, `submitted`, `processing`, `completed`, `failed` or `cancelled`
/// @param runpodJobId null unless RunPod works on it
/// @param inputImageUrl signed; ask again when it has expired
/// @param outputImageUrl signed; null until it is completed
/// @param submittedAt when somebody began with it
/// @param progress 0 to 100
record ImageView(
    String id,
    String userId,
    String workflowId,
    String status,
    @Nullable String runpodJobId,
    @Nullable String inputImageUrl,
    @Nullable String outputImageUrl,
    Instant createdAt,
    @Nullable Instant submittedAt,
    @Nullable Instant completedAt,
    int progress,
    @Nullable Fault error) {
  /// Why it failed.
  record Fault(String code, String message, boolean retryable) {}

  static final ImageView EXAMPLE =
      new ImageView(
          "0199f0c2-9d00-7000-8000-2b1f0c9e8d7a",
          "0199f0c2-7c1a-7000-8000-3f5e1c2d4b6a",
          "scrubs",
          "completed",
          null,
          "https://…/objects/users/…?signature=…",
          "https://…/objects/users/…?signature=…",
          Instant.parse("2026-11-22T10:00:00Z"),
          Instant.parse("2026-11-22T10:00:01Z"),
          Instant.parse("2026-11-22T10:00:04Z"),
          100,
          null);
}
