package dev.pictor.studio;

import static dev.pictor.platform.http.Route.route;
import static io.javalin.http.HandlerType.GET;

import dev.pictor.platform.http.Access;
import dev.pictor.platform.http.ClasspathFiles;
import dev.pictor.platform.http.Route;
import io.javalin.http.Handler;
import java.util.List;

/// The page at `/` and its files. Their names carry a hash, so they are kept for good; the page
/// itself is asked for every time.
public final class StudioRoutes {
  private static final String GROUP = "Studio";

  /// Nothing from elsewhere runs in the page: not a script, not a style, not a frame around it.
  /// Pictures may be of this host, of the file that was just chosen (blob), or behind a link to a
  /// store on another host (https).
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'self'; img-src 'self' blob: data: https:; connect-src 'self' ws: wss: https:;"
          + " object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

  public List<Route> routes() {
    Handler index = new ClasspathFiles("studio", "no-cache").always("index.html");
    var assets = new ClasspathFiles("studio/assets", "public, max-age=31536000, immutable");
    Handler page =
        request -> {
          request.header("Content-Security-Policy", CONTENT_SECURITY_POLICY);
          index.handle(request);
        };
    return List.of(
        route(GET, "/", Access.OPEN)
            .in(GROUP)
            .says("The Studio page")
            .answersBytes(200, "The page", "text/html")
            .by(page),
        route(GET, "/c/{chat_id}", Access.OPEN)
            .in(GROUP)
            .says("The Studio page, at a chat")
            .answersBytes(200, "The page", "text/html")
            .by(page),
        route(GET, "/assets/{file}", Access.OPEN)
            .in(GROUP)
            .says("The page's files")
            .answersBytes(200, "A file", "text/javascript")
            .by(assets.named("file")));
  }
}
