package dev.pictor.compat.nursefilter;

import static dev.pictor.platform.http.Route.route;
import static io.javalin.http.HandlerType.GET;

import dev.pictor.images.ThemeGallery;
import dev.pictor.platform.http.Access;
import dev.pictor.platform.http.Reply;
import dev.pictor.platform.http.Route;
import io.javalin.http.Context;
import java.util.List;

/// The themes that a picture can be given, for everybody to see.
public final class ThemeRoutes {
  private static final String GROUP = "NurseFilter: themes";

  private final ThemeGallery gallery;

  public ThemeRoutes(ThemeGallery gallery) {
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
    private static ThemeView of(ThemeGallery.Entry theme) {
      String preview = "/static/theme_previews/" + theme.id() + ".jpg";
      return new ThemeView(
          theme.id(), theme.name(), theme.description(), preview, theme.id(), true);
    }
  }

  public List<Route> routes() {
    var example =
        ThemeView.of(new ThemeGallery.Entry("scrubs", "Scrubs", "Teal scrubs with a stethoscope."));
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
            .by(this::preview));
  }

  private List<ThemeView> views() {
    return gallery.list().stream().map(ThemeView::of).toList();
  }

  private void preview(Context request) throws InterruptedException {
    String id = request.pathParam("name").replaceFirst("\\.jpg$", "");
    request
        .header("Cache-Control", "public, max-age=3600")
        .contentType("image/jpeg")
        .result(gallery.preview(id));
  }
}
