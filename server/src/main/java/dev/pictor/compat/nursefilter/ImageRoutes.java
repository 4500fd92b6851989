package dev.pictor.compat.nursefilter;

import static dev.pictor.platform.http.Route.route;
import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.POST;

import dev.pictor.identity.Caller;
import dev.pictor.identity.Principal;
import dev.pictor.images.Caching;
import dev.pictor.images.ImageJob;
import dev.pictor.images.ImageJobs;
import dev.pictor.images.JobContract;
import dev.pictor.images.Operation;
import dev.pictor.images.Uploads;
import dev.pictor.platform.Problem;
import dev.pictor.platform.http.Access;
import dev.pictor.platform.http.NextPage;
import dev.pictor.platform.http.Query;
import dev.pictor.platform.http.Reply;
import dev.pictor.platform.http.RequestBody;
import dev.pictor.platform.http.Route;
import io.javalin.http.Context;
import java.util.List;

/// Handing a picture in, and seeing what became of it.
final class ImageRoutes {
  private static final String GROUP = "NurseFilter: images";

  /// A request's fields beside the picture.
  private static final int REST_OF_BODY = 64 * 1024;

  private static final int MOST_SKIPPED = 1_000_000;

  private final ImageJobs jobs;
  private final ImageLinks links;
  private final ProcessImage process;
  private final int maxBodyBytes;

  ImageRoutes(ImageJobs jobs, ImageLinks links, ProcessImage process, Uploads uploads) {
    this.jobs = jobs;
    this.links = links;
    this.process = process;
    this.maxBodyBytes = uploads.usual().maxBodyBytes(REST_OF_BODY);
  }

  /// A picture was taken in.
  ///
  /// @param requestId what to ask for at `/api/images/`
  record Accepted(String requestId, String status) {}

  List<Route> routes() {
    return List.of(
        route(POST, "/api/images/process", Access.USER)
            .in(GROUP)
            .says("Have a theme put on a picture")
            .header("Idempotency-Key", "The same key and body give the same request_id")
            .header("Cache-Control", Caching.SENTENCE)
            .takes(ProcessImage.EXAMPLE)
            .fails(Problem.Kind.STORAGE_QUOTA_EXCEEDED)
            .answers(
                202, "It is in the queue, durably", new Accepted(ImageView.EXAMPLE.id(), "pending"))
            .sends("Location", "The picture's own address")
            .sends("Idempotency-Replayed", "true when the picture was there already")
            .fails(
                Problem.Kind.QUOTA_EXCEEDED,
                Problem.Kind.QUEUE_FULL,
                Problem.Kind.IDEMPOTENCY_CONFLICT)
            .answers(413, "The picture is too large")
            .answers(415, "It is not a picture of a type that is taken")
            .answers(422, "Fields are not valid, or the picture is broken")
            .by(this::process),
        route(GET, "/api/images/{image_id}", Access.USER)
            .in(GROUP)
            .says("How far a picture is, and the result")
            .answers(200, "The picture, its links made anew", ImageView.EXAMPLE)
            .answers(404, "There is none, or it is somebody else's")
            .by(request -> Reply.json(request, links.view(request, image(request)))),
        route(GET, "/api/user/history", Access.USER)
            .in(GROUP)
            .says("The caller's pictures, newest first; X-Total-Count has the number of all")
            .queryWhole("limit", 1, Query.MOST, Query.USUAL, "How many at most")
            .queryWhole("skip", 0, MOST_SKIPPED, 0, "How many to pass over")
            .answers(200, "A part of them", List.of(ImageView.EXAMPLE))
            .sends("X-Total-Count", "The number of all")
            .sends("Link", "rel=\"next\" when there is more")
            .by(this::history));
  }

  private void process(Context request) throws InterruptedException {
    var wish = RequestBody.json(request, ProcessImage.Wish.class, maxBodyBytes);
    Principal caller = Caller.of(request);
    ImageJobs.Submitted made = process.submit(caller, wish, JobContract.Wishes.of(request));
    if (made.replayed()) {
      request.header("Idempotency-Replayed", "true");
    }
    request.header("Location", "/api/images/" + made.job().id());
    Reply.json(request, 202, new Accepted(made.job().id(), Words.of(made.job().standing())));
  }

  private void history(Context request) {
    int skip = Query.whole(request, "skip", 0, MOST_SKIPPED, 0);
    int limit = Query.limit(request);
    var filter = new ImageJobs.Filter(Operation.THEME.word(), null, null);
    ImageJobs.Counted found = jobs.list(Caller.of(request), filter, limit, skip);
    request.header("X-Total-Count", "" + found.total());
    if (skip + found.jobs().size() < found.total()) {
      NextPage.link(request, "skip", "" + (skip + limit));
    }
    Reply.json(request, found.jobs().stream().map(job -> links.view(request, job)).toList());
  }

  private ImageJob image(Context request) {
    return find(jobs, Caller.of(request), request.pathParam("image_id"));
  }

  /// A job of another operation is none of this contract's.
  static ImageJob find(ImageJobs jobs, Principal caller, String id) {
    ImageJob job = jobs.get(caller, id);
    if (!job.kind().equals(Operation.THEME.word())) {
      throw Problem.notFound("image");
    }
    return job;
  }
}
