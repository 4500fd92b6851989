package dev.pictor.compat.nursefilter;

import dev.pictor.images.ThemeGallery;
import dev.pictor.images.ThemeRegistry;
import dev.pictor.platform.http.Route;
import java.util.ArrayList;
import java.util.List;

/// The NurseFilter contract but for signing in with Instagram: its table of contents.
public final class NurseFilterSurface {
  private final ThemeRoutes themes;

  public NurseFilterSurface(Uses uses) {
    themes = new ThemeRoutes(uses.themes(), uses.gallery());
  }

  /// What the surface translates into.
  public record Uses(ThemeRegistry themes, ThemeGallery gallery) {}

  public List<Route> routes() {
    return new ArrayList<>(themes.routes());
  }
}
