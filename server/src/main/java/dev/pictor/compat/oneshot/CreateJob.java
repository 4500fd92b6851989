package dev.pictor.compat.oneshot;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A job as this contract's clients write it, for the documentation; [JobBody] reads it. Pictures
/// stand in `params`, or at the top as the older clients have them.
///
/// @param params what the operation takes, its pictures among it
/// @param parameters another name of `params`
/// @param steps of a pipeline, each with `job_type` and `params`
/// @param provider a provider's name, or `auto`
/// @param idempotencyKey the same as the header `Idempotency-Key`
/// @param priority orders the caller's own jobs, higher first; -100 to 100
/// @param outputFormat `png`, `jpeg` or `webp`
/// @param outputQuality 1 to 100
/// @param metadata answered untouched
record CreateJob(
    String jobType,
    @Nullable Map<String, Object> params,
    @Nullable Map<String, Object> parameters,
    @Nullable List<Step> steps,
    @Nullable String inputUrl,
    @Nullable String inputImageUrl,
    @Nullable String sourceUrl,
    @Nullable String targetUrl,
    @Nullable String provider,
    @Nullable String webhookUrl,
    @Nullable String idempotencyKey,
    @Nullable Integer priority,
    @Nullable String outputFormat,
    @Nullable Integer outputQuality,
    @Nullable Map<String, String> metadata) {
  /// One operation of a pipeline. The first one names its picture, the others work on the result of
  /// the one before.
  record Step(String jobType, Map<String, Object> params) {}
}
