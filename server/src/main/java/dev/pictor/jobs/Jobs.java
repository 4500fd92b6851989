package dev.pictor.jobs;

import dev.pictor.platform.Duty;
import dev.pictor.platform.Erasable;
import dev.pictor.platform.Uuid7;
import dev.pictor.platform.sql.Database;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// The queue: submit, find, list, cancel, delete and follow jobs. One per process; thread-safe.
///
/// {@link Workers} run what is submitted here, on this node or another.
public final class Jobs implements AutoCloseable {
  /// Submitting, moving, claiming, beating and the duties each use one at most, but for reads.
  private static final int CONNECTIONS = 6;

  /// Plans are made once for tables that grow from nothing, so scans of the whole table are ruled
  /// out rather than estimated. A node that freezes inside a transaction must not keep its locks.
  private static final String SERVER_OPTIONS =
      "-c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off -c jit=off"
          + " -c plan_cache_mode=force_generic_plan"
          + " -c idle_in_transaction_session_timeout=15000";

  private final JobSettings settings;
  private final Jdbi jdbi;
  private final TermsKeeper keeper;
  private final JobRows rows;
  private final Node node;
  private final Submissions submissions;

  private Jobs(Database database, JobSettings settings, InstantSource clock, TermsKeeper keeper) {
    this.settings = settings;
    this.keeper = keeper;
    this.jdbi = database.reserve("pictor jobs", CONNECTIONS, SERVER_OPTIONS);
    this.rows = new JobRows(database.jdbi());
    this.node = new Node(database, jdbi, settings, keeper);
    this.submissions = new Submissions(jdbi, settings, keeper, new Uuid7(clock), this::submitted);
  }

  /// Joins the cluster. Takes no jobs: that is what {@link Workers} are for.
  ///
  /// @param clock only for the order of ids; all times are the database's
  public static Jobs open(Database database, JobSettings settings, InstantSource clock) {
    return open(database, settings, clock, TermsKeeper.NONE);
  }

  /// @param keeper agrees to the terms of submissions and settles them when the jobs end
  public static Jobs open(
      Database database, JobSettings settings, InstantSource clock, TermsKeeper keeper) {
    return new Jobs(database, settings, clock, keeper);
  }

  /// Stores a job with its first event and its place in the queue, durably, in one transaction.
  ///
  /// @throws dev.pictor.platform.Problem when the owner has too many waiting, the idempotency key
  ///   was used for something else, the terms or the hook are refused, or the database is away
  public Submitted submit(Submission submission) {
    return submissions.submit(submission);
  }

  private void submitted(List<NewJob> jobs) {
    node.tell(jobs.stream().map(job -> Events.created(NewJobColumns.storedJob(job))).toList());
    jobs.stream()
        .filter(NewJob::needsTurn)
        .map(job -> job.submission.request().queue())
        .distinct()
        .forEach(node::wake);
  }

  /// The job, unless it is somebody else's.
  public Optional<Job> find(JobId id, OwnerId owner) {
    return rows.find(id, owner);
  }

  /// The owner's jobs, newest first.
  ///
  /// @param limit 1 to 100
  /// @param cursor {@link JobPage#next} of the page before; null for the first page
  public JobPage list(OwnerId owner, JobFilter filter, int limit, @Nullable JobId cursor) {
    if (limit < 1 || limit > 100) {
      throw new IllegalArgumentException("limit is not within 1..100: " + limit);
    }
    return rows.list(owner, filter, limit, Optional.ofNullable(cursor));
  }

  /// The owner's jobs, newest first, from a place that is counted; pages by cursor are steadier
  /// while jobs come.
  ///
  /// @param limit 1 to 100
  /// @param skip how many to pass over, at least 0
  public List<Job> list(OwnerId owner, JobFilter filter, int limit, int skip) {
    if (limit < 1 || limit > 100 || skip < 0) {
      throw new IllegalArgumentException("not a part of a list: " + limit + " from " + skip);
    }
    return rows.list(owner, filter, limit, skip);
  }

  /// Those of some jobs that wait or run, whosever they are.
  public Set<JobId> unfinished(Collection<JobId> jobs) {
    return rows.unfinished(jobs);
  }

  /// How many jobs of the owner there are.
  public long count(OwnerId owner, JobFilter filter) {
    return rows.count(owner, filter);
  }

  /// What happened to a job after this event, in order; nothing when it is not known. Does not ask
  /// whose job it is: whoever passes the events on has done that.
  public List<JobEvent> eventsSince(JobId job, int seq) {
    return Events.since(jdbi, job, seq);
  }

  /// Stops a job. One that waits is cancelled when this returns; one that runs is interrupted, and
  /// ends cancelled however its handler takes it. A finished job stays as it is.
  ///
  /// @return the job afterwards; nothing when the owner has no such job
  public Optional<Job> cancel(JobId id, OwnerId owner) {
    Cancels.Result result = Cancels.cancel(jdbi, keeper, id, owner);
    result.event().ifPresent(event -> node.tell(List.of(event)));
    if (result.isRunning()) {
      node.stop(id);
    }
    return find(id, owner);
  }

  /// Removes a job with its events; one that is not finished is cancelled first.
  ///
  /// @return whether there was one
  public boolean delete(JobId id, OwnerId owner) {
    return delete(id, owner, TransactionHook.NONE);
  }

  /// The same with something that must go together with the job.
  ///
  /// @param together runs when there was one, in the transaction that removes it
  public boolean delete(JobId id, OwnerId owner, TransactionHook together) {
    if (cancel(id, owner).isEmpty()) {
      return false;
    }
    return Cancels.delete(jdbi, keeper, id, owner, together);
  }

  /// Where to hear of events.
  public JobFeed feed() {
    return node.feed();
  }

  /// How much waits and runs in the whole cluster.
  public JobCounts counts() {
    return rows.counts();
  }

  /// How fast a queue goes, and jobs of a kind in it.
  public Pace pace(String queue, String kind) {
    return rows.pace(queue, kind);
  }

  /// Forgets all jobs of a user.
  public Erasable erasure() {
    return new JobErasure(this);
  }

  /// Work in the background that every node does from time to time.
  public List<Duty> duties() {
    return duties(Forgetting.NOTHING);
  }

  /// @param forgetting told of the jobs that are too old to be kept
  public List<Duty> duties(Forgetting forgetting) {
    return List.of(
        new DueDuty(jdbi, node, keeper),
        new RescueDuty(jdbi, node, settings, keeper),
        new TurnAudit(jdbi, node),
        new FeedDuty(node.feed()),
        new FlightDuty(node.flights()),
        new RetentionDuty(jdbi, settings, forgetting));
  }

  public JobSettings settings() {
    return settings;
  }

  Node node() {
    return node;
  }

  /// Writes what is on its way, then leaves the cluster. Workers are closed before.
  @Override
  public void close() {
    submissions.close();
    node.close();
  }
}
