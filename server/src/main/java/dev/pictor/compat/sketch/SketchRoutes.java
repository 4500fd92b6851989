package dev.pictor.compat.sketch;

import static dev.pictor.platform.http.Route.route;
import static io.javalin.http.HandlerType.DELETE;
import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.POST;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pictor.identity.Caller;
import dev.pictor.identity.Principal;
import dev.pictor.images.Caching;
import dev.pictor.images.ImageJob;
import dev.pictor.images.ImageJobs;
import dev.pictor.images.LookForm;
import dev.pictor.images.Operation;
import dev.pictor.images.PictureUrls;
import dev.pictor.images.Previews;
import dev.pictor.images.Uploads;
import dev.pictor.platform.Problem;
import dev.pictor.platform.http.Access;
import dev.pictor.platform.http.NextPage;
import dev.pictor.platform.http.Query;
import dev.pictor.platform.http.Reply;
import dev.pictor.platform.http.RequestBody;
import dev.pictor.platform.http.Route;
import dev.pictor.storage.StoredObject;
import io.javalin.http.Context;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Making, seeing and removing sketches.
final class SketchRoutes {
  private static final String GROUP = "Sketch: sketches";
  private static final int MAX_TOKEN = 255;

  private final ImageJobs jobs;
  private final Uploads uploads;
  private final Previews previews;
  private final SketchLinks links;
  private final PictureUrls pictureUrls;

  SketchRoutes(
      ImageJobs jobs, Uploads uploads, Previews previews, SketchLinks links, PictureUrls urls) {
    this.jobs = jobs;
    this.uploads = uploads;
    this.previews = previews;
    this.links = links;
    this.pictureUrls = urls;
  }

  /// A part of a list.
  ///
  /// @param nextCursor null after the last
  record Listing(List<SketchView> items, @Nullable String nextCursor) {}

  /// A sketch as a background task.
  record TaskView(
      String taskId,
      String status,
      int progress,
      @Nullable SketchView result,
      SketchView.@Nullable Fault error) {}

  List<Route> routes() {
    var listing = new Listing(List.of(SketchView.EXAMPLE), null);
    var task = new TaskView(SketchView.EXAMPLE.id(), "completed", 100, SketchView.EXAMPLE, null);
    return List.of(
        route(POST, "/api/sketch/create", Access.USER)
            .in(GROUP)
            .says("Have a picture drawn")
            .header("Idempotency-Key", "The same key and body give the same sketch")
            .header("Cache-Control", Caching.SENTENCE)
            .takes(CreateSketch.EXAMPLE)
            .fails(Problem.Kind.STORAGE_QUOTA_EXCEEDED)
            .answers(202, "It is in the queue, durably", SketchView.EXAMPLE)
            .sends("Location", "The sketch's own address")
            .sends("Idempotency-Replayed", "true when the sketch was there already")
            .fails(Problem.Kind.NOT_FOUND, Problem.Kind.CONFLICT, Problem.Kind.QUEUE_FULL)
            .fails(Problem.Kind.IDEMPOTENCY_CONFLICT, Problem.Kind.BAD_PICTURE)
            .fails(Problem.Kind.UNSUPPORTED_TYPE, Problem.Kind.FETCH_REFUSED)
            .fails(Problem.Kind.FETCH_FAILED, Problem.Kind.BAD_SIGNATURE)
            .by(this::create),
        route(GET, "/api/sketch/styles/available", Access.PUBLIC)
            .in(GROUP)
            .says("Styles, methods and limits")
            .answers(200, "What there is", AvailableStyles.of(uploads))
            .by(request -> Reply.json(request, AvailableStyles.of(uploads))),
        route(GET, "/api/sketch/styles/{style}/preview.jpg", Access.OPEN)
            .in(GROUP)
            .says("What a style looks like")
            .answersBytes(200, "A JPEG of at most 320 pixels", "image/jpeg")
            .by(this::example),
        route(GET, "/api/sketch/preview", Access.USER)
            .in(GROUP)
            .says("One look of one's own picture, small and at once")
            .queryRequired("key", String.class, "A confirmed upload")
            .queryRequired("style", String.class, "A style's id")
            .queryRequired("method", String.class, "A method's id")
            .query("intensity", Double.class, "0 to 1")
            .fails(Problem.Kind.NOT_FOUND, Problem.Kind.CONFLICT, Problem.Kind.BAD_PICTURE)
            .answersBytes(200, "A JPEG of at most 320 pixels", "image/jpeg")
            .by(this::preview),
        route(GET, "/api/sketch/task/{task_id}", Access.USER)
            .in(GROUP)
            .says("How far a sketch is")
            .answers(200, "The task", task)
            .by(this::task),
        route(GET, "/api/sketch/{sketch_id}", Access.USER)
            .in(GROUP)
            .says("One sketch")
            .answers(200, "The sketch, its links made anew", SketchView.EXAMPLE)
            .by(request -> Reply.json(request, view(request, sketch(request, "sketch_id")))),
        route(GET, "/api/sketch", Access.USER)
            .in(GROUP)
            .says("The caller's sketches, newest first")
            .queryWhole("limit", 1, Query.MOST, Query.USUAL, "How many at most")
            .query("cursor", String.class, "next_cursor of the part before")
            .query("style", String.class, "Only sketches of this style")
            .answers(200, "A part of the list", listing)
            .sends("Link", "rel=\"next\" when there is more")
            .by(this::list),
        route(POST, "/api/sketch/{sketch_id}/cancel", Access.USER)
            .in(GROUP)
            .says("Stop a sketch; one that is finished stays as it is")
            .answers(200, "The sketch", SketchView.EXAMPLE)
            .by(this::cancel),
        route(DELETE, "/api/sketch/{sketch_id}", Access.USER)
            .in(GROUP)
            .says("Remove a sketch and its pictures")
            .answers(204, "It is gone")
            .by(this::delete));
  }

  private void create(Context request) throws InterruptedException {
    Principal caller = Caller.of(request);
    CreateSketch wish = RequestBody.json(request, CreateSketch.class, pictureUrls.maxBodyBytes());
    LookForm look = wish.look(jobs.notices().faults(wish.webhookUrl()));
    String token = request.header("Idempotency-Key");
    if (token != null && (token.isBlank() || token.length() > MAX_TOKEN)) {
      throw Problem.invalid("Idempotency-Key", "has 1 to " + MAX_TOKEN + " characters.");
    }
    var created =
        jobs.submit(
            caller,
            wish.form(look, uploads.usual(), token)
                .with(Caching.of(request.header("Cache-Control"))),
            List.of());
    if (created.replayed()) {
      request.header("Idempotency-Replayed", "true");
    }
    request.header("Location", "/api/sketch/" + created.job().id());
    Reply.json(request, 202, view(request, created.job()));
  }

  private void example(Context request) throws InterruptedException {
    request
        .header("Cache-Control", "public, max-age=86400")
        .contentType("image/jpeg")
        .result(previews.example(request.pathParam("style")));
  }

  private void preview(Context request) throws InterruptedException {
    String key = request.queryParam("key");
    if (key == null || key.isBlank()) {
      throw Problem.invalid("key", "is missing.");
    }
    var form =
        new LookForm(request.queryParam("style"), request.queryParam("method"), intensity(request));
    StoredObject picture = uploads.get(Caller.of(request), key);
    request
        .header("Cache-Control", "private, max-age=600")
        .contentType("image/jpeg")
        .result(previews.draw(picture, form));
  }

  private static @Nullable Double intensity(Context request) {
    String text = request.queryParam("intensity");
    if (text == null) {
      return null;
    }
    try {
      return Double.valueOf(text);
    } catch (NumberFormatException _) {
      throw Problem.invalid("intensity", "is a number within 0 to 1.");
    }
  }

  private void task(Context request) {
    SketchView sketch = view(request, sketch(request, "task_id"));
    Reply.json(
        request,
        new TaskView(
            sketch.taskId(),
            sketch.status(),
            sketch.progress(),
            sketch.status().equals("completed") ? sketch : null,
            sketch.error()));
  }

  private void list(Context request) {
    ImageJobs.Page page =
        jobs.list(
            Caller.of(request),
            new ImageJobs.Filter(Operation.SKETCH.word(), null, ofStyle(request)),
            Query.limit(request),
            request.queryParam("cursor"));
    if (page.next() != null) {
      NextPage.link(request, "cursor", page.next());
    }
    Reply.json(
        request,
        new Listing(page.jobs().stream().map(job -> view(request, job)).toList(), page.next()));
  }

  private static @Nullable ObjectNode ofStyle(Context request) {
    String style = request.queryParam("style");
    return style == null
        ? null
        : JsonNodeFactory.instance.objectNode().put("style", LookForm.styleId(style));
  }

  private void cancel(Context request) {
    ImageJob sketch = sketch(request, "sketch_id");
    Reply.json(request, view(request, jobs.cancel(Caller.of(request), sketch.id())));
  }

  private void delete(Context request) {
    jobs.delete(Caller.of(request), sketch(request, "sketch_id").id());
    request.status(204);
  }

  /// A job of another operation is none of this contract's.
  private ImageJob sketch(Context request, String parameter) {
    ImageJob job = jobs.get(Caller.of(request), request.pathParam(parameter));
    if (!job.kind().equals(Operation.SKETCH.word())) {
      throw Problem.notFound("sketch");
    }
    return job;
  }

  private SketchView view(Context request, ImageJob job) {
    return links.view(request, Caller.of(request), job);
  }
}
