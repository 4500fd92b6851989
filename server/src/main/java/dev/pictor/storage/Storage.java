package dev.pictor.storage;

import dev.pictor.platform.Duty;
import dev.pictor.platform.Erasable;
import dev.pictor.platform.secrets.KeyRing;
import dev.pictor.platform.sql.Database;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/// The module put together: objects, links to them, and the duties that sweep.
public final class Storage implements AutoCloseable {
  private final Objects objects;
  private final Arrivals arrivals;
  private final Links links;
  private final OwnUrls ownUrls;
  private final OpenStores stores;
  private final List<Duty> duties;

  private Storage(
      Objects objects,
      Arrivals arrivals,
      Links links,
      OwnUrls ownUrls,
      OpenStores stores,
      List<Duty> duties) {
    this.objects = objects;
    this.arrivals = arrivals;
    this.links = links;
    this.ownUrls = ownUrls;
    this.stores = stores;
    this.duties = duties;
  }

  /// What others say about owners and their objects.
  ///
  /// @param allowances what each owner may keep
  /// @param retention how long their uploads and results stay
  /// @param needed what somebody still works with; asked long after this is built
  public record Neighbours(Allowances allowances, Retention retention, Needed needed) {}

  /// @param folder where objects are kept, or wait for their way to a store elsewhere; made when it
  ///   is missing
  /// @throws StoreNotUsable when the settings name a store that does not do its part
  public static Storage open(
      StorageSettings settings,
      Folder folder,
      Database database,
      Neighbours neighbours,
      InstantSource clock) {
    OpenStores open = OpenStores.open(settings, folder, clock);
    var parts = Parts.of(database.jdbi(), open.stores(), neighbours.allowances(), clock);
    var objects = new Objects(parts, clock);
    var arrivals = new Arrivals(parts, clock);
    var urls = new SignedUrls(folder.keys(), clock);
    return new Storage(
        objects,
        arrivals,
        new Links(new Links.Shelf(objects, arrivals, open.stores()), urls, settings.links(), clock),
        new OwnUrls(objects, open.stores(), urls, folder.address()),
        open,
        duties(parts, objects, neighbours, clock));
  }

  private static List<Duty> duties(
      Parts parts, Objects objects, Neighbours neighbours, InstantSource clock) {
    return List.of(
        new UploadSweeper(objects),
        new BlobSweeper(parts.blobs(), clock),
        new DiscardSweeper(parts.discards()),
        new RetentionSweeper(parts.jdbi(), objects, neighbours, clock),
        new OrphanFinder(parts.blobs(), parts.stores().staging(), clock));
  }

  /// What a node has of its own.
  ///
  /// @param path where objects are kept
  /// @param keys what links are signed with
  /// @param address the service's own, as clients see it; empty when nobody said
  public record Folder(Path path, KeyRing keys, String address) {}

  public Objects objects() {
    return objects;
  }

  public Arrivals arrivals() {
    return arrivals;
  }

  public Links links() {
    return links;
  }

  public OwnUrls ownUrls() {
    return ownUrls;
  }

  Stores stores() {
    return stores.stores();
  }

  /// Does a little work in every store.
  ///
  /// @return whether all did their part
  public boolean answers() {
    return stores.answers();
  }

  /// Forgets all objects of a user.
  public Erasable erasure() {
    return new ObjectErasure(objects);
  }

  /// Run these on every node.
  public List<Duty> duties() {
    return duties;
  }

  @Override
  public void close() {
    stores.close();
  }
}
