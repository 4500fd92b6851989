package dev.pictor.compat.mugshot;

import static dev.pictor.platform.http.Route.route;
import static io.javalin.http.HandlerType.DELETE;
import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.POST;

import dev.pictor.identity.Caller;
import dev.pictor.identity.Principal;
import dev.pictor.images.Uploads;
import dev.pictor.platform.Problem;
import dev.pictor.platform.http.Access;
import dev.pictor.platform.http.Query;
import dev.pictor.platform.http.Reply;
import dev.pictor.platform.http.Route;
import dev.pictor.projects.AssetType;
import dev.pictor.projects.Assets;
import dev.pictor.projects.Paging;
import dev.pictor.projects.Project;
import dev.pictor.projects.Projects;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Pictures in, listed and out.
final class AssetRoutes {
  private static final String GROUP = "MugShot: assets";

  private final Assets assets;
  private final Projects projects;
  private final Uploads uploads;
  private final MugShotLinks links;
  private final String temporary;

  /// @param temporary a folder for files while they come
  AssetRoutes(
      Assets assets, Projects projects, Uploads uploads, MugShotLinks links, String temporary) {
    this.assets = assets;
    this.projects = projects;
    this.uploads = uploads;
    this.links = links;
    this.temporary = temporary;
  }

  /// A part of a list.
  ///
  /// @param nextCursor null after the last
  record Listing(List<AssetView> items, @Nullable String nextCursor) {}

  List<Route> routes() {
    return List.of(
        route(POST, "/api/v1/assets/upload", Access.USER)
            .in(GROUP)
            .says(
                "Upload a picture: a form with file, type (selfie, ref, copy_target,"
                    + " profile_photo) and perhaps project_id")
            .takesBytes("multipart/form-data")
            .fails(Problem.Kind.STORAGE_QUOTA_EXCEEDED)
            .answers(201, "It is a picture, and here", AssetView.EXAMPLE)
            .answers(404, "There is no such project")
            .answers(413, "Too many bytes or pixels")
            .answers(415, "Not a picture of a type that is taken, or no form")
            .answers(422, "A field is not valid, or the picture is broken")
            .by(this::upload),
        route(GET, "/api/v1/assets", Access.USER)
            .in(GROUP)
            .says("The caller's pictures, newest first")
            .query("type", String.class, "Only pictures of this type")
            .query("project_id", String.class, "Only the material of this project")
            .query("limit", Integer.class, "1 to 100; 20 when not given")
            .query("cursor", String.class, "next_cursor of the part before")
            .answers(200, "A part of the list", new Listing(List.of(AssetView.EXAMPLE), null))
            .answers(404, "There is no such project")
            .by(this::list),
        route(GET, "/api/v1/assets/{asset_id}", Access.USER)
            .in(GROUP)
            .says("One picture, its link made anew")
            .answers(200, "The picture", AssetView.EXAMPLE)
            .answers(404, "There is no such picture")
            .by(request ->
                Reply.json(
                    request,
                    links.asset(
                        request, assets.get(Caller.of(request), request.pathParam("asset_id"))))),
        route(DELETE, "/api/v1/assets/{asset_id}", Access.USER)
            .in(GROUP)
            .says("Remove a picture")
            .answers(204, "It is gone")
            .answers(404, "There is no such picture")
            .by(this::delete));
  }

  private void upload(Context request) throws IOException, InterruptedException {
    Principal caller = Caller.of(request);
    AssetForm form = AssetForm.read(request, uploads.taken().maxBytes(), temporary);
    try (InputStream bytes = form.file().getInputStream()) {
      Project project = form.project() == null ? null : projects.get(caller, form.project());
      var incoming = new Assets.Incoming(form.type(), project, form.filename());
      Assets.Stored stored = assets.add(caller, incoming, bytes);
      request.header("Location", "/api/v1/assets/" + stored.asset().id());
      Reply.json(request, 201, links.asset(request, stored));
    } finally {
      form.forget();
    }
  }

  private void list(Context request) {
    Principal caller = Caller.of(request);
    String type = request.queryParam("type");
    String project = request.queryParam("project_id");
    var filter =
        new Assets.Filter(
            type == null ? null : type(type),
            project == null ? null : projects.get(caller, project).id());
    int limit = Query.limit(request);
    Paging<Assets.Stored> part = assets.list(caller, filter, limit, Pages.cursor(request));
    List<AssetView> items = Pages.shown(request, part, stored -> links.asset(request, stored));
    Reply.json(request, new Listing(items, part.next()));
  }

  private static AssetType type(String word) {
    return AssetType.find(word)
        .orElseThrow(() -> Problem.invalid("type", "is one of " + AssetType.names() + "."));
  }

  private void delete(Context request) {
    assets.delete(Caller.of(request), request.pathParam("asset_id"));
    request.status(204);
  }
}
