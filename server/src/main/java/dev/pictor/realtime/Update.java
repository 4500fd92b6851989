package dev.pictor.realtime;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pictor.jobs.JobEnd;
import dev.pictor.jobs.JobEvent;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One change of a job as a listener hears it, in the native words.
///
/// @param seq grows by one per job, so that a listener sees gaps
/// @param progress 0 to 100
/// @param phase null until the first attempt
public record Update(
    String jobId,
    int seq,
    Instant at,
    String state,
    @Nullable String phase,
    int progress,
    @Nullable JsonNode result,
    @Nullable Failure error) {
  /// Why the job, or its last attempt, failed.
  public record Failure(String code, String message, boolean retryable) {}

  static Update of(JobEvent event) {
    JobEnd end = event.end();
    return new Update(
        event.job().toString(),
        event.seq(),
        event.at(),
        event.state().name().toLowerCase(Locale.ROOT),
        event.change().phase() == null ? null : event.change().phase().word(),
        event.change().progress(),
        end == null ? null : end.result(),
        end == null || end.error() == null
            ? null
            : new Failure(end.error().code(), end.error().message(), end.error().retryable()));
  }
}
