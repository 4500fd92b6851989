package dev.pictor.jobs;

import dev.pictor.platform.Problem;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.event.Level;

/// Runs one job once and writes how it ended.
final class Attempt {
  private static final Logger LOG = LoggerFactory.getLogger(Attempt.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  /// A success that its hook refuses becomes a failure, which has no hook; more is a fault of ours.
  private static final int MOST_REFUSALS = 3;

  private final Running running;
  private final JobHandler handler;
  private final Moves moves;
  private final RetryPolicy retryPolicy;

  Attempt(Running running, JobHandler handler, Moves moves, RetryPolicy retryPolicy) {
    this.running = running;
    this.handler = handler;
    this.moves = moves;
    this.retryPolicy = retryPolicy;
  }

  Running running() {
    return running;
  }

  void run() {
    try (var _ = MDC.putCloseable("job_id", running.id().toString());
        var _ = MDC.putCloseable("user_id", running.job().owner().toString())) {
      Optional<Move> move = runHandler();
      if (running.claimSettling()) {
        move.ifPresent(this::settle);
      }
    }
  }

  /// Ends the attempt in the place of a handler that does not heed its interrupt. What the handler
  /// returns one day is thrown away.
  ///
  /// @return whether there was anything to end
  boolean endInItsPlace() {
    if (running.hasEnded() || !running.claimSettling()) {
      return false;
    }
    LOG.atError()
        .addKeyValue("job_id", running.id())
        .addKeyValue("kind", running.job().kind())
        .addKeyValue("reason", running.stopReason())
        .log("a handler does not stop; the job is taken from it, its thread is lost");
    afterStop().ifPresent(this::settle);
    return true;
  }

  private Optional<Move> runHandler() {
    try {
      running.begin();
      Outcome outcome = handler.run(running);
      running.end();
      // Who was stopped and says so in a way of its own did not fail.
      boolean stopped = running.stopReason() != null && !(outcome instanceof Outcome.Succeeded);
      return stopped ? afterStop() : Optional.of(moveFor(outcome));
    } catch (Throwable thrown) { // The worker loop: whatever a handler throws ends its job only.
      running.end();
      return running.stopReason() == null ? Optional.of(moveFor(thrown)) : afterStop();
    }
  }

  /// The job's end when it was stopped from outside.
  private Optional<Move> afterStop() {
    Stop reason = running.stopReason();
    if (reason == null) {
      return Optional.empty();
    }
    return switch (reason) {
      case CANCEL -> Optional.of(new Move.Cancel(running.id(), running.attempt()));
      case SHUTDOWN -> Optional.of(new Move.HandBack(running.id(), running.attempt()));
      case DEADLINE -> Optional.of(retry(tookTooLong(), null));
      case LOST -> Optional.empty();
    };
  }

  private Problem tookTooLong() {
    return Problem.of(
        Problem.Kind.DEADLINE_EXCEEDED,
        "The work was not done within " + running.claimed().runSeconds() + " s.");
  }

  private Move moveFor(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Succeeded(var result, var hook) ->
          new Move.Succeed(running.id(), running.attempt(), result, hook);
      case Outcome.RetryLater(var problem, var delay) -> retry(problem, delay);
      case Outcome.StandAside(var flight) ->
          new Move.StandAside(running.id(), running.attempt(), flight);
      case Outcome.GaveUp(var problem) -> fail(problem);
      case Outcome.Cancelled _ -> new Move.Cancel(running.id(), running.attempt());
    };
  }

  private Move moveFor(Throwable thrown) {
    log(thrown);
    if (thrown instanceof Problem problem) {
      return problem.kind().retryable() ? retry(problem, null) : fail(problem);
    }
    if (thrown instanceof RuntimeException e && Outage.explain(e) instanceof Problem problem) {
      return problem.kind().retryable() ? retry(problem, null) : fail(problem);
    }
    return retry(
        Problem.because(
            Problem.Kind.INTERNAL, "Something went wrong here; it was not your request.", thrown),
        null);
  }

  /// What lies with the caller's picture needs no operator and no stack trace.
  private void log(Throwable thrown) {
    boolean callers = thrown instanceof Problem problem && problem.kind().status() < 500;
    var line =
        LOG.atLevel(callers ? Level.INFO : Level.WARN)
            .addKeyValue("kind", running.job().kind())
            .addKeyValue("attempt", running.attempt());
    if (callers) {
      line.addKeyValue("code", ((Problem) thrown).kind().code()).log("an attempt was refused");
    } else {
      line.setCause(thrown).log("an attempt failed");
    }
  }

  private Move retry(Problem problem, @Nullable Duration delay) {
    Claimed claimed = running.claimed();
    if (claimed.tries() >= claimed.maxAttempts()) {
      return fail(problem);
    }
    Duration wait = delay == null ? pauseAfter(problem, claimed.tries()) : delay;
    return new Move.Retry(running.id(), running.attempt(), JobError.of(problem), wait);
  }

  /// The policy's, or what the problem asks for when that is longer.
  private Duration pauseAfter(Problem problem, int tries) {
    Duration usual = retryPolicy.delayAfter(tries);
    Duration asked = problem.retryAfter();
    return asked != null && asked.compareTo(usual) > 0 ? asked : usual;
  }

  private Move fail(Problem problem) {
    return new Move.Fail(running.id(), running.attempt(), JobError.of(problem));
  }

  /// Writes the end. While the database is away it is kept and tried again: the work is done, and
  /// the fence tells whether it still counts.
  private void settle(Move end) {
    Move move = end;
    Duration pause = FIRST_PAUSE;
    for (int refusals = 0; refusals < MOST_REFUSALS; ) {
      try {
        if (moves.make(move).isEmpty()) {
          LOG.atInfo()
              .addKeyValue("attempt", running.attempt())
              .log("the lease is lost; another attempt has the job, this end is dropped");
        }
        return;
      } catch (RuntimeException e) {
        if (moves.isClosed()) {
          LOG.warn("stopped before the end could be written; the lease will run out", e);
          return;
        }
        if (!Outage.is(e)) {
          refusals++;
          move = withoutHook(move, e);
        }
        pause = sleep(pause);
      }
    }
    LOG.error("the end of the job could not be written; its lease will run out");
  }

  /// What to write when an end could not be: its hook threw, or its result cannot be stored.
  private Move withoutHook(Move move, RuntimeException cause) {
    if (move instanceof Move.Succeed) {
      return moveFor(cause);
    }
    LOG.error("an end cannot be written as it is", cause);
    return fail(Problem.of(Problem.Kind.INTERNAL, "The end of the job could not be stored."));
  }

  private static Duration sleep(Duration pause) {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException _) {
      // Nobody interrupts an ended attempt but the end of the process, which needs no courtesy.
    }
    Duration longer = pause.multipliedBy(2);
    return longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
  }
}
