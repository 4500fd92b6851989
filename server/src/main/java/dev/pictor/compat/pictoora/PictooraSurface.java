package dev.pictor.compat.pictoora;

import dev.pictor.images.ImageJobs;
import dev.pictor.images.ImageOrder;
import dev.pictor.images.PictureUrls;
import dev.pictor.images.Tickets;
import dev.pictor.images.Uploads;
import dev.pictor.platform.http.ProblemRenderer;
import dev.pictor.platform.http.PublicAddress;
import dev.pictor.platform.http.Route;
import dev.pictor.platform.telemetry.PartChecks;
import dev.pictor.storage.Links;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// The Pictoora contract, whole: its table of contents.
public final class PictooraSurface {
  private final List<Route> routes = new ArrayList<>();

  public PictooraSurface(Uses uses, Place place, InstantSource clock) {
    var links = new FileLinks(uses.links(), place.address());
    var board = new StatusBoard(uses.tickets(), uses.jobs(), clock);
    var forms =
        new BookForm.Reader(
            uses.pictureUrls().maxBodyBytes(), place.output(), uses.uploads().usual());
    var service = new GeneralRoutes.Service(place.name(), place.version());
    routes.addAll(new GeneralRoutes(service, uses.checks()).routes());
    routes.addAll(new UploadRoutes(uses.uploads(), links, place.temporary()).routes());
    routes.addAll(
        new ProcessRoutes(uses.tickets(), uses.jobs(), forms, board, uses.uploads(), links)
            .routes());
    routes.addAll(new CacheRoutes(board).routes());
  }

  /// What the surface translates into.
  public record Uses(
      Links links,
      Uploads uploads,
      PictureUrls pictureUrls,
      ImageJobs jobs,
      Tickets tickets,
      PartChecks checks) {}

  /// Where it stands.
  ///
  /// @param name what the service calls itself
  /// @param temporary a folder for files while they come
  /// @param output how pages are written
  public record Place(
      String name,
      String version,
      PublicAddress address,
      Path temporary,
      ImageOrder.Written output) {}

  public List<Route> routes() {
    return routes.stream()
        .map(route ->
            route.withProblemsAs(
                problem -> EnvelopeProblems.body(problem, route.path(), "7f1d0c58-2f0e-4a3e-9d57")))
        .toList();
  }

  /// Puts problems of its paths into its envelope.
  public ProblemRenderer problems() {
    return new EnvelopeProblems();
  }
}
