package dev.pictor.compat.oneshot;

import dev.pictor.images.ImageJobs;
import dev.pictor.images.ImageOrder;
import dev.pictor.images.PictureUrls;
import dev.pictor.images.Uploads;
import dev.pictor.platform.http.PublicAddress;
import dev.pictor.platform.http.Route;
import dev.pictor.storage.Storage;
import java.util.List;

/// The OneShot contract as far as jobs go: its table of contents.
public final class OneShotSurface {
  private final JobRoutes jobs;

  /// @param usualOutput how results are written when a request does not say
  public OneShotSurface(Uses uses, PublicAddress address, ImageOrder.Written usualOutput) {
    var links = new JobLinks(uses.storage().links(), uses.uploads(), address);
    jobs = new JobRoutes(uses.jobs(), links, usualOutput, uses.pictureUrls());
  }

  /// What the surface translates into.
  public record Uses(Storage storage, Uploads uploads, PictureUrls pictureUrls, ImageJobs jobs) {}

  public List<Route> routes() {
    return jobs.routes();
  }
}
