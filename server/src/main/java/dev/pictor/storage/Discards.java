package dev.pictor.storage;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// The table `storage_discard`: what lies in a store elsewhere under an incoming key and is to go.
final class Discards {
  /// Longer than any link to upload lives: Supabase's are valid for two hours.
  private static final Duration LATE = Duration.ofHours(3);

  private final Jdbi jdbi;
  private final Stores stores;
  private final InstantSource clock;

  Discards(Jdbi jdbi, Stores stores, InstantSource clock) {
    this.jdbi = jdbi;
    this.stores = stores;
    this.clock = clock;
  }

  /// Within the transaction after which nobody needs what was put for these objects.
  void add(Handle handle, Collection<StoredObject> objects) {
    for (StoredObject object : objects) {
      boolean cameByLink =
          object.state() != StoredObject.State.CONFIRMED && object.expiresAt() != null;
      if (cameByLink && stores.at(object.place()).isElsewhere()) {
        add(handle, object);
      }
    }
  }

  private void add(Handle handle, StoredObject object) {
    Instant now = clock.instant();
    handle
        .createUpdate(
            """
            insert into storage_discard (place, key, due_at, last_at)
            values (:place, :key, :now, :last) on conflict do nothing
            """)
        .bind("place", object.place().word())
        .bind("key", ObjectKeys.incoming(object.key()).value())
        .bind("now", now)
        .bind("last", now.plus(LATE))
        .execute();
  }

  /// What is due.
  private record Due(Place place, ObjectKey key, Instant lastAt) {}

  /// Deletes one that is due, in the store and then here.
  ///
  /// @return false when none is due
  boolean deleteOne() {
    Instant now = clock.instant();
    return jdbi.inTransaction(handle -> {
      Optional<Due> due = lockOne(handle, now);
      due.ifPresent(found -> {
        boolean _ = stores.at(found.place()).delete(found.key());
        settle(handle, found, now);
      });
      return due.isPresent();
    });
  }

  private static Optional<Due> lockOne(Handle handle, Instant now) {
    return handle
        .createQuery(
            """
            select place, key, last_at from storage_discard where due_at <= :now
            order by due_at limit 1 for update skip locked
            """)
        .bind("now", now)
        .map((row, _) ->
            new Due(
                Place.ofWord(row.getString("place")),
                new ObjectKey(row.getString("key")),
                row.getTimestamp("last_at").toInstant()))
        .findOne();
  }

  private static void settle(Handle handle, Due due, Instant now) {
    handle
        .createUpdate(
            now.isBefore(due.lastAt())
                ? "update storage_discard set due_at = last_at where place = :place and key = :key"
                : "delete from storage_discard where place = :place and key = :key")
        .bind("place", due.place().word())
        .bind("key", due.key().value())
        .execute();
  }
}
