package dev.pictor.compat.pictoora;

import static dev.pictor.platform.http.Route.route;
import static io.javalin.http.HandlerType.POST;

import dev.pictor.identity.Caller;
import dev.pictor.identity.Principal;
import dev.pictor.images.Uploads;
import dev.pictor.platform.Problem;
import dev.pictor.platform.http.Access;
import dev.pictor.platform.http.FormFile;
import dev.pictor.platform.http.Route;
import dev.pictor.storage.StoredObject;
import io.javalin.http.Context;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Pictures in, as a form.
final class UploadRoutes {
  private static final Pattern NAMED = Pattern.compile(".*\\.(?:png|jpg|jpeg)", Pattern.DOTALL);
  private static final Set<String> TYPES = Set.of("image/png", "image/jpeg");
  private static final String EXAMPLE = "users/0191…/uploads/0192….jpg";

  private final Uploads uploads;
  private final FileLinks links;
  private final Path temporary;

  /// @param temporary a folder for files while they come
  UploadRoutes(Uploads uploads, FileLinks links, Path temporary) {
    this.uploads = uploads;
    this.links = links;
    this.temporary = temporary;
  }

  /// A picture that is here.
  ///
  /// @param fileId a UUID
  /// @param filePath names it in later requests for as long as it is there
  /// @param fileUrl a signed link to it
  record Uploaded(String fileId, String filePath, String fileUrl) {}

  List<Route> routes() {
    return List.of(
        route(POST, Endpoint.UPLOAD.path(), Access.USER)
            .in("Pictoora: uploads")
            .says("Upload a picture: a form with a png, jpg or jpeg in the field file")
            .takesForm(Route.Field.file("file", "A png, jpg or jpeg"))
            .answers(
                201,
                "It is a picture, and here",
                Envelope.success(
                    Endpoint.UPLOAD,
                    "Upload successful",
                    new Uploaded("0192…", EXAMPLE, "http://…/objects/" + EXAMPLE + "?…")))
            .fails(Problem.Kind.UNSUPPORTED_TYPE, Problem.Kind.BAD_PICTURE)
            .by(this::take));
  }

  private void take(Context request) throws InterruptedException {
    String type = request.contentType();
    if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("multipart/form-data")) {
      throw Problem.of(
          Problem.Kind.UNSUPPORTED_TYPE,
          "Send a form (multipart/form-data) with the picture in the field file.");
    }
    Principal caller = Caller.of(request);
    StoredObject picture =
        FormFile.take(
            request,
            "file",
            new FormFile.Limits(temporary, uploads.taken().maxBytes()),
            (name, bytes) -> add(caller, name, bytes));
    String path = picture.key().value();
    String name = path.substring(path.lastIndexOf('/') + 1);
    String id = name.substring(0, name.indexOf('.'));
    Envelope.success(
            Endpoint.UPLOAD,
            "Upload successful",
            new Uploaded(id, path, links.show(request, picture)))
        .send(request, 201);
  }

  /// The name is looked at first, for it is free; what counts is what the bytes are.
  private StoredObject add(Principal caller, String name, InputStream bytes)
      throws InterruptedException {
    if (!NAMED.matcher(name.toLowerCase(Locale.ROOT)).matches()) {
      throw unsupported();
    }
    StoredObject picture = uploads.add(caller, name, bytes);
    if (!TYPES.contains(picture.accepted().mediaType())) {
      uploads.delete(caller, picture.key().value());
      throw unsupported();
    }
    return picture;
  }

  private static Problem unsupported() {
    return Problem.of(
        Problem.Kind.UNSUPPORTED_TYPE, "Only png, jpg and jpeg are taken; send one of them.");
  }
}
