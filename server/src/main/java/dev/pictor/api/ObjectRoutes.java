package dev.pictor.api;

import static dev.pictor.platform.http.Route.route;
import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.HEAD;
import static io.javalin.http.HandlerType.PUT;

import dev.pictor.platform.Problem;
import dev.pictor.platform.http.Access;
import dev.pictor.platform.http.Route;
import dev.pictor.storage.Download;
import dev.pictor.storage.Grant;
import dev.pictor.storage.Links;
import dev.pictor.storage.StoredObject;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;

/// Where signed links lead. The signature in the link is the credential, and says method, key,
/// type, size and end.
public final class ObjectRoutes {
  private static final String GROUP = "Signed links";

  private final Links links;

  public ObjectRoutes(Links links) {
    this.links = links;
  }

  public List<Route> routes() {
    return List.of(
        route(PUT, "/objects/<key>", Access.SIGNED)
            .in(GROUP)
            .says("Upload the picture that a link was made for")
            .takesBytes("image/*")
            .answers(200, "It is here; confirm it")
            .by(this::receive),
        route(GET, "/objects/<key>", Access.SIGNED)
            .in(GROUP)
            .says("A stored picture")
            .answersBytes(200, "The picture", "image/*")
            .answers(304, "The one with this ETag")
            .by(request -> serve(request, true)),
        route(HEAD, "/objects/<key>", Access.SIGNED)
            .in(GROUP)
            .says("A stored picture's headers")
            .answers(200, "The headers")
            .by(request -> serve(request, false)),
        route(GET, "/public/<key>", Access.OPEN)
            .in(GROUP)
            .says("A picture that everybody may see: a profile photo or a finished render")
            .answersBytes(200, "The picture", "image/*")
            .answers(304, "The one with this ETag")
            .answers(404, "There is none, or it is not public")
            .by(request -> send(request, links.serveLasting(request.pathParam("key")), true)),
        route(HEAD, "/public/<key>", Access.OPEN)
            .in(GROUP)
            .says("The headers of a picture that everybody may see")
            .answers(200, "The headers")
            .answers(404, "There is none, or it is not public")
            .by(request -> send(request, links.serveLasting(request.pathParam("key")), false)));
  }

  private void receive(Context request) throws IOException {
    if (!(grant(request) instanceof Grant.Upload upload)) {
      throw Problem.of(Problem.Kind.BAD_SIGNATURE, "The link is for a download.");
    }
    var http = request.req();
    StoredObject stored =
        links.receive(
            upload, http.getContentType(), http.getContentLengthLong(), http.getInputStream());
    request.header("ETag", "\"" + stored.bytes().sha256().substring(0, 32) + "\"").status(200);
  }

  private void serve(Context request, boolean withBody) throws IOException {
    if (!(grant(request) instanceof Grant.Download granted)) {
      throw Problem.of(Problem.Kind.BAD_SIGNATURE, "The link is for an upload.");
    }
    send(request, links.serve(granted), withBody);
  }

  private static void send(Context request, Download opened, boolean withBody) throws IOException {
    try (Download download = opened) {
      download.headers().forEach(request::header);
      if (download.etag().equals(request.header("If-None-Match"))) {
        request.status(304);
        return;
      }
      request.res().setContentLengthLong(download.size());
      if (withBody) {
        download.body().transferTo(request.outputStream());
      }
    }
  }

  private Grant grant(Context request) {
    return links.verify(
        request.method().name(), request.req().getRequestURI(), request.queryString());
  }
}
