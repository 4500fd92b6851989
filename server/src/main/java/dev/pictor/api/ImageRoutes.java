package dev.pictor.api;

import static dev.pictor.platform.http.Route.route;
import static io.javalin.http.HandlerType.POST;

import dev.pictor.identity.Caller;
import dev.pictor.identity.Principal;
import dev.pictor.images.PictureUrls;
import dev.pictor.images.Uploads;
import dev.pictor.platform.Problem;
import dev.pictor.platform.http.Accepts;
import dev.pictor.platform.http.Access;
import dev.pictor.platform.http.FormFile;
import dev.pictor.platform.http.Reply;
import dev.pictor.platform.http.RequestBody;
import dev.pictor.platform.http.Route;
import dev.pictor.storage.Links;
import dev.pictor.storage.StoredObject;
import io.javalin.http.Context;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A picture in one request, for programs: as a form's file, as the body itself, or inside JSON.
public final class ImageRoutes {
  private final Uploads uploads;
  private final PictureUrls urls;
  private final Links links;
  private final Path temporary;

  /// @param temporary a folder for files of forms while they come
  public ImageRoutes(Uploads uploads, PictureUrls urls, Links links, Path temporary) {
    this.uploads = uploads;
    this.urls = urls;
    this.links = links;
    this.temporary = temporary;
  }

  /// A picture in JSON.
  ///
  /// @param image base64, a `data:` URL, or the address of a picture
  /// @param filename to recognise it by
  record Given(@Accepts(required = true) @Nullable String image, @Nullable String filename) {}

  /// A picture that is here.
  ///
  /// @param url signed, relative to this host
  /// @param size in bytes
  record Taken(
      String key,
      String url,
      String contentType,
      int width,
      int height,
      long size,
      String sha256) {}

  public List<Route> routes() {
    var taken =
        new Taken(
            "users/…/uploads/….jpg", "/objects/…", "image/jpeg", 1024, 768, 123_456, "9f86d0…");
    return List.of(
        route(POST, "/api/images", Access.USER)
            .in("Pictures")
            .says(
                "Upload a picture in one request: a form with the field file, the bytes as the body"
                    + " with their Content-Type, or JSON with base64, a data: URL or an address in"
                    + " image")
            .takes(new Given("data:image/jpeg;base64,…", "portrait.jpg"))
            .takesForm(Route.Field.file("file", "The picture"))
            .takesBytes("image/*")
            .fails(Problem.Kind.STORAGE_QUOTA_EXCEEDED)
            .answers(201, "It is a picture, and here", taken)
            .fails(Problem.Kind.BAD_SIGNATURE, Problem.Kind.NOT_FOUND)
            .answers(413, "Too many bytes or pixels")
            .answers(415, "Not a picture of a type that is taken")
            .answers(422, "The picture is broken")
            .by(this::take));
  }

  private void take(Context request) throws InterruptedException, IOException {
    Principal caller = Caller.of(request);
    String type = Objects.requireNonNullElse(request.contentType(), "").toLowerCase(Locale.ROOT);
    StoredObject object;
    if (type.startsWith("multipart/form-data")) {
      object = fromForm(caller, request);
    } else if (type.startsWith("application/json")) {
      object = fromJson(caller, request);
    } else if (type.startsWith("image/") || type.startsWith("application/octet-stream")) {
      object = uploads.add(caller, "picture", request.req().getInputStream());
    } else {
      throw Problem.of(
          Problem.Kind.UNSUPPORTED_TYPE,
          "Send a form (multipart/form-data), the picture itself (image/…) or JSON.");
    }
    Reply.json(request, 201, taken(object));
  }

  private StoredObject fromForm(Principal caller, Context request) throws InterruptedException {
    return FormFile.take(
        request,
        "file",
        new FormFile.Limits(temporary, uploads.taken().maxBytes()),
        (name, bytes) -> uploads.add(caller, name.isEmpty() ? "picture" : name, bytes));
  }

  private StoredObject fromJson(Principal caller, Context request) throws InterruptedException {
    Given given = RequestBody.json(request, Given.class, urls.maxBodyBytes());
    String image = given.image();
    if (image == null || image.isBlank()) {
      throw Problem.invalid("image", "is missing.");
    }
    if (image.contains(":")) {
      return uploads.get(caller, urls.keyFor(caller, "image", image));
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(image.replaceAll("\\s", ""));
      String name = given.filename();
      return uploads.add(
          caller,
          name == null || name.isBlank() ? "picture" : name,
          new ByteArrayInputStream(bytes));
    } catch (IllegalArgumentException _) {
      throw Problem.invalid("image", "is not base64.");
    }
  }

  private Taken taken(StoredObject object) {
    StoredObject.Picture picture = Objects.requireNonNull(object.picture());
    return new Taken(
        object.key().value(),
        links.show(object).target(),
        picture.mediaType(),
        picture.widthPixels(),
        picture.heightPixels(),
        object.bytes().size(),
        object.bytes().sha256());
  }
}
