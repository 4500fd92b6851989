package dev.pictor.compat.sketch;

import static dev.pictor.platform.http.Route.route;
import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.POST;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.pictor.identity.Caller;
import dev.pictor.images.Uploads;
import dev.pictor.platform.Problem;
import dev.pictor.platform.http.Accepts;
import dev.pictor.platform.http.Access;
import dev.pictor.platform.http.Reply;
import dev.pictor.platform.http.RequestBody;
import dev.pictor.platform.http.Route;
import dev.pictor.storage.StoredObject;
import dev.pictor.storage.UploadForm;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Pictures in: a link to put one, and the word that it is there.
final class UploadRoutes {
  private static final String GROUP = "Sketch: uploads";
  private static final String KEY = "users/…/uploads/….jpg";

  private final Uploads uploads;
  private final SketchLinks links;

  UploadRoutes(Uploads uploads, SketchLinks links) {
    this.uploads = uploads;
    this.links = links;
  }

  /// What a caller wants to upload.
  record Wish(
      @Accepts(required = true) @Nullable String filename,
      @Accepts(required = true) @Nullable String contentType,
      @Accepts(required = true, min = 1) @Nullable Long fileSize) {}

  /// Where it may be put: with this method and exactly these headers.
  ///
  /// @param fields for a POST only: what a form carries before the field `file`
  /// @param expiresIn seconds
  record Place(
      String uploadUrl,
      String key,
      String method,
      Map<String, String> headers,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Map<String, String> fields,
      long expiresIn) {}

  /// Names an upload.
  record Named(@Accepts(required = true) @Nullable String key) {}

  /// A picture that is here.
  ///
  /// @param size in bytes
  record Confirmed(String key, String url, int width, int height, long size) {}

  /// A link to a picture.
  record DownloadLink(String downloadUrl, long expiresIn) {}

  List<Route> routes() {
    var headers = Map.of("Content-Type", "image/jpeg");
    return List.of(
        route(POST, "/api/upload/presigned-url", Access.USER)
            .in(GROUP)
            .says("A link to upload one picture to")
            .takes(new Wish("portrait.jpg", "image/jpeg", 123_456L))
            .fails(Problem.Kind.UNSUPPORTED_TYPE)
            .answers(200, "The link", new Place("http://…", KEY, "PUT", headers, null, 900))
            .by(this::announce),
        route(POST, "/api/upload/confirm", Access.USER)
            .in(GROUP)
            .says("Says that the upload is done; the picture is looked at now")
            .takes(new Named(KEY))
            .fails(Problem.Kind.STORAGE_QUOTA_EXCEEDED)
            .answers(200, "It is a picture", new Confirmed(KEY, "http://…", 1024, 768, 123_456))
            .answers(404, "Nothing was uploaded for this key")
            .answers(409, "It is not what was declared")
            .answers(415, "It is not a picture of a type that is taken")
            .answers(422, "The picture is broken")
            .by(this::confirm),
        route(GET, "/api/upload/download-url/<key>", Access.USER)
            .in(GROUP)
            .says("A link to one of the caller's pictures")
            .answers(200, "The link", new DownloadLink("http://…", 900))
            .by(this::download));
  }

  private void announce(Context request) {
    Wish wish = RequestBody.json(request, Wish.class);
    var place =
        uploads.announce(
            Caller.of(request),
            new Uploads.Announced(
                Objects.requireNonNullElse(wish.filename(), ""),
                Objects.requireNonNullElse(wish.contentType(), ""),
                Objects.requireNonNullElse(wish.fileSize(), 0L)));
    Reply.json(
        request,
        place.form() == null ? byPut(request, place) : byPost(place.object(), place.form()));
  }

  private Place byPut(Context request, Uploads.Room place) {
    return new Place(
        links.absolute(request, place.link()),
        place.object().key().value(),
        "PUT",
        Map.of("Content-Type", place.object().declared().mediaType()),
        null,
        links.seconds());
  }

  private Place byPost(StoredObject object, UploadForm form) {
    return new Place(
        form.url(), object.key().value(), "POST", Map.of(), form.fields(), links.seconds());
  }

  private void confirm(Context request) throws InterruptedException {
    String key = RequestBody.json(request, Named.class).key();
    if (key == null || key.isBlank()) {
      throw Problem.invalid("key", "is missing.");
    }
    StoredObject object = uploads.confirm(Caller.of(request), key);
    StoredObject.Picture picture = Objects.requireNonNull(object.picture());
    Reply.json(
        request,
        new Confirmed(
            key,
            links.show(request, object),
            picture.widthPixels(),
            picture.heightPixels(),
            object.bytes().size()));
  }

  private void download(Context request) {
    StoredObject object = uploads.get(Caller.of(request), request.pathParam("key"));
    Reply.json(
        request,
        new DownloadLink(
            links.save(request, object, object.declared().filename()), links.seconds()));
  }
}
