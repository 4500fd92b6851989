package dev.pictor.compat.nursefilter;

import dev.pictor.billing.Billing;
import dev.pictor.identity.Identity;
import dev.pictor.identity.SessionCookie;
import dev.pictor.images.ImageJobs;
import dev.pictor.images.ProviderCalls;
import dev.pictor.images.ThemeGallery;
import dev.pictor.images.ThemeRegistry;
import dev.pictor.images.Uploads;
import dev.pictor.platform.http.PublicAddress;
import dev.pictor.platform.http.Route;
import dev.pictor.storage.Storage;
import java.util.ArrayList;
import java.util.List;

/// The NurseFilter contract but for signing in with Instagram: its table of contents.
public final class NurseFilterSurface {
  private final TokenRoutes token;
  private final ProfileRoute profile;
  private final ImageRoutes images;
  private final ThemeRoutes themes;
  private final StaticRoutes pictures;
  private final CallbackRoute callback;

  public NurseFilterSurface(Uses uses, PublicAddress address) {
    var links = new ImageLinks(uses.storage().links(), uses.uploads(), address);
    var process = new ProcessImage(uses.jobs(), uses.uploads(), uses.themes());
    token = new TokenRoutes(uses.identity(), uses.cookie());
    profile = new ProfileRoute(uses.identity().users(), uses.billing());
    images = new ImageRoutes(uses.jobs(), links, process, uses.uploads());
    themes = new ThemeRoutes(uses.themes(), uses.gallery());
    pictures = new StaticRoutes(uses.jobs(), uses.uploads(), uses.storage().links());
    callback = new CallbackRoute(uses.calls());
  }

  /// What the surface translates into.
  public record Uses(
      Identity identity,
      SessionCookie cookie,
      Billing billing,
      Storage storage,
      Uploads uploads,
      ImageJobs jobs,
      ThemeRegistry themes,
      ThemeGallery gallery,
      ProviderCalls calls) {}

  public List<Route> routes() {
    var routes = new ArrayList<>(token.routes());
    routes.addAll(profile.routes());
    routes.addAll(images.routes());
    routes.addAll(themes.routes());
    routes.addAll(pictures.routes());
    routes.addAll(callback.routes());
    return routes;
  }
}
