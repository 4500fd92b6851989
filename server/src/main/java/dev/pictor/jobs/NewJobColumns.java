package dev.pictor.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pictor.platform.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// New jobs as columns of arrays, and as the records that the callers get.
final class NewJobColumns {
  private NewJobColumns() {}

  static Map<String, Object> of(List<NewJob> jobs) {
    var columns = new HashMap<String, Object>();
    add(columns, jobs, "uuid", "ids", job -> job.id.value());
    add(columns, jobs, "uuid", "owners", job -> job.submission.owner().value());
    add(columns, jobs, "text", "kinds", job -> job.submission.request().kind());
    add(columns, jobs, "text", "surfaces", job -> job.submission.request().surface());
    add(columns, jobs, "text", "queues", job -> job.submission.request().queue());
    add(columns, jobs, "int4", "priorities", job -> job.submission.request().priority());
    add(columns, jobs, "text", "args", job -> Json.write(job.submission.request().args()));
    add(columns, jobs, "int4", "attempts", job -> job.limits.maxAttempts());
    add(columns, jobs, "int4", "run_seconds", job -> wholeSeconds(job.limits.toRun()));
    add(columns, jobs, "int4", "start_seconds", job -> wholeSeconds(job.limits.toStart()));
    add(columns, jobs, "text", "keys", job -> job.key() == null ? null : job.keyText());
    add(columns, jobs, "text", "states", job -> job.state().word());
    add(columns, jobs, "float8", "delays", job -> job.isDelayed() ? delaySeconds(job) : 0.0);
    add(columns, jobs, "text", "results", NewJobColumns::result);
    add(columns, jobs, "int8", "turns", job -> job.turn);
    add(columns, jobs, "int4", "places", job -> job.place);
    add(columns, jobs, "bool", "settles", NewJob::settles);
    return columns;
  }

  private static void add(
      Map<String, Object> columns,
      List<NewJob> jobs,
      String type,
      String name,
      Function<NewJob, @Nullable Object> column) {
    columns.put(name, Sql.array(type, jobs, column));
  }

  private static @Nullable Object result(NewJob job) {
    JsonNode result = job.result();
    return result == null ? null : Json.write(result);
  }

  private static double delaySeconds(NewJob job) {
    return job.submission.options().delay().toNanos() / 1e9;
  }

  /// Rounded up: 0 would be without limit.
  private static int wholeSeconds(Duration limit) {
    return Math.toIntExact(limit.plusNanos(999_999_999).toSeconds());
  }

  static Job asStored(NewJob job, Instant at) {
    var status = new JobStatus(job.state(), null, job.isDone() ? 100 : 0, 0, 1, false);
    return new Job(
        job.id,
        job.submission.owner(),
        job.submission.request(),
        status,
        new JobTimes(at, null, null, job.isDone() ? at : null, at),
        new JobEnd(job.result(), null, null, null));
  }

  /// The job of a submission that was stored.
  static Job storedJob(NewJob job) {
    return Objects.requireNonNull(job.stored, "not stored").job();
  }
}
