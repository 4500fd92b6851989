package dev.pictor.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pictor.jobs.internal.commit.Ticket;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A submission on its way into the database, with the others that carry the same idempotency key
/// and share its fate.
final class NewJob {
  final Ticket<Submission, Submitted> ticket;
  final Submission submission;
  final JobId id;
  final JobLimits limits;
  final List<Ticket<Submission, Submitted>> followers = new ArrayList<>();

  /// The place in the owner's line; -1 when it took none.
  long turn = -1;

  /// How many pending jobs of the owner in this batch come before it, itself included.
  int place;

  /// What became of it; exactly one is set at the end.
  @Nullable Submitted stored;

  @Nullable RuntimeException refusal;

  NewJob(Ticket<Submission, Submitted> ticket, JobId id, JobLimits usual) {
    this.ticket = ticket;
    this.submission = ticket.item();
    this.id = id;
    JobLimits own = submission.options().limits();
    this.limits = own == null ? usual : own;
  }

  Submission.@Nullable IdempotencyKey key() {
    return submission.options().idempotency();
  }

  String keyText() {
    Submission.IdempotencyKey key = key();
    return key == null ? "" : key.text();
  }

  String keyDigest() {
    Submission.IdempotencyKey key = key();
    return key == null ? "" : key.bodyDigest();
  }

  boolean isDone() {
    return submission.options().result() != null;
  }

  /// Null for work to do.
  @Nullable JsonNode result() {
    Function<JobId, JsonNode> result = submission.options().result();
    return result == null ? null : result.apply(id);
  }

  boolean isDelayed() {
    return submission.options().delay().isPositive() && !isDone();
  }

  JobState state() {
    return isDone() ? JobState.SUCCEEDED : JobState.PENDING;
  }

  /// Ready now, so it needs a turn.
  boolean needsTurn() {
    return !isDone() && !isDelayed();
  }

  /// Work that was done already is nobody's to pay or to count again.
  @Nullable Terms terms() {
    return isDone() ? null : submission.options().terms();
  }

  boolean settles() {
    return terms() != null;
  }

  TermsKeeper.Entry entry() {
    return new TermsKeeper.Entry(
        id, submission.owner(), Objects.requireNonNull(terms(), "no terms"));
  }

  boolean isOpen() {
    return stored == null && refusal == null;
  }

  /// Forgets what an earlier try decided; its transaction was rolled back.
  void reopen() {
    stored = null;
    refusal = null;
    turn = -1;
  }
}
