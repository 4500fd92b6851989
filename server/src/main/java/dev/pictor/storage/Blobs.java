package dev.pictor.storage;

import dev.pictor.platform.sql.ArrayColumn;
import java.io.InputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// Contents, each kept once in each place, however many objects have it.
///
/// Invariants: (1) a blob that an object refers to has a row, by the foreign key; (2) its file was
/// placed, or found whole, while that row was locked or while a row of the same generation was
/// there, and is deleted only while the row is locked and refers to nothing, so an upload and the
/// sweeper never pass each other; (3) a crash leaves at worst a file without a row, which {@link
/// #adopt} turns into an unused blob, or an unused row without a file, which the next upload of
/// that content mends; (4) an unused row is at the same time the note that its file is still to be
/// deleted, so a store that is away loses no deletion. Locks are taken in the order usage, object,
/// blob.
final class Blobs {
  private static final String FOLDER = "blobs/";

  private final Jdbi jdbi;
  private final Stores stores;
  private final InstantSource clock;

  Blobs(Jdbi jdbi, Stores stores, InstantSource clock) {
    this.jdbi = jdbi;
    this.stores = stores;
    this.clock = clock;
  }

  /// A content in a place.
  record Id(Place place, String sha256) implements Comparable<Id> {
    static Id of(StoredObject object) {
      return new Id(object.place(), object.bytes().sha256());
    }

    @Override
    public int compareTo(Id other) {
      int places = place.compareTo(other.place);
      return places == 0 ? sha256.compareTo(other.sha256) : places;
    }
  }

  /// Staged bytes on their way to an object.
  ///
  /// @param mediaType what the store is told that they are
  /// @param generation of the row under which they were placed already; 0 when they were not
  record Coming(Place place, Staged staged, String mediaType, long generation) {
    Id id() {
      return new Id(place, staged.sha256());
    }
  }

  static ObjectKey keyOf(String sha256) {
    return new ObjectKey(FOLDER + sha256.substring(0, 2) + "/" + sha256);
  }

  /// Brings bytes into a store elsewhere before the transaction that will refer to them begins, so
  /// that no lock and no connection waits for a network. On disk nothing happens yet.
  Coming bring(Place place, Staged staged, String mediaType) {
    var coming = new Coming(place, staged, mediaType, 0);
    if (!stores.at(place).isElsewhere()) {
      return coming;
    }
    long generation =
        jdbi.withHandle(handle -> use(handle, List.of(coming))).getOrDefault(coming.id(), 0L);
    placeIfMissing(coming);
    return new Coming(place, staged, mediaType, generation);
  }

  /// Keeps bytes within the transaction that will refer to them.
  void keep(Handle handle, Coming coming) {
    keep(handle, List.of(coming));
  }

  /// The same for several.
  void keep(Handle handle, Collection<Coming> several) {
    // In one order, so that two such transactions never wait for each other in a circle.
    var sorted = new TreeMap<Id, Coming>();
    several.forEach(each -> sorted.putIfAbsent(each.id(), each));
    Map<Id, Long> generations = use(handle, List.copyOf(sorted.values()));
    sorted.forEach((id, coming) -> {
      if (generations.getOrDefault(id, 0L) != coming.generation()) {
        placeIfMissing(coming);
      }
    });
  }

  /// @return the generations of the rows
  private Map<Id, Long> use(Handle handle, List<Coming> sorted) {
    var generations = new HashMap<Id, Long>();
    handle
        .createQuery(
            """
            insert into storage_blob (place, sha256, size, last_used_at)
            select place, sha256, size, :now
            from unnest(:places::text[], :sha256s::text[], :sizes::int8[])
              as b(place, sha256, size)
            on conflict (place, sha256) do update set last_used_at = excluded.last_used_at
            returning place, sha256, generation
            """)
        .bind("now", clock.instant())
        .bind("places", ArrayColumn.of("text", sorted, each -> each.place().word()))
        .bind("sha256s", ArrayColumn.of("text", sorted, each -> each.staged().sha256()))
        .bind("sizes", ArrayColumn.of("int8", sorted, each -> each.staged().size()))
        .map((row, _) ->
            generations.put(
                new Id(Place.ofWord(row.getString("place")), row.getString("sha256")),
                row.getLong("generation")))
        .list();
    return generations;
  }

  private void placeIfMissing(Coming coming) {
    Staged staged = coming.staged();
    ObjectStore store = stores.at(coming.place());
    ObjectKey key = keyOf(staged.sha256());
    boolean isThere = store.head(key).filter(head -> head.size() == staged.size()).isPresent();
    if (!isThere) {
      store.place(staged, key, coming.mediaType());
    }
  }

  /// Notes that objects have left these bytes, so that they stay another hour for who still reads.
  void left(Handle handle, Collection<StoredObject> objects) {
    // In one order, so that two such transactions never wait for each other in a circle.
    List<Id> contents =
        objects.stream()
            .filter(object -> object.content() != null)
            .map(Id::of)
            .distinct()
            .sorted()
            .toList();
    for (Id id : contents) {
      int _ = touch(handle, id);
    }
  }

  private int touch(Handle handle, Id id) {
    return handle
        .createUpdate(
            """
            update storage_blob set last_used_at = :now
            where place = :place and sha256 = :sha256
            """)
        .bind("place", id.place().word())
        .bind("sha256", id.sha256())
        .bind("now", clock.instant())
        .execute();
  }

  /// Keeps bytes that are there already for one more object.
  ///
  /// @return false when a sweeper was faster
  boolean hold(Handle handle, Id id) {
    return touch(handle, id) == 1;
  }

  /// Whether somebody has a content confirmed. It stays until the transaction ends, when an object
  /// of it has been added.
  ///
  /// @param holder who must have it; null for anybody
  boolean isHeld(Handle handle, Id id, @Nullable OwnerId holder) {
    return handle
        .createQuery(
            """
            select b.sha256 from storage_blob b
            where place = :place and sha256 = :sha256
              and exists (select 1 from storage_object o
                where o.place = b.place and o.sha256 = b.sha256 and o.state = 'confirmed'
                  and (cast(:holder as uuid) is null or o.owner = :holder))
            for key share
            """)
        .bind("place", id.place().word())
        .bind("sha256", id.sha256())
        .bind("holder", holder == null ? null : holder.value())
        .mapTo(String.class)
        .findOne()
        .isPresent();
  }

  /// Contents that no object has, unused since a time.
  List<Id> findUnused(Instant before, int most) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                """
                select place, sha256 from storage_blob b where last_used_at < :before
                  and not exists (select 1 from storage_object o
                    where o.place = b.place and o.sha256 = b.sha256)
                order by last_used_at limit :most
                """)
            .bind("before", before)
            .bind("most", most)
            .map((row, _) -> new Id(Place.ofWord(row.getString("place")), row.getString("sha256")))
            .list());
  }

  /// Deletes a content, unless somebody has begun to use it.
  boolean deleteIfUnused(Id id, Instant before) {
    return jdbi.inTransaction(handle -> {
      // Locked by a statement of its own: the next one then sees every object that was added
      // before the lock was had. In one statement it would look at an older moment.
      lock(handle, id);
      boolean unused = delete(handle, id, before);
      if (unused) {
        stores.at(id.place()).delete(keyOf(id.sha256()));
      }
      return unused;
    });
  }

  private static void lock(Handle handle, Id id) {
    handle
        .createQuery(
            """
            select sha256 from storage_blob
            where place = :place and sha256 = :sha256 for update
            """)
        .bind("place", id.place().word())
        .bind("sha256", id.sha256())
        .mapTo(String.class)
        .findOne();
  }

  private static boolean delete(Handle handle, Id id, Instant before) {
    return handle
            .createUpdate(
                """
                delete from storage_blob b
                where place = :place and sha256 = :sha256 and last_used_at < :before
                  and not exists (select 1 from storage_object o
                    where o.place = b.place and o.sha256 = b.sha256)
                """)
            .bind("place", id.place().word())
            .bind("sha256", id.sha256())
            .bind("before", before)
            .execute()
        == 1;
  }

  /// Gives files without a row one, as unused since they were written; the sweeper does the rest.
  ///
  /// @return how many had none
  int adopt(Place place, Collection<ObjectHead> files) {
    return jdbi.withHandle(handle -> {
      int adopted = 0;
      for (ObjectHead file : files) {
        adopted += adopt(handle, place, file);
      }
      return adopted;
    });
  }

  private static int adopt(Handle handle, Place place, ObjectHead file) {
    String name = file.key().value();
    return handle
        .createUpdate(
            """
            insert into storage_blob (place, sha256, size, last_used_at)
            values (:place, :sha256, :size, :modifiedAt) on conflict do nothing
            """)
        .bind("place", place.word())
        .bind("sha256", name.substring(name.lastIndexOf('/') + 1))
        .bind("size", file.size())
        .bind("modifiedAt", file.modifiedAt())
        .execute();
  }

  /// Files of contents, in the order of their keys.
  List<ObjectHead> files(Place place, String after, int limit) {
    return stores.at(place).list(FOLDER, after, limit);
  }

  InputStream open(StoredObject object) {
    return stores.at(object.place()).open(keyOf(object.bytes().sha256()));
  }

  byte[] read(StoredObject object) {
    return stores.at(object.place()).read(keyOf(object.bytes().sha256()));
  }

  LocalFile local(StoredObject object) {
    return stores.at(object.place()).local(keyOf(object.bytes().sha256()));
  }
}
