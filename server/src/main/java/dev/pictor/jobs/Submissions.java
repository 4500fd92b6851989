package dev.pictor.jobs;

import dev.pictor.jobs.internal.commit.GroupCommitter;
import dev.pictor.jobs.internal.commit.Ticket;
import dev.pictor.platform.Problem;
import dev.pictor.platform.Uuid7;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jdbi.v3.core.Jdbi;

/// Takes submissions from many callers and stores them in shared transactions.
final class Submissions implements AutoCloseable {
  /// Keeps a transaction, and so the wait of those behind it, short.
  private static final int MOST_IN_ONE_COMMIT = 128;

  private final Jdbi jdbi;
  private final JobSettings settings;
  private final TermsKeeper keeper;
  private final Uuid7 ids;
  private final Consumer<List<NewJob>> afterCommit;
  private final GroupCommitter<Submission, Submitted> committer;

  /// @param afterCommit told of new jobs once they are durable, before their callers are
  Submissions(
      Jdbi jdbi,
      JobSettings settings,
      TermsKeeper keeper,
      Uuid7 ids,
      Consumer<List<NewJob>> afterCommit) {
    this.jdbi = jdbi;
    this.settings = settings;
    this.keeper = keeper;
    this.ids = ids;
    this.afterCommit = afterCommit;
    this.committer = new GroupCommitter<>("jobs-submit", MOST_IN_ONE_COMMIT, this::write);
  }

  Submitted submit(Submission submission) {
    return committer.commit(submission);
  }

  private void write(List<Ticket<Submission, Submitted>> batch) {
    List<Ticket<Submission, Submitted>> left = batch;
    while (!left.isEmpty()) {
      left = writeRound(left);
    }
  }

  /// Of those with the same key one goes first; the others get its job, or, when it was refused,
  /// another round.
  private List<Ticket<Submission, Submitted>> writeRound(
      List<Ticket<Submission, Submitted>> round) {
    var leaders = new LinkedHashMap<Object, NewJob>();
    for (Ticket<Submission, Submitted> ticket : round) {
      Object sameFate = sameFate(ticket);
      NewJob leader = leaders.get(sameFate);
      if (leader == null) {
        leaders.put(sameFate, new NewJob(ticket, newId(), settings.limits()));
      } else {
        leader.followers.add(ticket);
      }
    }
    List<NewJob> jobs = List.copyOf(leaders.values());
    // Apart, as they lock in another order: what is done locks what its hook touches, what is to do
    // locks wallets before.
    store(jobs.stream().filter(NewJob::isDone).toList());
    store(jobs.stream().filter(job -> !job.isDone()).toList());
    jobs.forEach(Submissions::settle);
    var left = new ArrayList<Ticket<Submission, Submitted>>();
    jobs.forEach(leader -> settleFollowers(leader, left));
    return left;
  }

  private record Fate(OwnerId owner, String key) {}

  private static Object sameFate(Ticket<Submission, Submitted> ticket) {
    Submission.IdempotencyKey key = ticket.item().options().idempotency();
    return key == null ? ticket : new Fate(ticket.item().owner(), key.text());
  }

  private JobId newId() {
    return new JobId(ids.next());
  }

  /// First all together without savepoints; when a hook throws, once more with them; when the
  /// statement itself fails, for instance over text that cannot be stored, each alone.
  private void store(List<NewJob> jobs) {
    if (jobs.isEmpty()) {
      return;
    }
    try {
      transaction(jobs, false);
    } catch (RuntimeException first) {
      if (jobs.size() == 1 || Outage.is(first)) {
        jobs.forEach(job -> refuse(job, first));
        return;
      }
      try {
        transaction(jobs, true);
      } catch (RuntimeException _) {
        jobs.forEach(job -> store(List.of(job)));
        return;
      }
    }
    if (jobs.size() > 1 || jobs.getFirst().stored != null) {
      afterCommit.accept(
          jobs.stream().filter(job -> job.stored != null && !job.stored.replayed()).toList());
    }
  }

  private void transaction(List<NewJob> jobs, boolean guarded) {
    jdbi.useTransaction(handle ->
        new SubmitBatch(handle, settings.maxQueuedPerUser(), keeper, jobs).store(guarded));
  }

  private static void refuse(NewJob job, RuntimeException cause) {
    job.stored = null;
    job.refusal = Outage.explain(cause);
  }

  private static void settle(NewJob job) {
    if (job.stored != null) {
      job.ticket.done(job.stored);
    } else {
      job.ticket.fail(Objects.requireNonNull(job.refusal));
    }
  }

  private static void settleFollowers(NewJob leader, List<Ticket<Submission, Submitted>> left) {
    for (Ticket<Submission, Submitted> follower : leader.followers) {
      Submission.IdempotencyKey key = follower.item().options().idempotency();
      if (leader.stored == null || key == null) {
        left.add(follower);
      } else if (key.bodyDigest().equals(leader.keyDigest())) {
        follower.done(new Submitted(leader.stored.job(), true));
      } else {
        follower.fail(conflict());
      }
    }
  }

  private static Problem conflict() {
    return SubmitBatch.conflict();
  }

  @Override
  public void close() {
    committer.close();
  }
}
