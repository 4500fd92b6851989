package dev.pictor.compat.sketch;

import dev.pictor.identity.Principal;
import dev.pictor.images.Sketch;
import dev.pictor.images.Uploads;
import dev.pictor.storage.Links;
import dev.pictor.storage.SignedLink;
import dev.pictor.storage.StoredObject;
import io.javalin.http.Context;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Signed links as whole addresses, and sketches with theirs. Links are made anew for every answer,
/// so one that has expired is mended by asking again.
final class SketchLinks {
  private final Links links;
  private final Uploads uploads;
  private final String baseUrl;

  /// @param baseUrl the operator's; empty to take the host that the caller used
  SketchLinks(Links links, Uploads uploads, String baseUrl) {
    this.links = links;
    this.uploads = uploads;
    this.baseUrl = baseUrl;
  }

  /// How long links are valid.
  long seconds() {
    return links.lifetime().toSeconds();
  }

  String absolute(Context request, SignedLink link) {
    if (!link.target().startsWith("/")) {
      return link.target();
    }
    String base = baseUrl.isEmpty() ? request.scheme() + "://" + request.host() : baseUrl;
    return base + link.target();
  }

  String show(Context request, StoredObject object) {
    return absolute(request, links.show(object));
  }

  String save(Context request, StoredObject object, String filename) {
    return absolute(request, links.save(object, filename));
  }

  SketchView view(Context request, Principal caller, Sketch sketch) {
    Sketch.Order order = sketch.order();
    Sketch.Result result = sketch.result();
    Optional<StoredObject> made =
        result == null ? Optional.empty() : uploads.find(caller, result.key());
    Sketch.Fault fault = sketch.fault();
    return new SketchView(
        sketch.id(),
        sketch.id(),
        order.style(),
        order.method(),
        order.intensity(),
        Words.of(sketch.state()),
        sketch.progress(),
        shown(request, uploads.find(caller, order.source())),
        shown(request, made),
        result == null ? null : shown(request, uploads.find(caller, result.thumbnail())),
        made.map(object -> save(request, object, filename(order))).orElse(null),
        result == null ? null : result.width(),
        result == null ? null : result.height(),
        sketch.moments().createdAt(),
        sketch.moments().finishedAt(),
        fault == null
            ? null
            : new SketchView.Fault(fault.code(), fault.message(), fault.retryable()),
        result == null ? null : result.millis());
  }

  private @Nullable String shown(Context request, Optional<StoredObject> object) {
    return object.map(found -> show(request, found)).orElse(null);
  }

  /// `portrait-pencil-artistic.jpg`
  private static String filename(Sketch.Order order) {
    return (order.name() + "-" + order.style() + "-" + order.method()).toLowerCase(Locale.ROOT)
        + ".jpg";
  }
}
