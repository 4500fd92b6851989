package dev.pictor.compat.oneshot;

import static dev.pictor.platform.http.Route.route;
import static io.javalin.http.HandlerType.POST;

import dev.pictor.identity.Caller;
import dev.pictor.images.InputRules;
import dev.pictor.images.Uploads;
import dev.pictor.platform.http.Access;
import dev.pictor.platform.http.PublicAddress;
import dev.pictor.platform.http.Reply;
import dev.pictor.platform.http.RequestBody;
import dev.pictor.platform.http.Route;
import dev.pictor.storage.Links;
import dev.pictor.storage.SignedUrls;
import dev.pictor.storage.StoredObject;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A place for a picture, and the address by which a job names it then. There is no confirming
/// here: the job looks at what was put.
final class UploadRoutes {
  private final Uploads uploads;
  private final Links links;
  private final PublicAddress address;
  private final InputRules inputs;

  /// @param inputs what is taken as a picture
  UploadRoutes(Uploads uploads, Links links, PublicAddress address, InputRules inputs) {
    this.uploads = uploads;
    this.links = links;
    this.address = address;
    this.inputs = inputs;
  }

  /// What a caller wants to upload.
  ///
  /// @param fileSize in bytes; may be left out
  record Wish(@Nullable String filename, @Nullable String contentType, @Nullable Long fileSize) {}

  /// Where it may be put: with this method and exactly these headers.
  ///
  /// @param fileUrl names the picture in jobs of its owner; it opens nothing by itself
  /// @param expiresIn seconds, for `upload_url`
  record Place(
      String uploadUrl,
      String fileUrl,
      String key,
      String method,
      Map<String, String> headers,
      long expiresIn) {}

  List<Route> routes() {
    var example =
        new Place(
            "https://…/objects/users/…?signature=…",
            "https://…/objects/users/…/uploads/….jpg",
            "users/…/uploads/….jpg",
            "PUT",
            Map.of("Content-Type", "image/jpeg"),
            900);
    return List.of(
        route(POST, "/api/v1/uploads/presign", Access.USER)
            .in("OneShot: uploads")
            .says("A link to upload one picture to, and the address that jobs name it by")
            .takes(new Wish("portrait.jpg", "image/jpeg", 1_024_000L))
            .answers(200, "The place", example)
            .answers(413, "So many bytes are not taken")
            .answers(415, "The type is not taken")
            .answers(422, "A field is missing")
            .by(this::presign));
  }

  private void presign(Context request) {
    Wish wish = RequestBody.json(request, Wish.class);
    var announced =
        new Uploads.Announced(
            Objects.requireNonNullElse(wish.filename(), ""),
            Objects.requireNonNullElse(wish.contentType(), ""),
            Objects.requireNonNullElse(wish.fileSize(), 0L));
    Uploads.Room room = uploads.announce(Caller.of(request), announced, inputs);
    StoredObject object = room.object();
    Reply.json(
        request,
        new Place(
            address.absolute(request, room.link().target()),
            address.absolute(request, SignedUrls.PATH + object.key()),
            object.key().value(),
            "PUT",
            Map.of("Content-Type", object.declared().mediaType()),
            links.lifetime().toSeconds()));
  }
}
