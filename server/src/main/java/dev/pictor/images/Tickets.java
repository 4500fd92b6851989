package dev.pictor.images;

import dev.pictor.identity.Principal;
import dev.pictor.identity.UserId;
import dev.pictor.platform.Erasable;
import dev.pictor.platform.Problem;
import dev.pictor.platform.Problem.FieldError;
import dev.pictor.platform.Uuid7;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Tickets: asked for before a job, good for one, and kept in the database, so that a restart loses
/// none. One that was made with an API key cannot be used with another key.
public final class Tickets {
  /// How long an unused ticket can be used.
  public static final Duration LIFE = Duration.ofHours(1);

  private static final String COLUMNS = "id, owner, holder, created_at, expires_at, job_id";

  private final Jdbi jdbi;
  private final InstantSource clock;
  private final Uuid7 ids;

  public Tickets(Jdbi jdbi, InstantSource clock) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.ids = new Uuid7(clock);
  }

  /// How a user's tickets are forgotten.
  public Erasable erasure() {
    return new TicketErasure(jdbi);
  }

  /// Makes one.
  public Ticket open(Principal caller) {
    // The database keeps microseconds; what is returned must equal what is read later.
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    var ticket =
        new Ticket(
            ids.next().toString(),
            caller.userId(),
            Ticket.holderOf(caller),
            now,
            now.plus(LIFE),
            null);
    jdbi.useHandle(handle ->
        handle
            .createUpdate(
                """
                insert into images_ticket (id, owner, holder, created_at, expires_at)
                values (:id, :owner, :holder, :created, :end)
                """)
            .bind("id", ticket.id())
            .bind("owner", ticket.owner().value())
            .bind("holder", ticket.holder())
            .bind("created", Timestamp.from(ticket.createdAt()))
            .bind("end", Timestamp.from(ticket.expiresAt()))
            .execute());
    return ticket;
  }

  /// @throws Problem NOT_FOUND when there is none, it is somebody else's or another key's, or it
  ///   has expired unused
  public Ticket get(Principal caller, String id) {
    Ticket ticket =
        uuid(id)
            .flatMap(this::find)
            .filter(found -> found.isOf(caller))
            .orElseThrow(() -> Problem.notFound("init_id; initiate a process first"));
    if (!ticket.isUsed() && !clock.instant().isBefore(ticket.expiresAt())) {
      throw expired();
    }
    return ticket;
  }

  private Optional<Ticket> find(UUID id) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery("select " + COLUMNS + " from images_ticket where id = :id")
            .bind("id", id)
            .map((row, _) -> read(row))
            .findOne());
  }

  /// Submits the one job of a ticket. Ticket and job commit together, so of two that come at once
  /// one is refused, and a job that is refused leaves its ticket as it was.
  ///
  /// @throws Problem CONFLICT when it was used already; NOT_FOUND as for [#get]; whatever
  ///   [ImageJobs#submit] has against the job
  public ImageJob submit(
      ImageJobs jobs, Principal caller, String id, JobForm form, List<FieldError> found)
      throws InterruptedException {
    Ticket ticket = get(caller, id);
    if (ticket.isUsed()) {
      throw used();
    }
    return jobs.submit(
            caller, form, found, (transaction, job) -> use(transaction, ticket, job.value()))
        .job();
  }

  void use(Handle transaction, Ticket ticket, UUID job) {
    int changed =
        transaction
            .createUpdate(
                """
                update images_ticket set job_id = :job
                where id = :id and job_id is null and expires_at > :now
                """)
            .bind("job", job)
            .bind("id", ticket.id())
            .bind("now", Timestamp.from(clock.instant()))
            .execute();
    if (changed == 0) {
      throw clock.instant().isBefore(ticket.expiresAt()) ? used() : expired();
    }
  }

  private static Problem used() {
    return Problem.of(
        Problem.Kind.CONFLICT,
        "This init_id was used already and is good for one job; initiate another process.");
  }

  private static Problem expired() {
    return Problem.of(
        Problem.Kind.NOT_FOUND,
        "This init_id has expired, it is good for an hour; initiate another process.");
  }

  private static Optional<UUID> uuid(String text) {
    try {
      return Optional.of(UUID.fromString(text.strip()));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static Ticket read(ResultSet row) throws SQLException {
    UUID job = row.getObject("job_id", UUID.class);
    return new Ticket(
        row.getString("id"),
        new UserId(row.getObject("owner", UUID.class)),
        row.getString("holder"),
        row.getTimestamp("created_at").toInstant(),
        row.getTimestamp("expires_at").toInstant(),
        job == null ? null : job.toString());
  }
}
