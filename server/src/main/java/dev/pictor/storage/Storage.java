package dev.pictor.storage;

import dev.pictor.platform.Duty;
import dev.pictor.platform.secrets.KeyRing;
import dev.pictor.platform.sql.Database;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/// The module put together: objects, links to them, and the duties that sweep.
public final class Storage {
  private final Objects objects;
  private final Links links;
  private final List<Duty> duties;

  private Storage(Objects objects, Links links, List<Duty> duties) {
    this.objects = objects;
    this.links = links;
    this.duties = duties;
  }

  /// @param folder where objects are kept; made when it is missing
  /// @param keys the keys for links are derived from them
  public static Storage open(
      StorageSettings settings, Path folder, KeyRing keys, Database database, InstantSource clock) {
    var urls = new SignedUrls(keys, clock);
    Stores stores = onDisk(folder);
    var blobs = new Blobs(database.jdbi(), stores, clock);
    var objects = new Objects(database.jdbi(), stores.staging(), blobs, clock);
    return new Storage(
        objects,
        new Links(objects, stores, urls, settings.linkLifetime(), clock),
        List.of(
            new UploadSweeper(objects),
            new BlobSweeper(blobs, clock),
            new OrphanFinder(blobs, stores.staging(), clock)));
  }

  /// Each place a folder, with the private one as the root: what was stored before there were
  /// places is where it was.
  private static Stores onDisk(Path folder) {
    Staging staging = DiskObjectStore.stagingBelow(folder);
    return Stores.of(
        staging,
        place ->
            new DiskObjectStore(
                place == Place.PRIVATE ? folder : folder.resolve(place.word()), staging));
  }

  public Objects objects() {
    return objects;
  }

  public Links links() {
    return links;
  }

  /// Run these on every node.
  public List<Duty> duties() {
    return duties;
  }
}
