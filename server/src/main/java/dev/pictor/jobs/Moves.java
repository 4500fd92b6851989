package dev.pictor.jobs;

import dev.pictor.jobs.internal.commit.GroupCommitter;
import dev.pictor.jobs.internal.commit.Ticket;
import dev.pictor.platform.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// Writes what running jobs become, many in one transaction. Every row names the attempt and the
/// worker that may write it, so what comes from a worker that lost its lease changes nothing.
final class Moves implements AutoCloseable {
  private static final int MOST_IN_ONE_COMMIT = 256;

  /// A cancel that was asked for wins over however the attempt ended, but for the end that is
  /// already stored. A job that is handed back gets its turn at the queue's clock: it waited once.
  /// One that stands aside gets its turn when its flight is over, see {@link Flights}.
  private static final String MOVE =
      """
      with m as (
        select * from unnest(:ids::uuid[], :attempts::int[], :states::text[], :phases::text[],
          :progress::int[], :results::text[], :errors::text[], :delays::float8[],
          :providers::text[], :handles::text[], :flights::text[])
        as m(id, attempt, state, phase, progress, result, error, delay, provider, handle,
          flight)),
      moved as (
        update job j set
          state = case when j.cancel_requested and m.state <> 'running' then 'cancelled'
            else m.state end,
          delayed = (m.delay > 0 or m.flight is not null) and not j.cancel_requested,
          waits_for = case when not j.cancel_requested then m.flight end,
          phase = case when m.state <> 'pending' then coalesce(m.phase, j.phase) end,
          progress = greatest(j.progress, m.progress),
          seq = j.seq + 1,
          result = case when j.cancel_requested then null else m.result::jsonb end,
          error = case when j.cancel_requested then null else m.error::jsonb end,
          tries = case when m.state = 'pending' and m.delay < 0 then j.tries - 1 else j.tries end,
          run_at = case when m.delay >= 0 then now() + make_interval(secs => m.delay)
            else j.run_at end,
          due_at = case when m.state <> 'pending' or j.cancel_requested then null
            when m.delay > 0 then now() + make_interval(secs => m.delay)
            when j.start_seconds > 0 then now() + make_interval(secs => j.start_seconds) end,
          worker = case when m.state = 'running' then j.worker end,
          lease_until = case when m.state = 'running' then j.lease_until end,
          provider = coalesce(m.provider, j.provider),
          provider_handle = coalesce(m.handle, j.provider_handle),
          submitted_at = case when m.phase = 'queued_at_provider'
            then coalesce(j.submitted_at, now()) else j.submitted_at end,
          finished_at = case when m.state in ('running', 'pending') and not j.cancel_requested
            or m.state = 'running' then null else now() end,
          updated_at = now()
        from m
        where j.id = m.id and j.attempt = m.attempt and j.worker = :worker and j.state = 'running'
          and (m.state <> 'running' or m.provider is not null
            or m.progress > j.progress or m.phase is distinct from j.phase)
        returning j.*),
      events as (
        insert into job_event (job_id, seq, attempt, state, phase, progress, error)
        select id, seq, attempt, state, phase, progress, error from moved),
      turns as (
        insert into job_turn (queue, turn, owner)
        select j.queue, coalesce(q.clock, 0), j.owner
        from moved j left join job_queue q on q.name = j.queue
        where j.state = 'pending' and not j.delayed)
      select id, owner, queue, delayed, settles, seq, now() as at, state, phase, progress, attempt, result, error,
        provider, provider_handle
      from moved
      """;

  /// What a move came to.
  ///
  /// @param queue set when the job is ready to be claimed again
  /// @param settles whether the job has terms
  record Moved(JobEvent event, Optional<String> queue, boolean settles) {}

  private final Jdbi jdbi;
  private final String worker;
  private final TermsKeeper keeper;
  private final Consumer<List<Moved>> afterCommit;
  private final GroupCommitter<Move, Optional<Moved>> committer;

  Moves(Jdbi jdbi, String worker, TermsKeeper keeper, Consumer<List<Moved>> afterCommit) {
    this.jdbi = jdbi;
    this.worker = worker;
    this.keeper = keeper;
    this.afterCommit = afterCommit;
    this.committer = new GroupCommitter<>("jobs-moves", MOST_IN_ONE_COMMIT, this::write);
  }

  /// Makes the move.
  ///
  /// @return nothing when the lease is lost, or when a progress is none
  /// @throws RuntimeException what the move's hook threw, or the database; nothing has changed then
  Optional<Moved> make(Move move) {
    return committer.commit(move);
  }

  /// Starts a move without waiting for it.
  Ticket<Move, Optional<Moved>> start(Move move) {
    return committer.hand(move);
  }

  /// One move of a job at a time: a statement that meets a row twice changes it once, and nobody
  /// knows to what.
  private void write(List<Ticket<Move, Optional<Moved>>> batch) {
    List<Ticket<Move, Optional<Moved>>> left = batch;
    while (!left.isEmpty()) {
      var first = new LinkedHashMap<JobId, Ticket<Move, Optional<Moved>>>();
      var others = new ArrayList<Ticket<Move, Optional<Moved>>>();
      for (Ticket<Move, Optional<Moved>> ticket : left) {
        if (first.putIfAbsent(ticket.item().job(), ticket) != null) {
          others.add(ticket);
        }
      }
      store(List.copyOf(first.values()));
      left = others;
    }
  }

  /// All together; when that fails over one of them, each alone.
  private void store(List<Ticket<Move, Optional<Moved>>> tickets) {
    try {
      Map<JobId, Moved> moved = transaction(tickets.stream().map(Ticket::item).toList());
      afterCommit.accept(List.copyOf(moved.values()));
      tickets.forEach(each -> each.done(Optional.ofNullable(moved.get(each.item().job()))));
    } catch (RuntimeException e) {
      if (tickets.size() == 1 || Outage.is(e)) {
        tickets.forEach(each -> each.fail(e));
      } else {
        tickets.forEach(each -> store(List.of(each)));
      }
    }
  }

  private Map<JobId, Moved> transaction(List<Move> moves) {
    // Without hooks the statement is the transaction, which saves the round trip of a COMMIT.
    return moves.stream().anyMatch(this::needsTransaction)
        ? jdbi.inTransaction(handle -> runHooks(handle, moves, update(handle, moves)))
        : jdbi.withHandle(handle -> update(handle, moves));
  }

  /// A cancel that was asked for makes an end of a retry too, so only what stays running is none.
  private boolean needsTransaction(Move move) {
    return !move.hook().equals(TransactionHook.NONE)
        || (move.to() != JobState.RUNNING && !keeper.equals(TermsKeeper.NONE));
  }

  private Map<JobId, Moved> runHooks(Handle handle, List<Move> moves, Map<JobId, Moved> moved) {
    moves.stream()
        .filter(move -> hasSucceeded(moved.get(move.job())))
        // Hooks lock what is their owner's, so all transactions take the owners in one order.
        .sorted(Comparator.comparing(move -> ownerOf(moved, move)))
        .forEach(move -> move.hook().run(handle, move.job()));
    settle(keeper, handle, moved.values());
    return moved;
  }

  private static boolean hasSucceeded(@Nullable Moved moved) {
    return moved != null && moved.event().state() == JobState.SUCCEEDED;
  }

  private static UUID ownerOf(Map<JobId, Moved> moved, Move move) {
    return Objects.requireNonNull(moved.get(move.job())).event().owner().value();
  }

  /// Settles the terms of those that have ended.
  static void settle(TermsKeeper keeper, Handle handle, Collection<Moved> moved) {
    List<JobEvent> ends =
        moved.stream()
            .filter(each -> each.settles() && each.event().state().isFinal())
            .map(Moved::event)
            .toList();
    if (!ends.isEmpty()) {
      keeper.settle(handle, ends);
    }
  }

  private Map<JobId, Moved> update(Handle handle, List<Move> moves) {
    var moved = new HashMap<JobId, Moved>();
    handle
        .createQuery(MOVE)
        .bind("worker", worker)
        .bind("ids", Sql.array("uuid", moves, move -> move.job().value()))
        .bind("attempts", Sql.array("int4", moves, Move::attempt))
        .bind("states", Sql.array("text", moves, move -> move.to().word()))
        .bind("phases", Sql.array("text", moves, Moves::phase))
        .bind("progress", Sql.array("int4", moves, Move::toProgress))
        .bind("results", Sql.array("text", moves, Moves::result))
        .bind("errors", Sql.array("text", moves, Moves::error))
        .bind("delays", Sql.array("float8", moves, Move::delaySeconds))
        .bind("providers", Sql.array("text", moves, Moves::provider))
        .bind("handles", Sql.array("text", moves, Moves::handle))
        .bind("flights", Sql.array("text", moves, Moves::flight))
        .map((row, _) -> moved(row))
        .forEach(each -> moved.put(each.event().job(), each));
    return moved;
  }

  static Moved moved(ResultSet row) throws SQLException {
    JobEvent event = Events.event(row, new JobId(row.getObject("id", UUID.class)));
    boolean ready = event.state() == JobState.PENDING && !row.getBoolean("delayed");
    return new Moved(
        event,
        ready ? Optional.of(row.getString("queue")) : Optional.empty(),
        row.getBoolean("settles"));
  }

  private static @Nullable Object phase(Move move) {
    JobPhase phase = move.toPhase();
    return phase == null ? null : phase.word();
  }

  private static @Nullable Object result(Move move) {
    return move instanceof Move.Succeed succeed ? Json.write(succeed.result()) : null;
  }

  private static @Nullable Object error(Move move) {
    JobError error = move.error();
    return error == null ? null : Json.write(error);
  }

  private static @Nullable Object provider(Move move) {
    return move instanceof Move.HandedOver over ? over.provider() : null;
  }

  private static @Nullable Object handle(Move move) {
    return move instanceof Move.HandedOver over ? over.handle() : null;
  }

  private static @Nullable Object flight(Move move) {
    return move instanceof Move.StandAside aside ? aside.flight() : null;
  }

  boolean isClosed() {
    return committer.isClosed();
  }

  @Override
  public void close() {
    committer.close();
  }
}
