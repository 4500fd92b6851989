package dev.pictor.compat.nursefilter;

import static dev.pictor.platform.http.Route.route;
import static io.javalin.http.HandlerType.GET;

import dev.pictor.identity.Caller;
import dev.pictor.identity.Principal;
import dev.pictor.images.ThemeEntry;
import dev.pictor.images.ThemeGallery;
import dev.pictor.images.ThemeRegistry;
import dev.pictor.platform.http.Access;
import dev.pictor.platform.http.Reply;
import dev.pictor.platform.http.Route;
import io.javalin.http.Context;
import java.util.List;

/// The themes that a picture can be given, for everybody to see.
final class ThemeRoutes {
  private static final String GROUP = "NurseFilter: themes";

  private final ThemeRegistry themes;
  private final ThemeGallery gallery;

  ThemeRoutes(ThemeRegistry themes, ThemeGallery gallery) {
    this.themes = themes;
    this.gallery = gallery;
  }

  /// A theme.
  ///
  /// @param previewUrl a small example, drawn by this very engine
  /// @param workflowId what a request for a picture names
  record ThemeView(
      String id,
      String name,
      String description,
      String previewUrl,
      String workflowId,
      boolean enabled) {
    private static ThemeView of(ThemeEntry theme) {
      return new ThemeView(
          theme.id(),
          theme.name(),
          theme.description(),
          preview(theme),
          theme.id(),
          theme.enabled());
    }

    /// A version has an address of its own, so that no browser shows what a theme was before.
    private static String preview(ThemeEntry theme) {
      String path = "/static/theme_previews/" + theme.id() + ".jpg";
      return theme.version() == 0 ? path : path + "?v=" + theme.version();
    }
  }

  List<Route> routes() {
    var example =
        new ThemeView(
            "scrubs",
            "Scrubs",
            "Teal scrubs over a white shirt.",
            "/static/theme_previews/scrubs.jpg",
            "scrubs",
            true);
    return List.of(
        route(GET, "/api/themes", Access.PUBLIC)
            .in(GROUP)
            .says("The themes there are")
            .answers(200, "In the order they are shown", List.of(example))
            .by(request -> Reply.json(request, 200, views())),
        route(GET, "/static/theme_previews/{name}", Access.PUBLIC)
            .in(GROUP)
            .says("What a theme looks like, on a person who does not exist")
            .answersBytes(200, "A JPEG of at most 480 pixels", "image/jpeg")
            .answers(404, "There is no such theme, or it is switched off")
            .by(this::preview));
  }

  private List<ThemeView> views() {
    return themes.visible().stream().map(ThemeView::of).toList();
  }

  private void preview(Context request) throws InterruptedException {
    String id = request.pathParam("name").replaceFirst("\\.jpg$", "");
    boolean isAdmin = Caller.find(request).filter(Principal::isAdmin).isPresent();
    request
        .header("Cache-Control", isAdmin ? "private, no-cache" : "public, max-age=3600")
        .contentType("image/jpeg")
        .result(gallery.preview(id, isAdmin));
  }
}
