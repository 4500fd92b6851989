package dev.pictor.storage;

import dev.pictor.platform.Problem;
import dev.pictor.platform.Uuid7;
import dev.pictor.storage.Allowances.Used;
import dev.pictor.storage.StoredObject.Content;
import dev.pictor.storage.StoredObject.Declared;
import dev.pictor.storage.StoredObject.Picture;
import dev.pictor.storage.StoredObject.State;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// What users have stored. An object is found by its key together with its owner, never by its
/// content: who guesses a key or knows a hash gets nothing. Equal bytes are kept once, whoever
/// brought them, and nobody can tell.
public final class Objects {
  /// A link's holder may use it at its last moment, and still has to confirm.
  static final Duration TIME_TO_CONFIRM = Duration.ofHours(1);

  private static final int MOST_FILENAME = 255;
  private static final int BATCH = 500;

  private final Jdbi jdbi;
  private final Stores stores;
  private final Blobs blobs;
  private final Discards discards;
  private final Usage usage;
  private final JobResults results;
  private final Repeats repeats;
  private final InstantSource clock;
  private final Uuid7 ids;

  Objects(Parts parts, InstantSource clock) {
    this.jdbi = parts.jdbi();
    this.stores = parts.stores();
    this.blobs = parts.blobs();
    this.discards = parts.discards();
    this.usage = parts.usage();
    this.results = new JobResults(parts, clock);
    this.repeats = new Repeats(parts, clock);
    this.clock = clock;
    this.ids = new Uuid7(clock);
  }

  /// Makes room for an upload to come; see {@link Links#upload}. Type and size are the caller's to
  /// check.
  ///
  /// @param waits how long the link to upload will be valid
  public StoredObject reserve(OwnerId owner, Declared declared, Duration waits) {
    Instant now = now();
    var object =
        new StoredObject(
            ObjectKeys.upload(owner, Place.PRIVATE, ids.next(), declared.mediaType()),
            Place.PRIVATE,
            owner,
            State.PENDING,
            tidy(declared),
            null,
            null,
            now,
            now.plus(waits).plus(TIME_TO_CONFIRM));
    boolean _ = jdbi.withHandle(handle -> ObjectRows.insert(handle, object));
    return object;
  }

  /// Takes bytes in without a name, to be looked at before {@link #add}; close them in any case.
  ///
  /// @throws IOException when the source fails
  /// @throws Problem TOO_LARGE when more than `maxBytes` come
  public Staged stage(InputStream source, long maxBytes) throws IOException {
    return stores.staging().write(source, maxBytes);
  }

  /// Keeps staged bytes that were looked at already as an upload.
  ///
  /// @throws Problem STORAGE_QUOTA_EXCEEDED when the owner has no room for it
  public StoredObject add(OwnerId owner, Staged staged, String filename, Picture picture) {
    return add(owner, Place.PRIVATE, staged, filename, picture);
  }

  /// The same in another place.
  public StoredObject add(
      OwnerId owner, Place place, Staged staged, String filename, Picture picture) {
    return add(owner, place, staged, new Named(filename, picture), (_, _) -> {});
  }

  /// What a picture is called, and what it was found to be.
  public record Named(String filename, Picture picture) {}

  /// The same together with what belongs to it.
  public StoredObject add(
      OwnerId owner, Place place, Staged staged, Named named, Companion companion) {
    var declared = new Declared(named.filename(), named.picture().mediaType(), staged.size());
    var content = new Content(staged.sha256(), staged.size());
    StoredObject object = upload(owner, place, tidy(declared), content, named.picture());
    insertWithBytes(object, staged, companion);
    return object;
  }

  private StoredObject upload(
      OwnerId owner, Place place, Declared declared, Content content, Picture picture) {
    ObjectKey key = ObjectKeys.upload(owner, place, ids.next(), picture.mediaType());
    return new StoredObject(
        key, place, owner, State.CONFIRMED, declared, content, picture, now(), null);
  }

  /// Puts the bytes of a confirmed object into another place too, as a new object of an owner; the
  /// first stays. This is how a result becomes a public picture.
  public StoredObject copy(StoredObject source, OwnerId owner, Place place, String filename) {
    try (InputStream bytes = open(source);
        Staged staged = stage(bytes, source.bytes().size())) {
      return add(owner, place, staged, filename, source.accepted());
    } catch (IOException e) {
      throw StoreAway.because(e);
    }
  }

  /// Gives an owner an upload with the bytes of a confirmed object that somebody let them read. In
  /// the private place nothing is copied.
  ///
  /// @throws Problem NOT_FOUND when it has gone meanwhile; STORAGE_QUOTA_EXCEEDED when the owner
  ///   has no room for it
  public StoredObject share(StoredObject source, OwnerId owner) {
    if (source.place() != Place.PRIVATE) {
      return copy(source, owner, Place.PRIVATE, source.declared().filename());
    }
    StoredObject object =
        upload(owner, Place.PRIVATE, source.declared(), source.bytes(), source.accepted());
    jdbi.useTransaction(handle -> {
      usage.take(handle, owner, Used.one(source.bytes().size()));
      if (!blobs.hold(handle, Blobs.Id.of(source)) || !ObjectRows.insert(handle, object)) {
        throw Problem.notFound("object");
      }
    });
    return object;
  }

  /// Results of jobs.
  public JobResults results() {
    return results;
  }

  /// Results whose bytes are stored already.
  public Repeats repeats() {
    return repeats;
  }

  private void insertWithBytes(StoredObject object, Staged staged, Companion companion) {
    Blobs.Coming coming = blobs.bring(object.place(), staged, object.declared().mediaType());
    jdbi.useTransaction(handle -> {
      usage.take(handle, object.owner(), Used.one(staged.size()));
      blobs.keep(handle, coming);
      if (!ObjectRows.insert(handle, object)) {
        throw JobResults.taken(object.key());
      }
      companion.write(handle, object);
    });
  }

  /// @return empty when there is no such object, it is somebody else's, or the key is none
  public Optional<StoredObject> find(OwnerId owner, String key) {
    return ObjectKey.find(key)
        .flatMap(valid -> jdbi.withHandle(handle -> ObjectRows.find(handle, valid)))
        .filter(object -> object.owner().equals(owner));
  }

  /// @throws Problem NOT_FOUND when there is no such object or it is somebody else's
  public StoredObject get(OwnerId owner, String key) {
    return find(owner, key).orElseThrow(() -> Problem.notFound("object"));
  }

  /// Whosever it is, in whatever state.
  Optional<StoredObject> findAny(ObjectKey key) {
    return jdbi.withHandle(handle -> ObjectRows.find(handle, key));
  }

  /// The object of a signed link, whoever holds it.
  Optional<StoredObject> findConfirmed(ObjectKey key) {
    return jdbi.withHandle(handle -> ObjectRows.find(handle, key))
        .filter(object -> object.state() == State.CONFIRMED);
  }

  /// Accepts an object as what its bytes were found to be. Accepting the same bytes twice is the
  /// same as once.
  ///
  /// @param seen as it was when the bytes were looked at: if others have come since, it fails
  /// @throws Problem CONFLICT when it was replaced meanwhile; NOT_FOUND when it was deleted;
  ///   STORAGE_QUOTA_EXCEEDED when the owner has no room for it
  public StoredObject confirm(StoredObject seen, Picture picture) {
    return jdbi.inTransaction(handle -> confirm(handle, seen, picture));
  }

  /// The same within a transaction of the caller's.
  public StoredObject confirm(Handle handle, StoredObject seen, Picture picture) {
    String sha256 = seen.bytes().sha256();
    Usage.lock(handle, seen.owner());
    boolean isFirst = ObjectRows.setConfirmed(handle, new JobResults.Accepted(seen, picture));
    if (isFirst) {
      usage.take(handle, seen.owner(), Used.one(seen.bytes().size()));
    }
    StoredObject now =
        ObjectRows.find(handle, seen.key()).orElseThrow(() -> Problem.notFound("object"));
    boolean isSame = now.state() == State.CONFIRMED && now.bytes().sha256().equals(sha256);
    if (!isFirst && !isSame) {
      throw Problem.of(
          Problem.Kind.CONFLICT, "The upload was replaced while it was looked at; confirm again.");
    }
    return now;
  }

  /// The bytes; the caller closes them.
  public InputStream open(StoredObject object) {
    return blobs.open(object);
  }

  /// All bytes at once, for small objects.
  public byte[] read(StoredObject object) {
    return blobs.read(object);
  }

  /// The bytes as a file to read; close it afterwards.
  public LocalFile local(StoredObject object) {
    return blobs.local(object);
  }

  /// @return false when there was no such object of this owner
  public boolean delete(OwnerId owner, ObjectKey key) {
    return jdbi.inTransaction(handle -> delete(handle, owner, key));
  }

  /// The same within a transaction of the caller's.
  public boolean delete(Handle handle, OwnerId owner, ObjectKey key) {
    return left(handle, owner, () -> ObjectRows.delete(handle, owner, key)) > 0;
  }

  /// Deletes those of an owner's objects that have one of these keys, within a transaction of the
  /// caller's.
  ///
  /// @return how many there were
  public int delete(Handle handle, OwnerId owner, List<ObjectKey> keys) {
    return left(handle, owner, () -> ObjectRows.delete(handle, owner, keys));
  }

  /// Deletes all results of a job, of every attempt.
  public int deleteResults(OwnerId owner, UUID job) {
    return jdbi.inTransaction(handle -> deleteResults(handle, owner, job));
  }

  /// The same within a transaction of the caller's.
  ///
  /// @return how many there were
  public int deleteResults(Handle handle, OwnerId owner, UUID job) {
    String results = ObjectKeys.resultsOf(owner, job);
    return left(handle, owner, () -> ObjectRows.deleteBelow(handle, owner, results));
  }

  /// Deletes everything that an owner has, a batch at a time, so that it may be repeated after a
  /// crash in the middle. The bytes follow within two hours, also when the store is away now.
  ///
  /// @return how many objects there were
  public long deleteAll(OwnerId owner) {
    long all = 0;
    int some;
    do {
      some =
          jdbi.inTransaction(
              handle -> left(handle, owner, () -> ObjectRows.deleteSome(handle, owner, BATCH)));
      all += some;
    } while (some == BATCH);
    return all;
  }

  /// Deletes objects that nobody has used since a time.
  ///
  /// @return how many of them that were
  int deleteUnused(OwnerId owner, List<ObjectKey> keys, Instant before) {
    return jdbi.inTransaction(
        handle -> left(handle, owner, () -> ObjectRows.deleteUnused(handle, owner, keys, before)));
  }

  /// Deletes, uncounts, and notes what is to follow in the stores.
  private int left(Handle handle, OwnerId owner, Supplier<List<StoredObject>> deletion) {
    Usage.lock(handle, owner);
    List<StoredObject> deleted = deletion.get();
    Usage.give(handle, owner, deleted);
    blobs.left(handle, deleted);
    discards.add(handle, deleted);
    return deleted.size();
  }

  /// Deletes some objects that were never confirmed and have expired.
  int deleteExpired(int most) {
    return jdbi.inTransaction(handle -> {
      List<StoredObject> deleted = ObjectRows.deleteExpired(handle, clock.instant(), most);
      blobs.left(handle, deleted);
      discards.add(handle, deleted);
      return deleted.size();
    });
  }

  /// Notes that a job will need an object, so that retention counts from now.
  ///
  /// @return false when it is not there any more
  public boolean use(OwnerId owner, ObjectKey key) {
    return jdbi.withHandle(handle -> ObjectRows.touch(handle, owner, key, now()));
  }

  /// What an owner has, and may have.
  public record Standing(Used used, Allowances.Allowance allowance) {}

  public Standing standing(OwnerId owner) {
    return jdbi.withHandle(
        handle -> new Standing(Usage.of(handle, owner), usage.allowance(handle, owner)));
  }

  /// Whether there is room for objects to come, of which only the number is known. What is kept
  /// meanwhile is not counted, so their owner may still have none when they come.
  ///
  /// @return STORAGE_QUOTA_EXCEEDED when there is none as things are now
  public Optional<Problem> faultOfMore(OwnerId owner, int files) {
    var least = new Used(files, files);
    return jdbi.withHandle(handle -> usage.faultOf(handle, owner, least));
  }

  /// An owner's confirmed objects in the order of their keys.
  ///
  /// @param after keys greater than this one; empty to begin
  public List<StoredObject> list(OwnerId owner, String after, int most) {
    return jdbi.withHandle(handle -> ObjectRows.list(handle, owner, after, most));
  }

  /// The object behind a content, whoever has it; one of the wanted owner's if there is.
  Optional<StoredObject> findContent(Blobs.Id id, OwnerId wanted) {
    return jdbi.withHandle(handle -> ObjectRows.findContent(handle, id, wanted));
  }

  /// The database keeps microseconds; what is returned must equal what is read later.
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  /// A name to show: the last part of a path, without control characters, not too long.
  private static Declared tidy(Declared declared) {
    String name = declared.filename();
    name = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    name = name.replaceAll("\\p{Cntrl}", "").strip();
    name = name.length() > MOST_FILENAME ? name.substring(0, MOST_FILENAME) : name;
    return new Declared(
        name.isEmpty() ? "picture" : name,
        declared.mediaType(),
        declared.size(),
        declared.isExact());
  }
}
