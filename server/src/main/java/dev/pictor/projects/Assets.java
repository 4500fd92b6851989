package dev.pictor.projects;

import dev.pictor.identity.Principal;
import dev.pictor.images.Uploads;
import dev.pictor.platform.Problem;
import dev.pictor.platform.Uuid7;
import dev.pictor.storage.Objects;
import dev.pictor.storage.StoredObject;
import java.io.InputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// Pictures of users: selfies, references, thumbnails to copy and profile photos.
public final class Assets {
  private final Jdbi jdbi;
  private final Uploads uploads;
  private final AssetObjects files;
  private final InstantSource clock;
  private final Uuid7 ids;

  Assets(Jdbi jdbi, Objects objects, Uploads uploads, InstantSource clock) {
    this.jdbi = jdbi;
    this.uploads = uploads;
    this.files = new AssetObjects(objects, uploads);
    this.clock = clock;
    this.ids = new Uuid7(clock);
  }

  /// An asset with its stored picture.
  public record Stored(Asset asset, StoredObject object) {}

  /// A picture to come.
  ///
  /// @param project whose material it is; null when it may serve every project
  public record Incoming(AssetType type, @Nullable Project project, String filename) {}

  /// Takes a picture in one go, checked as every upload is. Its bytes and its row are kept together
  /// or not at all.
  ///
  /// @param bytes the caller closes them
  /// @throws Problem NOT_FOUND when the project has gone meanwhile
  public Stored add(Principal caller, Incoming incoming, InputStream bytes)
      throws InterruptedException {
    UUID id = ids.next();
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    StoredObject object =
        uploads.add(
            caller,
            incoming.type().place(),
            incoming.filename(),
            bytes,
            (handle, stored) -> insert(handle, asset(id, caller, incoming, stored, now)));
    return new Stored(asset(id, caller, incoming, object, now), object);
  }

  private static Asset asset(
      UUID id, Principal caller, Incoming incoming, StoredObject object, Instant now) {
    Project project = incoming.project();
    return new Asset(
        id,
        Projects.owner(caller),
        project == null ? null : project.id(),
        incoming.type(),
        object.key().value(),
        now);
  }

  private static void insert(Handle handle, Asset asset) {
    if (!AssetRows.insert(handle, asset)) {
      throw Problem.notFound("project");
    }
  }

  /// Which assets to list; what is null does not filter.
  public record Filter(@Nullable AssetType type, @Nullable UUID project) {}

  /// @param limit 1 to 100
  /// @param cursor {@link Paging#next} of the part before; null for the first
  public Paging<Stored> list(Principal caller, Filter filter, int limit, @Nullable String cursor) {
    UUID before = Paging.before(cursor);
    UUID owner = Projects.owner(caller);
    Paging<Asset> found =
        Paging.of(
            jdbi.withHandle(handle -> AssetRows.list(handle, owner, filter, limit + 1, before)),
            limit,
            Asset::id);
    return new Paging<>(withObjects(caller, found.items()), found.next());
  }

  /// The material of a project, newest first.
  public List<Stored> ofProject(Principal caller, Project project) {
    return withObjects(
        caller, jdbi.withHandle(handle -> AssetRows.ofProject(handle, project.id())));
  }

  private List<Stored> withObjects(Principal caller, List<Asset> assets) {
    return assets.stream().flatMap(asset -> withObject(caller, asset).stream()).toList();
  }

  private Optional<Stored> withObject(Principal caller, Asset asset) {
    return uploads.find(caller, asset.objectKey()).map(object -> new Stored(asset, object));
  }

  /// The picture of a type that a project works with: its own newest, else the newest of those that
  /// belong to no project.
  public Optional<Asset> forProject(Project project, AssetType type) {
    return jdbi.withHandle(handle -> AssetRows.newest(handle, project.owner(), project.id(), type));
  }

  /// @throws Problem NOT_FOUND when there is no such asset or it is somebody else's
  public Stored get(Principal caller, String id) {
    return Paging.uuid(id)
        .flatMap(known ->
            jdbi.withHandle(handle -> AssetRows.find(handle, Projects.owner(caller), known)))
        .flatMap(asset -> withObject(caller, asset))
        .orElseThrow(() -> Problem.notFound("asset"));
  }

  /// Removes a picture with its bytes; a profile that showed it shows none.
  public void delete(Principal caller, String id) {
    Asset asset = get(caller, id).asset();
    jdbi.useTransaction(handle -> {
      AssetRows.delete(handle, asset.owner(), asset.id());
      files.delete(handle, caller, asset.objectKey());
    });
    uploads.delete(caller, asset.objectKey()); // Forgets what is remembered of it on this node.
  }
}
