package dev.pictor.compat.sketch;

import dev.pictor.identity.Principal;
import dev.pictor.images.ImageJob;
import dev.pictor.images.ImageOrder;
import dev.pictor.images.ImageResult;
import dev.pictor.images.Params;
import dev.pictor.images.Uploads;
import dev.pictor.platform.http.PublicAddress;
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
  private final PublicAddress address;

  SketchLinks(Links links, Uploads uploads, PublicAddress address) {
    this.links = links;
    this.uploads = uploads;
    this.address = address;
  }

  /// How long links are valid.
  long seconds() {
    return links.lifetime().toSeconds();
  }

  String absolute(Context request, SignedLink link) {
    return address.absolute(request, link.target());
  }

  String show(Context request, StoredObject object) {
    return absolute(request, links.show(object));
  }

  String save(Context request, StoredObject object, String filename) {
    return absolute(request, links.save(object, filename));
  }

  SketchView view(Context request, Principal caller, ImageJob job) {
    ImageOrder.Step order = job.order().steps().getFirst();
    String source = order.inputs().getOrDefault("input", "");
    ImageResult result = job.result();
    ImageResult.Artifact made = result == null ? null : result.artifacts().getFirst();
    Optional<StoredObject> picture =
        made == null ? Optional.empty() : uploads.find(caller, made.key());
    ImageJob.Fault fault = job.fault();
    return new SketchView(
        job.id(),
        job.id(),
        order.choices().text("style"),
        order.choices().text("method"),
        order.params().path("intensity").asDouble(),
        Words.of(job.standing().state()),
        job.standing().progress(),
        shown(request, uploads.find(caller, source)),
        shown(request, picture),
        made == null ? null : shown(request, uploads.find(caller, made.preview())),
        picture.map(object -> save(request, object, filename(job.order(), object))).orElse(null),
        made == null ? null : made.width(),
        made == null ? null : made.height(),
        job.moments().createdAt(),
        job.moments().finishedAt(),
        fault == null
            ? null
            : new SketchView.Fault(fault.code(), fault.message(), fault.retryable()),
        result == null ? null : result.millis());
  }

  private @Nullable String shown(Context request, Optional<StoredObject> object) {
    return object.map(found -> show(request, found)).orElse(null);
  }

  /// `portrait-pencil-artistic.jpg`
  private static String filename(ImageOrder order, StoredObject object) {
    Params choices = order.steps().getFirst().choices();
    String type = object.accepted().mediaType();
    return (order.name() + "-" + choices.text("style") + "-" + choices.text("method"))
            .toLowerCase(Locale.ROOT)
        + (type.equals("image/jpeg") ? ".jpg" : "." + type.substring(type.indexOf('/') + 1));
  }
}
