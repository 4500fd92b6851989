package dev.pictor.storage;

import dev.pictor.platform.Problem;
import dev.pictor.storage.Allowances.Used;
import dev.pictor.storage.StoredObject.Content;
import dev.pictor.storage.StoredObject.Declared;
import dev.pictor.storage.StoredObject.Picture;
import dev.pictor.storage.StoredObject.State;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Bytes of reserved objects as they come in: through this service, or put by the client straight
/// into a store elsewhere and fetched from there when the upload is confirmed.
public final class Arrivals {
  private final Parts parts;
  private final InstantSource clock;

  Arrivals(Parts parts, InstantSource clock) {
    this.parts = parts;
    this.clock = clock;
  }

  /// The bytes of a reserved object have come in.
  ///
  /// @throws Problem NOT_FOUND when it has expired or was deleted; CONFLICT when it is confirmed
  StoredObject received(ObjectKey key, Staged staged) {
    StoredObject reserved =
        parts
            .jdbi()
            .withHandle(handle -> ObjectRows.find(handle, key))
            .orElseThrow(() -> Problem.notFound("upload"));
    Blobs.Coming coming = bring(reserved, staged);
    return parts.jdbi().inTransaction(handle -> received(handle, key, coming));
  }

  private Blobs.Coming bring(StoredObject reserved, Staged staged) {
    return parts.blobs().bring(reserved.place(), staged, reserved.declared().mediaType());
  }

  private StoredObject received(Handle handle, ObjectKey key, Blobs.Coming coming) {
    StoredObject object =
        ObjectRows.lock(handle, key).orElseThrow(() -> Problem.notFound("upload"));
    if (object.state() == State.CONFIRMED) {
      throw Problem.of(
          Problem.Kind.CONFLICT,
          "This upload is confirmed and cannot be replaced; ask for a new link.");
    }
    parts.blobs().keep(handle, coming);
    Instant expiresAt =
        clock.instant().truncatedTo(ChronoUnit.MICROS).plus(Objects.TIME_TO_CONFIRM);
    var content = new Content(coming.staged().sha256(), coming.staged().size());
    ObjectRows.setUploaded(handle, key, content, expiresAt);
    return ObjectRows.find(handle, key).orElseThrow();
  }

  /// What a client has put for a reserved object into a store elsewhere, brought here to be looked
  /// at; the caller closes it. What the store promised about it counts for nothing.
  ///
  /// @return empty when nothing came, or when uploads do not go past this service
  /// @throws Problem UPLOAD_MISMATCH when it is not as long as was declared
  public Optional<Staged> find(StoredObject reserved) {
    ObjectStore store = parts.stores().at(reserved.place());
    ObjectKey at = ObjectKeys.incoming(reserved.key());
    Optional<ObjectHead> head = store.isElsewhere() ? store.head(at) : Optional.empty();
    if (head.isEmpty()) {
      return Optional.empty();
    }
    Declared declared = reserved.declared();
    if (!declared.allows(head.get().size())) {
      throw Problem.of(
          Problem.Kind.UPLOAD_MISMATCH,
          head.get().size() + " bytes came and " + declared.size() + " were declared.");
    }
    try (InputStream bytes = store.open(at)) {
      return Optional.of(parts.stores().staging().write(bytes, declared.size()));
    } catch (IOException e) {
      throw StoreAway.because(e);
    }
  }

  /// Accepts what was found, as what its bytes were found to be.
  ///
  /// @throws Problem NOT_FOUND when the reservation has gone; CONFLICT when it is confirmed;
  ///   STORAGE_QUOTA_EXCEEDED when the owner has no room for it
  public StoredObject accept(StoredObject reserved, Staged staged, Picture picture) {
    Blobs.Coming coming = bring(reserved, staged);
    return parts
        .jdbi()
        .inTransaction(handle -> {
          parts.usage().take(handle, reserved.owner(), Used.one(staged.size()));
          StoredObject received = received(handle, reserved.key(), coming);
          boolean _ = ObjectRows.setConfirmed(handle, new JobResults.Accepted(received, picture));
          parts.discards().add(handle, List.of(received));
          return ObjectRows.find(handle, received.key()).orElseThrow();
        });
  }
}
