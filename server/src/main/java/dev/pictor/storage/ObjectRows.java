package dev.pictor.storage;

import dev.pictor.platform.sql.ArrayColumn;
import dev.pictor.storage.StoredObject.Content;
import dev.pictor.storage.StoredObject.Declared;
import dev.pictor.storage.StoredObject.Picture;
import dev.pictor.storage.StoredObject.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The table `storage_object`.
final class ObjectRows {
  private static final String INSERT =
      """
      insert into storage_object (key, place, owner, state, filename, declared_type, declared_size, is_exact,
        sha256, size, media_type, width, height, created_at, used_at, expires_at)
      select key, place, owner, state, filename, declared_type, declared_size, is_exact,
        sha256, size, media_type, width, height, created_at, created_at, expires_at
      from unnest(:keys::text[], :places::text[], :owners::uuid[], :states::text[], :filenames::text[],
        :declaredTypes::text[], :declaredSizes::int8[], :areExact::bool[], :sha256s::text[],
        :sizes::int8[], :mediaTypes::text[], :widths::int4[], :heights::int4[],
        :createdAts::timestamptz[], :expiresAts::timestamptz[])
      as o(key, place, owner, state, filename, declared_type, declared_size, is_exact, sha256,
        size, media_type, width, height, created_at, expires_at)
      on conflict do nothing
      """;

  private static final String CONFIRM =
      """
      update storage_object o
      set state = 'confirmed', media_type = c.media_type, width = c.width, height = c.height,
        expires_at = null
      from unnest(:keys::text[], :sha256s::text[], :mediaTypes::text[], :widths::int4[],
        :heights::int4[]) as c(key, sha256, media_type, width, height)
      where o.key = c.key and o.state = 'uploaded' and o.sha256 = c.sha256
      """;

  private ObjectRows() {}

  /// @return false when there is an object of this key
  static boolean insert(Handle handle, StoredObject object) {
    return insert(handle, List.of(object)) == 1;
  }

  /// @return how many had keys that were free
  static int insert(Handle handle, List<StoredObject> objects) {
    return handle
        .createUpdate(INSERT)
        .bind("keys", ArrayColumn.of("text", objects, each -> each.key().value()))
        .bind("places", ArrayColumn.of("text", objects, each -> each.place().word()))
        .bind("owners", ArrayColumn.of("uuid", objects, each -> each.owner().value()))
        .bind("states", ArrayColumn.of("text", objects, each -> each.state().word()))
        .bind("filenames", ArrayColumn.of("text", objects, each -> each.declared().filename()))
        .bind("declaredTypes", ArrayColumn.of("text", objects, each -> each.declared().mediaType()))
        .bind("declaredSizes", ArrayColumn.of("int8", objects, each -> each.declared().size()))
        .bind("areExact", ArrayColumn.of("bool", objects, each -> each.declared().isExact()))
        .bind("sha256s", ArrayColumn.of("text", objects, ofContent(Content::sha256)))
        .bind("sizes", ArrayColumn.of("int8", objects, ofContent(Content::size)))
        .bind("mediaTypes", ArrayColumn.of("text", objects, ofPicture(Picture::mediaType)))
        .bind("widths", ArrayColumn.of("int4", objects, ofPicture(Picture::widthPixels)))
        .bind("heights", ArrayColumn.of("int4", objects, ofPicture(Picture::heightPixels)))
        .bind("createdAts", ArrayColumn.of("timestamptz", objects, StoredObject::createdAt))
        .bind("expiresAts", ArrayColumn.of("timestamptz", objects, StoredObject::expiresAt))
        .execute();
  }

  private static Function<StoredObject, @Nullable Object> ofContent(
      Function<Content, Object> column) {
    return object -> {
      Content content = object.content();
      return content == null ? null : column.apply(content);
    };
  }

  private static Function<StoredObject, @Nullable Object> ofPicture(
      Function<Picture, Object> column) {
    return object -> {
      Picture picture = object.picture();
      return picture == null ? null : column.apply(picture);
    };
  }

  static Optional<StoredObject> find(Handle handle, ObjectKey key) {
    return handle
        .createQuery("select * from storage_object where key = :key")
        .bind("key", key.value())
        .map((row, _) -> read(row))
        .findOne();
  }

  /// The row is held until the transaction ends.
  static Optional<StoredObject> lock(Handle handle, ObjectKey key) {
    return handle
        .createQuery("select * from storage_object where key = :key for update")
        .bind("key", key.value())
        .map((row, _) -> read(row))
        .findOne();
  }

  static void setUploaded(Handle handle, ObjectKey key, Content content, Instant expiresAt) {
    handle
        .createUpdate(
            """
            update storage_object
            set state = 'uploaded', sha256 = :sha256, size = :size, expires_at = :expiresAt
            where key = :key and state <> 'confirmed'
            """)
        .bind("key", key.value())
        .bind("sha256", content.sha256())
        .bind("size", content.size())
        .bind("expiresAt", expiresAt)
        .execute();
  }

  /// @return false when the bytes are others by now, or it is not waiting any more
  static boolean setConfirmed(Handle handle, JobResults.Accepted object) {
    return setConfirmed(handle, List.of(object)) == 1;
  }

  /// @return how many were waiting with these bytes
  static int setConfirmed(Handle handle, List<JobResults.Accepted> objects) {
    return handle
        .createUpdate(CONFIRM)
        .bind("keys", ArrayColumn.of("text", objects, each -> each.added().key().value()))
        .bind("sha256s", ArrayColumn.of("text", objects, each -> each.added().bytes().sha256()))
        .bind("mediaTypes", ArrayColumn.of("text", objects, each -> each.picture().mediaType()))
        .bind("widths", ArrayColumn.of("int4", objects, each -> each.picture().widthPixels()))
        .bind("heights", ArrayColumn.of("int4", objects, each -> each.picture().heightPixels()))
        .execute();
  }

  /// @return what was deleted
  static List<StoredObject> delete(Handle handle, OwnerId owner, ObjectKey key) {
    return delete(handle, owner, List.of(key));
  }

  /// @return what was deleted
  static List<StoredObject> delete(Handle handle, OwnerId owner, List<ObjectKey> keys) {
    return handle
        .createQuery(
            "delete from storage_object where key = any (:keys) and owner = :owner returning *")
        .bindArray("keys", String.class, keys.stream().map(ObjectKey::value).toList())
        .bind("owner", owner.value())
        .map((row, _) -> read(row))
        .list();
  }

  /// Deletes those of an owner's confirmed objects that nobody has used since a time.
  static List<StoredObject> deleteUnused(
      Handle handle, OwnerId owner, List<ObjectKey> keys, Instant before) {
    return handle
        .createQuery(
            """
            delete from storage_object
            where owner = :owner and key = any (:keys) and used_at < :before
              and state = 'confirmed'
            returning *
            """)
        .bind("owner", owner.value())
        .bindArray("keys", String.class, keys.stream().map(ObjectKey::value).toList())
        .bind("before", before)
        .map((row, _) -> read(row))
        .list();
  }

  /// Some objects of an owner, whatever their state.
  static List<StoredObject> deleteSome(Handle handle, OwnerId owner, int most) {
    return handle
        .createQuery(
            """
            delete from storage_object where key in (
              select key from storage_object where owner = :owner order by key limit :most)
            returning *
            """)
        .bind("owner", owner.value())
        .bind("most", most)
        .map((row, _) -> read(row))
        .list();
  }

  /// Confirmed objects of an owner in the order of their keys.
  static List<StoredObject> list(Handle handle, OwnerId owner, String after, int most) {
    return handle
        .createQuery(
            """
            select * from storage_object
            where owner = :owner and state = 'confirmed' and key > :after order by key limit :most
            """)
        .bind("owner", owner.value())
        .bind("after", after)
        .bind("most", most)
        .map((row, _) -> read(row))
        .list();
  }

  /// A confirmed object with this content; one of the wanted owner's if there is.
  static Optional<StoredObject> findContent(Handle handle, Blobs.Id id, OwnerId wanted) {
    return handle
        .createQuery(
            """
            select * from storage_object
            where place = :place and sha256 = :sha256 and state = 'confirmed'
            order by (owner = :wanted) desc, created_at limit 1
            """)
        .bind("place", id.place().word())
        .bind("sha256", id.sha256())
        .bind("wanted", wanted.value())
        .map((row, _) -> read(row))
        .findOne();
  }

  /// @return false when there is no such confirmed object
  static boolean touch(Handle handle, OwnerId owner, ObjectKey key, Instant now) {
    return handle
            .createUpdate(
                """
                update storage_object set used_at = greatest(used_at, :now)
                where key = :key and owner = :owner and state = 'confirmed'
                """)
            .bind("key", key.value())
            .bind("owner", owner.value())
            .bind("now", now)
            .execute()
        == 1;
  }

  /// @param prefix a key's beginning, ending with a slash
  static List<StoredObject> deleteBelow(Handle handle, OwnerId owner, String prefix) {
    return handle
        .createQuery(
            """
            delete from storage_object
            where owner = :owner and starts_with(key, :prefix) returning *
            """)
        .bind("owner", owner.value())
        .bind("prefix", prefix)
        .map((row, _) -> read(row))
        .list();
  }

  /// Deletes some objects that were never confirmed and have expired.
  static List<StoredObject> deleteExpired(Handle handle, Instant now, int most) {
    return handle
        .createQuery(
            """
            delete from storage_object where key in (
              select key from storage_object where expires_at < :now
              order by expires_at limit :most for update skip locked)
            returning *
            """)
        .bind("now", now)
        .bind("most", most)
        .map((row, _) -> read(row))
        .list();
  }

  private static StoredObject read(ResultSet row) throws SQLException {
    String sha256 = row.getString("sha256");
    String mediaType = row.getString("media_type");
    Timestamp expiresAt = row.getTimestamp("expires_at");
    return new StoredObject(
        new ObjectKey(row.getString("key")),
        Place.ofWord(row.getString("place")),
        new OwnerId(row.getObject("owner", UUID.class)),
        State.ofWord(row.getString("state")),
        new Declared(
            row.getString("filename"),
            row.getString("declared_type"),
            row.getLong("declared_size"),
            row.getBoolean("is_exact")),
        sha256 == null ? null : new Content(sha256, row.getLong("size")),
        mediaType == null
            ? null
            : new Picture(mediaType, row.getInt("width"), row.getInt("height")),
        row.getTimestamp("created_at").toInstant(),
        expiresAt == null ? null : expiresAt.toInstant());
  }
}
