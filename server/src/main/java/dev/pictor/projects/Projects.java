package dev.pictor.projects;

import dev.pictor.identity.Principal;
import dev.pictor.images.ImageJobs;
import dev.pictor.images.Operation;
import dev.pictor.images.Uploads;
import dev.pictor.platform.Problem;
import dev.pictor.platform.Problem.FieldError;
import dev.pictor.platform.Uuid7;
import dev.pictor.storage.Objects;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// Projects of users. Two who change one at the same time do not overwrite each other unseen: who
/// names the version that they have seen is told when it is not the last one.
public final class Projects {
  private final Jdbi jdbi;
  private final ImageJobs jobs;
  private final AssetObjects files;
  private final InstantSource clock;
  private final Uuid7 ids;

  Projects(Jdbi jdbi, ImageJobs jobs, Objects objects, Uploads uploads, InstantSource clock) {
    this.jdbi = jdbi;
    this.jobs = jobs;
    this.files = new AssetObjects(objects, uploads);
    this.clock = clock;
    this.ids = new Uuid7(clock);
  }

  /// @throws Problem INVALID_REQUEST with everything that is wrong
  public Project create(Principal caller, ProjectChange wanted) {
    var faults = new ArrayList<FieldError>();
    Design design = Design.begun(wanted, faults);
    check(design, faults);
    Instant now = now();
    var project = new Project(ids.next(), owner(caller), 1, design, now, now);
    jdbi.useHandle(handle -> ProjectRows.insert(handle, project));
    return project;
  }

  private void check(Design design, List<FieldError> faults) {
    if (faults.isEmpty()) {
      faults.addAll(jobs.faults(Operation.THUMBNAIL, design.params()));
    }
    if (!faults.isEmpty()) {
      throw Problem.invalid(faults);
    }
  }

  /// @throws Problem NOT_FOUND when there is no such project or it is somebody else's
  public Project get(Principal caller, String id) {
    return find(caller, id).orElseThrow(() -> Problem.notFound("project"));
  }

  Optional<Project> find(Principal caller, String id) {
    return Paging.uuid(id)
        .flatMap(
            known -> jdbi.withHandle(handle -> ProjectRows.find(handle, owner(caller), known)));
  }

  /// @param limit 1 to 100
  /// @param cursor {@link Paging#next} of the part before; null for the first
  public Paging<Project> list(Principal caller, int limit, @Nullable String cursor) {
    UUID before = Paging.before(cursor);
    return Paging.of(
        jdbi.withHandle(handle -> ProjectRows.list(handle, owner(caller), limit + 1, before)),
        limit,
        Project::id);
  }

  /// Changes some fields; a change that changes nothing makes no new version.
  ///
  /// @param seen the version that the caller has seen; null to change whatever is there
  /// @throws Problem VERSION_MISMATCH when there is another version by now
  public Project change(Principal caller, String id, ProjectChange wanted, @Nullable Integer seen) {
    while (true) {
      Project now = get(caller, id);
      checkVersion(now, seen);
      var faults = new ArrayList<FieldError>();
      Design design = now.design().with(wanted, faults);
      check(design, faults);
      if (design.equals(now.design())) {
        return now;
      }
      var next =
          new Project(now.id(), now.owner(), now.version() + 1, design, now.createdAt(), now());
      if (jdbi.withHandle(handle -> ProjectRows.replace(handle, next))) {
        return next;
      }
      // Somebody else was first: with a version that is a conflict, without one it is done again.
    }
  }

  private static void checkVersion(Project now, @Nullable Integer seen) {
    if (seen != null && seen != now.version()) {
      throw Problem.of(
          Problem.Kind.VERSION_MISMATCH,
          "The project is at version "
              + now.version()
              + " and you have seen "
              + seen
              + "; get it again, look, and repeat your change.");
    }
  }

  /// Removes a project with its pictures; jobs that are not finished are cancelled, finished ones
  /// stay in the list of jobs.
  ///
  /// @param seen as for a change
  public void delete(Principal caller, String id, @Nullable Integer seen) {
    Project project = get(caller, id);
    checkVersion(project, seen);
    jobs.cancelOfProject(caller, id);
    boolean gone = jdbi.inTransaction(handle -> delete(handle, caller, project, seen));
    if (!gone) {
      checkVersion(get(caller, id), seen);
      throw Problem.notFound("project");
    }
    // One that was submitted between the first look and the deletion.
    jobs.cancelOfProject(caller, id);
  }

  private boolean delete(Handle handle, Principal caller, Project project, @Nullable Integer seen) {
    List<Asset> assets = AssetRows.ofProject(handle, project.id());
    if (!ProjectRows.delete(handle, project.owner(), project.id(), seen)) {
      return false;
    }
    assets.forEach(asset -> files.delete(handle, caller, asset.objectKey()));
    return true;
  }

  static UUID owner(Principal caller) {
    return caller.userId().value();
  }

  /// The database keeps microseconds; what is returned must equal what is read later.
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
