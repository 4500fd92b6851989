package dev.pictor.compat.sketch;

import dev.pictor.billing.Billing;
import dev.pictor.identity.Identity;
import dev.pictor.identity.RequestGuard;
import dev.pictor.identity.SessionCookie;
import dev.pictor.images.ImageJobs;
import dev.pictor.images.PictureUrls;
import dev.pictor.images.Previews;
import dev.pictor.images.Uploads;
import dev.pictor.platform.http.PublicAddress;
import dev.pictor.platform.http.Route;
import dev.pictor.realtime.Updates;
import dev.pictor.storage.Storage;
import io.javalin.websocket.WsConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// The Image-to-Sketch contract, whole: its table of contents.
public final class SketchSurface {
  private final AuthRoutes auth;
  private final UploadRoutes upload;
  private final SketchRoutes sketch;
  private final TaskSocket socket;

  public SketchSurface(Uses uses, PublicAddress address) {
    var links = new SketchLinks(uses.storage().links(), uses.uploads(), address);
    auth = new AuthRoutes(uses.identity(), uses.cookie(), uses.billing());
    upload = new UploadRoutes(uses.uploads(), links);
    sketch =
        new SketchRoutes(uses.jobs(), uses.uploads(), uses.previews(), links, uses.pictureUrls());
    socket = new TaskSocket(uses.updates(), uses.identity().sessions(), uses.guard());
  }

  /// What the surface translates into.
  public record Uses(
      Identity identity,
      Storage storage,
      Uploads uploads,
      PictureUrls pictureUrls,
      ImageJobs jobs,
      Previews previews,
      Updates updates,
      RequestGuard guard,
      SessionCookie cookie,
      Billing billing) {}

  public List<Route> routes() {
    var routes = new ArrayList<>(auth.routes());
    routes.addAll(upload.routes());
    routes.addAll(sketch.routes());
    return routes;
  }

  public Map<String, Consumer<WsConfig>> sockets() {
    return Map.of("/ws", socket::configure);
  }
}
