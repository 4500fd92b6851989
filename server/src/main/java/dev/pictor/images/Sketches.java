package dev.pictor.images;

import dev.pictor.engine.sketch.Look;
import dev.pictor.engine.sketch.Style;
import dev.pictor.identity.Principal;
import dev.pictor.jobs.Job;
import dev.pictor.jobs.JobFilter;
import dev.pictor.jobs.JobHandler;
import dev.pictor.jobs.JobId;
import dev.pictor.jobs.JobPage;
import dev.pictor.jobs.Jobs;
import dev.pictor.jobs.OwnerId;
import dev.pictor.jobs.Submission;
import dev.pictor.platform.Json;
import dev.pictor.platform.Problem;
import dev.pictor.providers.Routing;
import dev.pictor.storage.Objects;
import dev.pictor.storage.StoredObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Sketches: submit, find, list, cancel and delete. A sketch is its job; there is no table beside
/// it.
public final class Sketches {
  private final Jobs jobs;
  private final Objects objects;
  private final Uploads uploads;

  public Sketches(Jobs jobs, Objects objects, Uploads uploads) {
    this.jobs = jobs;
    this.objects = objects;
    this.uploads = uploads;
  }

  /// What runs sketches, by the kind of job; for the workers of a node.
  public static Map<String, JobHandler> handlers(Objects objects, Routing routing) {
    return Map.of(SketchJobs.KIND, new SketchWork(objects, routing));
  }

  /// A sketch, and whether it was there already because of its idempotency key.
  public record Created(Sketch sketch, boolean replayed) {}

  /// Puts a sketch into the queue; it is durable when this returns.
  public Created create(Principal caller, NewSketch wanted) {
    Look look = wanted.look().look();
    StoredObject source = uploads.get(caller, wanted.source());
    var order =
        new Sketch.Order(
            source.key().value(),
            look.style().name(),
            look.method().name(),
            wanted.look().wantedIntensity(),
            withoutEnding(source.declared().filename()));
    var submission =
        Submission.of(owner(caller), SketchJobs.KIND, Json.MAPPER.valueToTree(order))
            .withSurface(wanted.surface());
    String token = wanted.retryToken();
    var submitted =
        jobs.submit(
            token == null ? submission : submission.withIdempotencyKey(token, wanted.digest()));
    return new Created(SketchJobs.read(submitted.job()), submitted.replayed());
  }

  public Sketch get(Principal caller, String id) {
    return SketchJobs.read(job(caller, id));
  }

  /// A part of a list, newest first.
  ///
  /// @param next where the next part begins; null after the last
  public record Page(List<Sketch> sketches, @Nullable String next) {}

  /// @param style only sketches of this style, in any case; null for all
  /// @param limit 1 to 100
  /// @param cursor [Page#next] of the part before; null for the first
  public Page list(Principal caller, @Nullable String style, int limit, @Nullable String cursor) {
    JobFilter filter = JobFilter.ALL.ofKind(SketchJobs.KIND);
    JobFilter ofStyle = style == null ? filter : filter.withArg("style", style(style).name());
    JobId after =
        cursor == null
            ? null
            : id(cursor)
                .orElseThrow(
                    () -> Problem.invalid("cursor", "is not one that a list has answered with."));
    JobPage page = jobs.list(owner(caller), ofStyle, limit, after);
    return new Page(
        page.jobs().stream().map(SketchJobs::read).toList(),
        page.next() == null ? null : page.next().toString());
  }

  private static Style style(String name) {
    try {
      return Style.of(name);
    } catch (IllegalArgumentException e) {
      throw Problem.invalid("style", e.getMessage() + ".");
    }
  }

  /// Stops a sketch; one that is finished stays as it is.
  public Sketch cancel(Principal caller, String id) {
    Job job = job(caller, id);
    return SketchJobs.read(
        jobs.cancel(job.id(), owner(caller)).orElseThrow(() -> Problem.notFound("sketch")));
  }

  /// Removes a sketch with its pictures; one that is not finished is cancelled first. The uploaded
  /// picture goes too when no other sketch was made from it.
  public void delete(Principal caller, String id) {
    Job job = job(caller, id);
    Sketch sketch = SketchJobs.read(job);
    String source = sketch.order().source();
    jobs.delete(job.id(), owner(caller));
    objects.deleteResults(Uploads.owner(caller), job.id().value());
    if (sketch.result() != null) {
      uploads.forget(sketch.result().key(), sketch.result().thumbnail());
    }
    JobFilter sameSource = JobFilter.ALL.ofKind(SketchJobs.KIND).withArg("source", source);
    if (jobs.list(owner(caller), sameSource, 1, null).jobs().isEmpty()) {
      uploads.delete(caller, source);
    }
  }

  private Job job(Principal caller, String id) {
    return id(id)
        .flatMap(known -> jobs.find(known, owner(caller)))
        .filter(job -> job.kind().equals(SketchJobs.KIND))
        .orElseThrow(() -> Problem.notFound("sketch"));
  }

  private static Optional<JobId> id(String text) {
    try {
      return Optional.of(new JobId(UUID.fromString(text)));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static OwnerId owner(Principal caller) {
    return new OwnerId(caller.userId().value());
  }

  private static String withoutEnding(String filename) {
    int dot = filename.lastIndexOf('.');
    return dot <= 0 ? filename : filename.substring(0, dot);
  }
}
