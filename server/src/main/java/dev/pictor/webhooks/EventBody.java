package dev.pictor.webhooks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pictor.identity.UserId;
import dev.pictor.images.ImageJob;
import dev.pictor.images.ImageResult;
import dev.pictor.jobs.JobEvent;
import dev.pictor.jobs.JobId;
import dev.pictor.jobs.JobPhase;
import dev.pictor.jobs.JobState;
import dev.pictor.jobs.Jobs;
import dev.pictor.platform.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What a delivery says: `{"type", "timestamp", "data"}` as Standard Webhooks has it, below 20 kB.
/// Jobs are told in the native words, pictures as links.
public final class EventBody {
  static final int MOST_BYTES = 20_000;

  private final Uses uses;

  public EventBody(Uses uses) {
    this.uses = uses;
  }

  /// Where the facts are.
  ///
  /// @param base the service's own address, without a slash at its end
  public record Uses(Jobs jobs, JobDetails images, PictureLinks links, Supplier<String> base) {}

  /// What is known of jobs on pictures.
  @FunctionalInterface
  public interface JobDetails {
    /// Nothing when the job is gone, or was never one on pictures.
    Optional<ImageJob> find(UserId owner, JobId job);
  }

  /// Links to pictures.
  @FunctionalInterface
  public interface PictureLinks {
    /// A signed link to a user's picture; null when it is gone.
    ///
    /// @return whole, or a path on this service
    @Nullable String show(UserId owner, String key);
  }

  /// Something that has happened, as its transaction wrote it down.
  ///
  /// @param number the order of a user's events
  /// @param data JSON
  public record Happening(
      EventType type, UserId owner, @Nullable UUID jobId, long number, Instant at, String data) {}

  String of(Due due) {
    ObjectNode data = Json.read(due.data(), ObjectNode.class);
    UUID job = due.jobId();
    if (job != null && due.type() == EventType.JOB_PROGRESS) {
      catchUp(data, new JobId(job));
    }
    var owner = new UserId(due.target().userId());
    return of(
        new Happening(due.type(), owner, job, due.number(), due.recordedAt(), due.data()), data);
  }

  /// The same body for whoever tells of events in another way.
  ///
  /// @return JSON on one line
  public String of(Happening happening) {
    return of(happening, Json.read(happening.data(), ObjectNode.class));
  }

  private String of(Happening happening, ObjectNode data) {
    data.put("event_number", happening.number());
    UUID job = happening.jobId();
    if (job != null) {
      uses.images()
          .find(happening.owner(), new JobId(job))
          .ifPresent(known -> describe(data, happening.owner(), known));
      data.put("url", uses.base().get() + "/api/v1/jobs/" + job);
    }
    return fitting(happening, data);
  }

  /// Progress may have waited: it tells how far the job has come meanwhile.
  private void catchUp(ObjectNode data, JobId job) {
    List<JobEvent> since = uses.jobs().eventsSince(job, data.path("sequence").asInt());
    for (JobEvent event : since) {
      if (event.state() == JobState.RUNNING) {
        JobPhase phase = event.change().phase();
        data.put("phase", phase == null ? null : phase.word());
        data.put("progress", event.change().progress());
        data.put("attempt", event.change().attempt());
        data.put("sequence", event.seq());
      }
    }
  }

  private void describe(ObjectNode data, UserId owner, ImageJob job) {
    data.put("job_type", job.kind());
    data.put("surface", job.surface());
    ImageJob.Moments moments = job.moments();
    data.putPOJO("created_at", moments.createdAt());
    data.putPOJO("started_at", moments.startedAt());
    boolean isFinal = !data.path("status").asText().equals("running");
    data.putPOJO("finished_at", isFinal ? moments.finishedAt() : null);
    data.put("cost_credits", isFinal ? job.cost().charged() : job.cost().price());
    data.putPOJO("metadata", job.order().metadata());
    ImageResult result = job.result();
    if (isFinal && result != null) {
      data.put("provider", result.provider());
      data.putPOJO(
          "artifacts", result.artifacts().stream().map(made -> artifact(owner, made)).toList());
    }
  }

  /// One picture that was made, in the words of the jobs' own routes.
  record Artifact(
      String id,
      String artifactType,
      @Nullable String outputUrl,
      int width,
      int height,
      long fileSize,
      String mimeType,
      String sha256) {}

  private Artifact artifact(UserId owner, ImageResult.Artifact made) {
    String link = uses.links().show(owner, made.key());
    return new Artifact(
        made.id(),
        made.type(),
        link != null && link.startsWith("/") ? uses.base().get() + link : link,
        made.width(),
        made.height(),
        made.size(),
        made.mimeType(),
        made.sha256());
  }

  /// What is too long loses first the caller's own words, which they have, then the pictures, which
  /// they can ask for.
  private static String fitting(Happening happening, ObjectNode data) {
    String body = body(happening, data);
    for (String part : List.of("metadata", "artifacts", "error")) {
      if (body.getBytes(StandardCharsets.UTF_8).length < MOST_BYTES) {
        return body;
      }
      data.remove(part);
      data.put("truncated", true);
      body = body(happening, data);
    }
    return body;
  }

  private static String body(Happening happening, ObjectNode data) {
    ObjectNode body = Json.MAPPER.createObjectNode();
    body.put("type", happening.type().word());
    body.putPOJO("timestamp", happening.at());
    body.set("data", data);
    return Json.write(body);
  }
}
