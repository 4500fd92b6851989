package dev.pictor.storage;

import dev.pictor.platform.Problem;
import dev.pictor.platform.sql.Durability;
import dev.pictor.storage.StoredObject.Content;
import dev.pictor.storage.StoredObject.Declared;
import dev.pictor.storage.StoredObject.Picture;
import dev.pictor.storage.StoredObject.State;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Results of jobs. What is added expires within a day unless {@link #confirm} comes in the
/// transaction that finishes the job, so an attempt that was given up leaves nothing behind.
public final class JobResults {
  /// Longer than any job may run, retries included.
  static final Duration WAITS = Duration.ofDays(1);

  private final Jdbi jdbi;
  private final Blobs blobs;
  private final Usage usage;
  private final InstantSource clock;

  JobResults(Parts parts, InstantSource clock) {
    this.jdbi = parts.jdbi();
    this.blobs = parts.blobs();
    this.usage = parts.usage();
    this.clock = clock;
  }

  /// What a job has made.
  public record Made(ResultName name, Staged staged, String mediaType) {}

  /// A result as it was added, and what its bytes are.
  public record Accepted(StoredObject added, Picture picture) {}

  /// Adds one; see {@link #add(OwnerId, Place, List)}.
  public StoredObject add(OwnerId owner, Place place, Made result) {
    return add(owner, place, List.of(result)).getFirst();
  }

  /// Adds all of them or none. The transaction that finishes the job makes it durable: what a crash
  /// of the database takes before is made again with the job.
  ///
  /// @return in the same order
  /// @throws Problem CONFLICT when the attempt has such a result already
  public List<StoredObject> add(OwnerId owner, Place place, List<Made> results) {
    List<Blobs.Coming> coming =
        results.stream().map(each -> blobs.bring(place, each.staged(), each.mediaType())).toList();
    List<StoredObject> objects = results.stream().map(each -> waiting(owner, place, each)).toList();
    jdbi.useTransaction(handle -> {
      Durability.later(handle);
      blobs.keep(handle, coming);
      if (ObjectRows.insert(handle, objects) != objects.size()) {
        throw Problem.of(Problem.Kind.CONFLICT, "This attempt has such a result already.");
      }
    });
    return objects;
  }

  private StoredObject waiting(OwnerId owner, Place place, Made result) {
    Staged staged = result.staged();
    // The database keeps microseconds; what is returned must equal what is read later.
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    return new StoredObject(
        result.name().of(owner),
        place,
        owner,
        State.UPLOADED,
        new Declared(result.name().name(), result.mediaType(), staged.size()),
        new Content(staged.sha256(), staged.size()),
        null,
        now,
        now.plus(WAITS));
  }

  static Problem taken(ObjectKey key) {
    return Problem.of(Problem.Kind.CONFLICT, "There is an object " + key + " already.");
  }

  /// One that was added, whether its job has finished or not.
  public Optional<StoredObject> find(OwnerId owner, ResultName name) {
    return jdbi.withHandle(handle -> ObjectRows.find(handle, name.of(owner)))
        .filter(object -> object.owner().equals(owner));
  }

  /// Makes results of one owner stay, and counts them.
  ///
  /// @throws Problem NOT_FOUND when one is not waiting any more; STORAGE_QUOTA_EXCEEDED when the
  ///   owner has no room for them; the transaction is then to be given up
  public void confirm(Handle handle, OwnerId owner, List<Accepted> results) {
    long bytes = results.stream().mapToLong(each -> each.added().bytes().size()).sum();
    usage.take(handle, owner, new Allowances.Used(bytes, results.size()));
    if (ObjectRows.setConfirmed(handle, results) != results.size()) {
      throw Problem.notFound("object");
    }
  }
}
