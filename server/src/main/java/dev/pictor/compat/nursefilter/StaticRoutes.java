package dev.pictor.compat.nursefilter;

import static dev.pictor.platform.http.Route.route;
import static io.javalin.http.HandlerType.GET;

import dev.pictor.identity.Caller;
import dev.pictor.identity.Principal;
import dev.pictor.images.ImageJob;
import dev.pictor.images.ImageJobs;
import dev.pictor.images.Uploads;
import dev.pictor.platform.Problem;
import dev.pictor.platform.http.Access;
import dev.pictor.platform.http.Route;
import dev.pictor.storage.Download;
import dev.pictor.storage.Grant;
import dev.pictor.storage.Links;
import dev.pictor.storage.StoredObject;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/// Pictures at the addresses that the original service had for its folders, by the id of the
/// picture and any ending; for their owner only.
final class StaticRoutes {
  private static final String GROUP = "NurseFilter: pictures";

  private final ImageJobs jobs;
  private final Uploads uploads;
  private final Links links;

  StaticRoutes(ImageJobs jobs, Uploads uploads, Links links) {
    this.jobs = jobs;
    this.uploads = uploads;
    this.links = links;
  }

  List<Route> routes() {
    return List.of(
        route(GET, "/static/uploads/{name}", Access.USER)
            .in(GROUP)
            .says("A picture as it came: /static/uploads/{image_id}.jpg")
            .answersBytes(200, "The picture", "image/*")
            .answers(404, "There is none, or it is somebody else's")
            .by(request -> serve(request, ImageLinks::inputOf)),
        route(GET, "/static/processed/{name}", Access.USER)
            .in(GROUP)
            .says("A picture with its theme: /static/processed/{image_id}.jpg")
            .answersBytes(200, "The picture", "image/*")
            .answers(404, "It is not done yet, there is none, or it is somebody else's")
            .by(request -> serve(request, ImageLinks::outputOf)));
  }

  private void serve(Context request, Function<ImageJob, String> picture) throws IOException {
    Principal caller = Caller.of(request);
    String id = request.pathParam("name").replaceFirst("\\.[a-z]{3,4}$", "");
    ImageJob job = ImageRoutes.find(jobs, caller, id);
    StoredObject object =
        uploads.find(caller, picture.apply(job)).orElseThrow(() -> Problem.notFound("picture"));
    String filename = object.declared().filename();
    try (Download download =
        links.serve(new Grant.Download(object.key(), false, filename, Instant.MAX))) {
      download.headers().forEach(request::header);
      if (download.etag().equals(request.header("If-None-Match"))) {
        request.status(304);
        return;
      }
      request.res().setContentLengthLong(download.size());
      download.body().transferTo(request.outputStream());
    }
  }
}
