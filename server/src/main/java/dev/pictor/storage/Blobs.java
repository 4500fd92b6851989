package dev.pictor.storage;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Contents, each kept once, however many objects have it.
///
/// Invariants: (1) a blob that an object refers to has a row, by the foreign key; (2) its file was
/// placed, or found whole, while that row was locked, and is deleted only while the row is locked
/// and refers to nothing, so an upload and the sweeper never pass each other; (3) a crash leaves at
/// worst a file without a row, which {@link #adopt} turns into an unused blob, or an unused row
/// without a file, which the next upload of that content mends. Locks are taken in the order
/// object, then blob.
final class Blobs {
  private static final String FOLDER = "blobs/";

  private final Jdbi jdbi;
  private final ObjectStore store;
  private final InstantSource clock;

  Blobs(Jdbi jdbi, ObjectStore store, InstantSource clock) {
    this.jdbi = jdbi;
    this.store = store;
    this.clock = clock;
  }

  static ObjectKey keyOf(String sha256) {
    return new ObjectKey(FOLDER + sha256.substring(0, 2) + "/" + sha256);
  }

  /// Keeps staged bytes, within the transaction that will refer to them.
  void keep(Handle handle, Staged staged) {
    handle
        .createUpdate(
            """
            insert into storage_blob (sha256, size, last_used_at) values (:sha256, :size, :now)
            on conflict (sha256) do update set last_used_at = excluded.last_used_at
            """)
        .bind("sha256", staged.sha256())
        .bind("size", staged.size())
        .bind("now", clock.instant())
        .execute();
    ObjectKey key = keyOf(staged.sha256());
    boolean isThere = store.head(key).filter(head -> head.size() == staged.size()).isPresent();
    if (!isThere) {
      staged.place(key);
    }
  }

  /// Notes that objects have left these bytes, so that they stay another hour for who still reads.
  void left(Handle handle, Collection<StoredObject> objects) {
    // In one order, so that two such transactions never wait for each other in a circle.
    List<String> contents =
        objects.stream()
            .filter(object -> object.content() != null)
            .map(object -> object.bytes().sha256())
            .distinct()
            .sorted()
            .toList();
    for (String sha256 : contents) {
      touch(handle, sha256);
    }
  }

  private void touch(Handle handle, String sha256) {
    handle
        .createUpdate("update storage_blob set last_used_at = :now where sha256 = :sha256")
        .bind("sha256", sha256)
        .bind("now", clock.instant())
        .execute();
  }

  /// Contents that no object has, unused since a time.
  List<String> findUnused(Instant before, int most) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                """
                select sha256 from storage_blob b where last_used_at < :before
                  and not exists (select 1 from storage_object o where o.sha256 = b.sha256)
                order by last_used_at limit :most
                """)
            .bind("before", before)
            .bind("most", most)
            .mapTo(String.class)
            .list());
  }

  /// Deletes a content, unless somebody has begun to use it.
  boolean deleteIfUnused(String sha256, Instant before) {
    return jdbi.inTransaction(handle -> {
      // Locked by a statement of its own: the next one then sees every object that was added
      // before the lock was had. In one statement it would look at an older moment.
      lock(handle, sha256);
      boolean unused = delete(handle, sha256, before);
      if (unused) {
        store.delete(keyOf(sha256));
      }
      return unused;
    });
  }

  private static void lock(Handle handle, String sha256) {
    handle
        .createQuery("select sha256 from storage_blob where sha256 = :sha256 for update")
        .bind("sha256", sha256)
        .mapTo(String.class)
        .findOne();
  }

  private static boolean delete(Handle handle, String sha256, Instant before) {
    return handle
            .createUpdate(
                """
                delete from storage_blob b
                where sha256 = :sha256 and last_used_at < :before and not exists (
                  select 1 from storage_object o where o.sha256 = b.sha256)
                """)
            .bind("sha256", sha256)
            .bind("before", before)
            .execute()
        == 1;
  }

  /// Gives files without a row one, as unused since they were written; the sweeper does the rest.
  ///
  /// @return how many had none
  int adopt(Collection<ObjectHead> files) {
    return jdbi.withHandle(handle -> {
      int adopted = 0;
      for (ObjectHead file : files) {
        adopted += adopt(handle, file);
      }
      return adopted;
    });
  }

  private static int adopt(Handle handle, ObjectHead file) {
    String name = file.key().value();
    return handle
        .createUpdate(
            """
            insert into storage_blob (sha256, size, last_used_at)
            values (:sha256, :size, :modifiedAt) on conflict do nothing
            """)
        .bind("sha256", name.substring(name.lastIndexOf('/') + 1))
        .bind("size", file.size())
        .bind("modifiedAt", file.modifiedAt())
        .execute();
  }

  /// Files of contents, in the order of their keys.
  List<ObjectHead> files(String after, int limit) {
    return store.list(FOLDER, after, limit);
  }
}
