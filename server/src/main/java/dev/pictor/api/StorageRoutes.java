package dev.pictor.api;

import static dev.pictor.platform.http.Route.route;
import static io.javalin.http.HandlerType.DELETE;
import static io.javalin.http.HandlerType.GET;

import dev.pictor.identity.Caller;
import dev.pictor.platform.Problem;
import dev.pictor.platform.http.Access;
import dev.pictor.platform.http.PublicAddress;
import dev.pictor.platform.http.Query;
import dev.pictor.platform.http.Reply;
import dev.pictor.platform.http.Route;
import dev.pictor.storage.Links;
import dev.pictor.storage.ObjectKey;
import dev.pictor.storage.Objects;
import dev.pictor.storage.OwnerId;
import dev.pictor.storage.Storage;
import dev.pictor.storage.StoredObject;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a user keeps here and how much more fits, and the way to make room.
public final class StorageRoutes {
  private static final String GROUP = "Pictor: account";
  private static final String KEY = "users/…/uploads/….jpg";

  private final Objects objects;
  private final Links links;
  private final PublicAddress address;

  public StorageRoutes(Storage storage, PublicAddress address) {
    this.objects = storage.objects();
    this.links = storage.links();
    this.address = address;
  }

  /// How full it is.
  ///
  /// @param bytesLimit -1 without limit
  /// @param filesLimit -1 without limit
  record Room(long bytesUsed, long bytesLimit, long filesUsed, long filesLimit) {
    static final Room EXAMPLE = new Room(1_234_567, 1_073_741_824, 42, 10_000);

    static Room of(Objects.Standing standing) {
      return new Room(
          standing.used().bytes(),
          standing.allowance().bytes(),
          standing.used().files(),
          standing.allowance().files());
    }
  }

  /// A stored picture.
  ///
  /// @param url signed
  /// @param size in bytes
  record Kept(
      String key,
      String filename,
      String contentType,
      int width,
      int height,
      long size,
      String url,
      Instant createdAt) {}

  /// Some of them.
  ///
  /// @param nextCursor where the next part begins; null after the last
  record Part(List<Kept> items, @Nullable String nextCursor) {}

  public List<Route> routes() {
    Instant time = Instant.parse("2026-11-22T10:00:00Z");
    var kept = new Kept(KEY, "portrait.jpg", "image/jpeg", 1024, 768, 123_456, "http://…", time);
    return List.of(
        route(GET, "/api/v1/account/storage", Access.USER)
            .in(GROUP)
            .says("How many bytes and files you keep here, and how many you may")
            .answers(200, "So much", Room.EXAMPLE)
            .by(this::room),
        route(GET, "/api/v1/account/storage/objects", Access.USER)
            .in(GROUP)
            .says("What you keep here: uploads, results and their previews")
            .queryWhole("limit", 1, Query.MOST, Query.USUAL, "How many at most")
            .query("cursor", String.class, "next_cursor of the part before")
            .answers(200, "Some of it", new Part(List.of(kept), KEY))
            .by(this::list),
        route(DELETE, "/api/v1/account/storage/objects/<key>", Access.USER)
            .in(GROUP)
            .says("Delete something you keep here; a job that still waits for it will fail")
            .answers(204, "It is gone")
            .answers(404, "There is no such object of yours")
            .by(this::delete));
  }

  private static OwnerId owner(Context request) {
    return new OwnerId(Caller.of(request).userId().value());
  }

  private void room(Context request) {
    Reply.json(request, Room.of(objects.standing(owner(request))));
  }

  private void list(Context request) {
    String cursor = request.queryParam("cursor");
    int limit = Query.limit(request);
    List<StoredObject> found =
        objects.list(owner(request), cursor == null ? "" : cursor, limit + 1);
    List<StoredObject> shown = found.subList(0, Math.min(limit, found.size()));
    Reply.json(
        request,
        new Part(
            shown.stream().map(object -> kept(request, object)).toList(),
            found.size() > limit ? shown.getLast().key().value() : null));
  }

  private Kept kept(Context request, StoredObject object) {
    StoredObject.Picture picture = object.accepted();
    return new Kept(
        object.key().value(),
        object.declared().filename(),
        picture.mediaType(),
        picture.widthPixels(),
        picture.heightPixels(),
        object.bytes().size(),
        address.absolute(request, links.show(object).target()),
        object.createdAt());
  }

  private void delete(Context request) {
    boolean wasThere =
        ObjectKey.find(request.pathParam("key"))
            .filter(key -> objects.delete(owner(request), key))
            .isPresent();
    if (!wasThere) {
      throw Problem.notFound("object");
    }
    request.status(204);
  }
}
