package dev.pictor.jobs;

import dev.pictor.platform.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Stores new jobs inside one transaction: idempotency keys, turns, terms, rows with events, hooks.
final class SubmitBatch {
  /// A full queue empties at the pace of the work; nobody knows it better than this.
  private static final Duration QUEUE_FULL_WAIT = Duration.ofSeconds(10);

  private final Handle handle;
  private final int mostWaiting;
  private final TermsKeeper keeper;
  private final List<NewJob> batch;

  /// @param mostWaiting pending jobs that an owner may have; -1 without limit
  SubmitBatch(Handle handle, int mostWaiting, TermsKeeper keeper, List<NewJob> batch) {
    this.handle = handle;
    this.mostWaiting = mostWaiting;
    this.keeper = keeper;
    this.batch = batch;
  }

  /// Decides every job of the batch.
  ///
  /// @param guarded hooks run behind savepoints, so that one that throws refuses only its own job;
  ///   otherwise it throws for the whole batch, which is cheaper while none does
  void store(boolean guarded) {
    batch.forEach(NewJob::reopen);
    keepKeys();
    takeTurns();
    refuseWhereFull();
    agree();
    findPlaces();
    insert();
    batch.stream()
        .filter(job -> job.stored != null && !job.stored.replayed())
        // Hooks lock what is their owner's, so all transactions take the owners in one order.
        .sorted(Comparator.comparing(SubmitBatch::owner))
        .forEach(job -> runHook(job, guarded));
    giveBackTurns();
  }

  private void keepKeys() {
    List<NewJob> keyed = batch.stream().filter(job -> job.key() != null).toList();
    if (keyed.isEmpty()) {
      return;
    }
    var kept =
        handle
            .createQuery(SubmitSql.KEEP_KEYS)
            .bind("owners", Sql.array("uuid", keyed, SubmitBatch::owner))
            .bind("keys", Sql.array("text", keyed, NewJob::keyText))
            .bind("digests", Sql.array("text", keyed, NewJob::keyDigest))
            .bind("ids", Sql.array("uuid", keyed, job -> job.id.value()))
            .mapTo(UUID.class)
            .set();
    replay(keyed.stream().filter(job -> !kept.contains(job.id.value())).toList());
  }

  private record Kept(String digest, UUID job) {}

  private void replay(List<NewJob> known) {
    if (known.isEmpty()) {
      return;
    }
    var found = new HashMap<String, Kept>();
    handle
        .createQuery(SubmitSql.FIND_KEYS)
        .bind("owners", Sql.array("uuid", known, SubmitBatch::owner))
        .bind("keys", Sql.array("text", known, NewJob::keyText))
        .map((row, _) ->
            found.put(
                row.getString("owner") + row.getString("key"),
                new Kept(row.getString("body_digest"), Sql.uuid(row, "job_id"))))
        .list();
    var jobs = new HashMap<UUID, Job>();
    JobRows.find(handle, found.values().stream().map(Kept::job).toList())
        .forEach(job -> jobs.put(job.id().value(), job));
    for (NewJob job : known) {
      decideReplay(job, found.get(job.submission.owner() + job.keyText()), jobs);
    }
  }

  private static void decideReplay(NewJob job, @Nullable Kept kept, Map<UUID, Job> jobs) {
    Job first = kept == null ? null : jobs.get(kept.job());
    if (kept == null || first == null) {
      job.refusal =
          Problem.of(Problem.Kind.CONFLICT, "The job of this Idempotency-Key was just deleted.");
    } else if (!kept.digest().equals(job.keyDigest())) {
      job.refusal = conflict();
    } else {
      job.stored = new Submitted(first, true);
    }
  }

  static Problem conflict() {
    return Problem.of(
        Problem.Kind.IDEMPOTENCY_CONFLICT,
        "This Idempotency-Key was used with another request; take a new key for a new request.");
  }

  private record Line(UUID owner, String queue) {}

  private void takeTurns() {
    var jobs = new LinkedHashMap<Line, List<NewJob>>();
    for (NewJob job : batch) {
      if (job.isOpen() && job.needsTurn()) {
        jobs.computeIfAbsent(line(job), _ -> new ArrayList<>()).add(job);
      }
    }
    if (jobs.isEmpty()) {
      return;
    }
    List<Line> lines = List.copyOf(jobs.keySet());
    handle
        .createQuery(SubmitSql.TAKE_TURNS)
        .bind("owners", Sql.array("uuid", lines, Line::owner))
        .bind("queues", Sql.array("text", lines, Line::queue))
        .bind("jobs", Sql.array("int4", lines, line -> sizeOf(jobs, line)))
        .map((row, _) -> {
          long turn = row.getLong("turn");
          var line = new Line(Sql.uuid(row, "owner"), row.getString("queue"));
          for (NewJob job : jobs.getOrDefault(line, List.of())) {
            job.turn = turn;
            turn += row.getInt("stride");
          }
          return line;
        })
        .list();
  }

  private static int sizeOf(Map<Line, List<NewJob>> jobs, Line line) {
    return jobs.getOrDefault(line, List.of()).size();
  }

  /// After the turns: whoever holds the lock of an owner's turns may take that of their wallet.
  private void agree() {
    List<NewJob> bound = batch.stream().filter(job -> job.isOpen() && job.terms() != null).toList();
    if (bound.isEmpty()) {
      return;
    }
    Map<JobId, Problem> refusals = keeper.agree(handle, bound.stream().map(NewJob::entry).toList());
    bound.forEach(job -> job.refusal = refusals.get(job.id));
    forgetKeys(bound);
  }

  /// Whoever has a full queue is refused before the terms, so that trying again and again leaves
  /// nothing in the books. Only the commit that fills the queue may agree to terms and take them
  /// back: who of it has a place is known when it is known whose terms are refused.
  private void refuseWhereFull() {
    List<NewJob> bound = batch.stream().filter(job -> job.isOpen() && !job.isDone()).toList();
    if (mostWaiting < 0 || bound.stream().allMatch(job -> job.terms() == null)) {
      return;
    }
    var full =
        handle
            .createQuery(SubmitSql.FULL)
            .bind("owners", Sql.array("uuid", bound, SubmitBatch::owner))
            .bind("most", mostWaiting)
            .mapTo(UUID.class)
            .set();
    List<NewJob> refused = bound.stream().filter(job -> full.contains(owner(job))).toList();
    refused.forEach(job -> job.refusal = queueFull());
    forgetKeys(refused);
  }

  private void findPlaces() {
    var places = new HashMap<OwnerId, Integer>();
    for (NewJob job : batch) {
      if (job.isOpen() && !job.isDone()) {
        job.place = places.merge(job.submission.owner(), 1, Integer::sum);
      }
    }
  }

  private void insert() {
    List<NewJob> fresh = batch.stream().filter(NewJob::isOpen).toList();
    if (fresh.isEmpty()) {
      return;
    }
    var created = new HashMap<UUID, Instant>();
    handle
        .createQuery(SubmitSql.INSERT)
        .bind("most", mostWaiting)
        .bindMap(NewJobColumns.of(fresh))
        .map((row, _) -> created.put(Sql.uuid(row, "id"), Sql.time(row, "created_at")))
        .list();
    for (NewJob job : fresh) {
      Instant at = created.get(job.id.value());
      if (at == null) {
        job.refusal = queueFull();
      } else {
        job.stored = new Submitted(NewJobColumns.asStored(job, at), false);
      }
    }
    forgetKeys(fresh);
    withdrawTerms(fresh.stream().filter(job -> job.refusal != null).toList());
  }

  private void withdrawTerms(List<NewJob> refused) {
    List<NewJob> bound = refused.stream().filter(job -> job.terms() != null).toList();
    if (!bound.isEmpty()) {
      keeper.withdraw(handle, bound.stream().map(NewJob::entry).toList());
    }
  }

  private Problem queueFull() {
    return Problem.later(
        Problem.Kind.QUEUE_FULL,
        mostWaiting == 0
            ? "This service takes no jobs now."
            : "You have "
                + mostWaiting
                + " jobs waiting, which is the limit; submit again when some are done.",
        QUEUE_FULL_WAIT);
  }

  /// The keys of those of them that were refused; a client may try again with the same key.
  private void forgetKeys(List<NewJob> jobs) {
    List<NewJob> refused =
        jobs.stream().filter(job -> job.refusal != null && job.key() != null).toList();
    if (!refused.isEmpty()) {
      handle
          .createUpdate(SubmitSql.FORGET_KEYS)
          .bind("owners", Sql.array("uuid", refused, SubmitBatch::owner))
          .bind("keys", Sql.array("text", refused, NewJob::keyText))
          .execute();
    }
  }

  private void runHook(NewJob job, boolean guarded) {
    TransactionHook hook = job.submission.hook();
    if (hook.equals(TransactionHook.NONE)) {
      return;
    }
    if (!guarded) {
      hook.run(handle, job.id);
      return;
    }
    handle.savepoint("hook");
    try {
      hook.run(handle, job.id);
      handle.releaseSavepoint("hook");
    } catch (RuntimeException e) {
      handle.rollbackToSavepoint("hook");
      withdraw(job, e);
    }
  }

  private void withdraw(NewJob job, RuntimeException cause) {
    job.stored = null;
    job.refusal = cause;
    withdrawTerms(List.of(job));
    handle
        .createUpdate(SubmitSql.WITHDRAW)
        .bind("id", job.id.value())
        .bind("queue", job.submission.request().queue())
        .bind("turn", job.turn)
        .bind("owner", job.submission.owner().value())
        .bind("key", job.keyText())
        .execute();
  }

  /// A refused job must not cost its owner a turn, or a client that tries again and again would
  /// push its own later jobs back.
  private void giveBackTurns() {
    var refused = new LinkedHashMap<Line, Integer>();
    for (NewJob job : batch) {
      if (job.refusal != null && job.turn >= 0) {
        refused.merge(line(job), 1, Integer::sum);
      }
    }
    if (refused.isEmpty()) {
      return;
    }
    List<Line> lines = List.copyOf(refused.keySet());
    handle
        .createUpdate(SubmitSql.GIVE_BACK_TURNS)
        .bind("owners", Sql.array("uuid", lines, Line::owner))
        .bind("queues", Sql.array("text", lines, Line::queue))
        .bind("jobs", Sql.array("int4", lines, refused::get))
        .execute();
  }

  private static Line line(NewJob job) {
    return new Line(owner(job), job.submission.request().queue());
  }

  private static UUID owner(NewJob job) {
    return job.submission.owner().value();
  }
}
