package dev.pictor.storage;

import dev.pictor.storage.StoredObject.Content;
import dev.pictor.storage.StoredObject.Declared;
import dev.pictor.storage.StoredObject.Picture;
import dev.pictor.storage.StoredObject.State;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// Results of jobs whose bytes are stored already, under whatever name. No byte is copied: the new
/// object is one more name for them, counts like any other, and keeps them when the first one goes.
/// Each has to be confirmed, as other results have.
public final class Repeats {
  private final Jdbi jdbi;
  private final Blobs blobs;
  private final InstantSource clock;

  Repeats(Parts parts, InstantSource clock) {
    this.jdbi = parts.jdbi();
    this.blobs = parts.blobs();
    this.clock = clock;
  }

  /// Bytes that were stored once, and what they are.
  ///
  /// @param sha256 in lower-case hexadecimal
  /// @param size in bytes
  /// @param mediaType what is served
  public record Known(
      Place place, String sha256, long size, String mediaType, int width, int height) {
    /// @param picture what the bytes were found to be
    public static Known of(StoredObject stored, Picture picture) {
      return new Known(
          stored.place(),
          stored.bytes().sha256(),
          stored.bytes().size(),
          picture.mediaType(),
          picture.widthPixels(),
          picture.heightPixels());
    }

    /// What the bytes are.
    public Picture picture() {
      return new Picture(mediaType, width, height);
    }
  }

  /// Adds all of them or none.
  ///
  /// @param holder who must have these bytes now; null for anybody
  /// @return in the order of the names; empty when nobody has one of them any more
  public List<StoredObject> add(
      OwnerId owner, Map<ResultName, Known> results, @Nullable OwnerId holder) {
    return jdbi.inTransaction(handle -> {
      List<StoredObject> added = add(handle, owner, results, holder);
      if (added.isEmpty()) {
        handle.rollback();
      }
      return added;
    });
  }

  /// The same within a transaction of the caller's, who gives it up when nothing is returned.
  public List<StoredObject> add(
      Handle handle, OwnerId owner, Map<ResultName, Known> results, @Nullable OwnerId holder) {
    var added = new ArrayList<StoredObject>();
    for (Map.Entry<ResultName, Known> each : results.entrySet()) {
      Known known = each.getValue();
      if (!blobs.isHeld(handle, new Blobs.Id(known.place(), known.sha256()), holder)) {
        return List.of();
      }
      StoredObject object = object(owner, each.getKey(), known);
      if (!ObjectRows.insert(handle, object)) {
        throw JobResults.taken(object.key());
      }
      added.add(object);
    }
    return added;
  }

  private StoredObject object(OwnerId owner, ResultName name, Known known) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    return new StoredObject(
        name.of(owner),
        known.place(),
        owner,
        State.UPLOADED,
        new Declared(name.name(), known.mediaType(), known.size()),
        new Content(known.sha256(), known.size()),
        null,
        now,
        now.plus(JobResults.WAITS));
  }
}
