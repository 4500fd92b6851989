package dev.pictor.storage;

import dev.pictor.platform.Problem;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The stores that the settings name, with their clients: the data folder; or a bucket of S3; or a
/// Supabase project; or the pictures of projects in Supabase and all others in S3.
final class OpenStores implements AutoCloseable {
  private final Stores stores;
  private final List<AutoCloseable> clients;

  private OpenStores(Stores stores, List<AutoCloseable> clients) {
    this.stores = stores;
    this.clients = clients;
  }

  static OpenStores open(StorageSettings settings, Storage.Folder folder, InstantSource clock) {
    var s3 =
        settings.s3() == null
            ? null
            : new S3Stores(settings.s3(), settings.buckets(), settings.patience(), clock);
    var supabase =
        settings.supabase() == null
            ? null
            : new SupabaseStores(settings.supabase(), settings, folder.keys(), clock);
    var clients = new ArrayList<AutoCloseable>();
    var makers = new Clients(s3, supabase);
    makers.addTo(clients);
    Staging staging = DiskObjectStore.stagingBelow(folder.path());
    Stores stores = Stores.of(staging, place -> makers.at(place, folder.path(), staging));
    var open = new OpenStores(stores, clients);
    try {
      for (Place place : Place.values()) {
        makers.demandUsable(stores.at(place), place);
      }
      return open;
    } catch (RuntimeException e) {
      open.close();
      throw e;
    }
  }

  /// The stores elsewhere, as far as there are some.
  private record Clients(@Nullable S3Stores s3, @Nullable SupabaseStores supabase) {
    void addTo(List<AutoCloseable> clients) {
      if (s3 != null) {
        clients.add(s3);
      }
      if (supabase != null) {
        clients.add(supabase);
      }
    }

    ObjectStore at(Place place, Path folder, Staging staging) {
      if (supabase != null && (place != Place.PRIVATE || s3 == null)) {
        return supabase.at(place, staging);
      }
      if (s3 != null) {
        return s3.at(place, staging);
      }
      // The private place is the root: what was stored before there were places is where it was.
      Path root = place == Place.PRIVATE ? folder : folder.resolve(place.word());
      return new DiskObjectStore(root, staging);
    }

    void demandUsable(ObjectStore store, Place place) {
      if (supabase != null && (place != Place.PRIVATE || s3 == null)) {
        supabase.demandUsable(store, place);
      } else if (s3 != null) {
        s3.demandUsable(store, place);
      }
    }
  }

  Stores stores() {
    return stores;
  }

  /// Whether every store does a little work.
  boolean answers() {
    try {
      stores.places().values().forEach(ObjectStore::check);
      return true;
    } catch (Problem | UncheckedIOException _) {
      return false;
    }
  }

  @Override
  public void close() {
    for (AutoCloseable each : clients) {
      try {
        each.close();
      } catch (Exception e) {
        throw new IllegalStateException("a client of a store cannot be closed", e);
      }
    }
  }
}
