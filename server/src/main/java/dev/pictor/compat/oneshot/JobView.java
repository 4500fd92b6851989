package dev.pictor.compat.oneshot;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A job in this contract's words, which are the native ones.
///
/// @param status `pending`, `running`, `succeeded`, `failed` or `cancelled`
/// @param progress 0 to 100
/// @param phase what a running job is at
/// @param params what was asked for, complete; the pictures as links made anew
/// @param steps the same of each step of a pipeline; null for a single operation
/// @param costCredits what is held for it, and in the end what was charged
/// @param heldCredits what is held for it at this moment: 0 once it is finished
/// @param chargedCredits what was charged in the end; null until then
/// @param cached whether the result was there already, made for an equal job; it costs nothing then
/// @param provider who made it; null until it is done
/// @param attempt how often it was begun
record JobView(
    String id,
    String userId,
    String jobType,
    String status,
    int progress,
    @Nullable String phase,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    @Nullable Map<String, Object> params,
    @Nullable List<Step> steps,
    List<Artifact> artifacts,
    Map<String, String> metadata,
    long costCredits,
    long heldCredits,
    @Nullable Long chargedCredits,
    boolean cached,
    @Nullable String provider,
    int attempt,
    @Nullable Long processingTimeMs,
    @Nullable Fault error) {
  /// One operation of a pipeline.
  record Step(String jobType, Map<String, Object> params) {}

  /// One picture that was made.
  ///
  /// @param artifactType `image`, or `variant` where there are several
  /// @param outputUrl signed; ask for the job again when it has expired
  /// @param previewUrl a small JPEG of it
  /// @param downloadUrl the same picture as an attachment with a file name
  /// @param fileSize in bytes
  /// @param models what it was made with, pass by pass
  record Artifact(
      String id,
      String artifactType,
      @Nullable String outputUrl,
      @Nullable String previewUrl,
      @Nullable String downloadUrl,
      int width,
      int height,
      long fileSize,
      String mimeType,
      String sha256,
      String provider,
      List<Used> models) {}

  /// What a pass was done with.
  record Used(String step, String model) {}

  /// Why it failed.
  record Fault(String code, String message, boolean retryable) {}
}
