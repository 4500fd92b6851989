package dev.pictor.compat.pictoora;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.pictor.identity.Principal;
import dev.pictor.images.ImageJob;
import dev.pictor.images.ImageJobs;
import dev.pictor.images.ImageResult;
import dev.pictor.images.Ticket;
import dev.pictor.images.Tickets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How far processes are. The database knows; what it said is remembered for a second while a job
/// moves, and for an hour once it is final.
final class StatusBoard {
  /// Clients ask every second or so; progress is written four times a second.
  private static final Duration WHILE_MOVING = Duration.ofSeconds(1);

  private final Tickets tickets;
  private final ImageJobs jobs;
  private final TtlCache<Seen> cache;

  StatusBoard(Tickets tickets, ImageJobs jobs, InstantSource clock) {
    this.tickets = tickets;
    this.jobs = jobs;
    this.cache = new TtlCache<>(clock, Ticker.systemTicker(), Seen::bytes);
  }

  /// A process as it was seen.
  ///
  /// @param status in this contract's words
  /// @param progress 0 to 100
  /// @param result the key of the page that was made; null until it is
  /// @param error why it failed; null when it did not
  record Seen(
      Ticket ticket,
      String status,
      int progress,
      boolean isFinal,
      @Nullable String result,
      @Nullable String error) {
    private static final long RECORD_BYTES = 200;

    private long bytes() {
      return RECORD_BYTES
          + TtlCache.textBytes(ticket.id())
          + (result == null ? 0 : TtlCache.textBytes(result))
          + (error == null ? 0 : TtlCache.textBytes(error));
    }
  }

  /// @throws dev.pictor.platform.Problem NOT_FOUND when there is no such process, it is somebody
  ///   else's, or its job was deleted
  Seen get(Principal caller, String initId) {
    Optional<Seen> known = cache.get(initId).filter(seen -> seen.ticket().isOf(caller));
    return known.orElseGet(() -> look(caller, initId));
  }

  /// The database's word, whatever is remembered.
  Seen look(Principal caller, String initId) {
    Ticket ticket = tickets.get(caller, initId);
    // An id has one form in the cache, however a caller writes it.
    cache.remove(ticket.id());
    String job = ticket.jobId();
    Seen seen =
        job == null
            ? new Seen(ticket, "pending", 0, false, null, null)
            : seen(ticket, jobs.get(caller, job));
    cache.put(ticket.id(), seen, seen.isFinal() ? TtlCache.USUAL : WHILE_MOVING);
    return seen;
  }

  private static Seen seen(Ticket ticket, ImageJob job) {
    String status = word(job.standing());
    ImageResult result = job.result();
    ImageJob.Fault fault = job.fault();
    boolean isFinal = job.moments().finishedAt() != null;
    return new Seen(
        ticket,
        status,
        job.standing().progress(),
        isFinal,
        result == null ? null : result.artifacts().getFirst().key(),
        fault == null || !status.equals("failed") ? null : fault.message());
  }

  /// What was asked to stop ends cancelled, however its last attempt ends: it is so from now on.
  private static String word(ImageJob.Standing standing) {
    return switch (standing.state()) {
      case "running" -> standing.isStopping() ? "cancelled" : "processing";
      case "succeeded" -> "completed";
      default -> standing.state();
    };
  }

  TtlCache.Counts counts() {
    return cache.counts();
  }

  /// What a caller may see of the cache: an admin all, others what is theirs.
  List<TtlCache.Listed<Seen>> entries(Principal caller) {
    return cache.entries().stream()
        .filter(entry -> caller.isAdmin() || entry.value().ticket().isOf(caller))
        .toList();
  }
}
