package dev.pictor.jobs;

import dev.pictor.platform.Json;
import dev.pictor.platform.Problem;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An attempt that runs on this node: what its handler sees, and where it is asked to stop.
final class Running implements JobContext {
  /// Four changes a second, the first not before a quarter of one: what is done by then says no
  /// more than that.
  static final long PROGRESS_PAUSE_NANOS = 250_000_000L;

  private final Claimed claimed;
  private final Moves moves;
  private final Timers timers;
  private final Flights flights;

  private @Nullable Thread thread;
  private @Nullable Stop stop;
  private boolean ended;
  private boolean settling;

  private int percent;
  private JobPhase phase = JobPhase.FETCHING_INPUTS;
  private boolean progressWaits;
  private long lastProgressNanos = System.nanoTime();
  private volatile Optional<String> providerHandle;
  private volatile @Nullable String flight;

  Running(Claimed claimed, Node node) {
    this.claimed = claimed;
    this.moves = node.moves();
    this.timers = node.timers();
    this.flights = node.flights();
    this.flight = claimed.waitedFor();
    this.providerHandle = Optional.ofNullable(claimed.job().end().providerHandle());
  }

  Claimed claimed() {
    return claimed;
  }

  JobId id() {
    return claimed.job().id();
  }

  /// The handler begins on this thread.
  synchronized void begin() {
    thread = Thread.currentThread();
    if (stop != null) {
      thread.interrupt();
    }
  }

  /// The handler is through; from now on its thread is not interrupted, and a late interrupt is
  /// swallowed here.
  synchronized void end() {
    ended = true;
    thread = null;
    Thread.interrupted();
  }

  /// Asks to stop. The first reason counts, but for a lost lease, after which nothing matters.
  synchronized void stop(Stop reason) {
    if (stop == null || reason == Stop.LOST) {
      stop = reason;
      if (thread != null) {
        thread.interrupt();
      }
    }
  }

  synchronized @Nullable Stop stopReason() {
    return stop;
  }

  synchronized boolean hasEnded() {
    return ended;
  }

  /// Who may write how it ended: the attempt's thread, or, when its handler does not heed the
  /// interrupt, somebody in its place. True for the first only.
  synchronized boolean claimSettling() {
    boolean first = !settling;
    settling = true;
    return first;
  }

  @Override
  public Job job() {
    return claimed.job();
  }

  @Override
  public <T> T args(Class<T> type) {
    return Json.MAPPER.convertValue(claimed.job().request().args(), type);
  }

  @Override
  public int attempt() {
    return claimed.job().status().attempt();
  }

  @Override
  public synchronized void progress(int newPercent, JobPhase newPhase) {
    if (newPercent < 0 || newPercent > 100) {
      throw new IllegalArgumentException("percent is not within 0..100: " + newPercent);
    }
    if (newPercent <= percent && newPhase == phase) {
      return;
    }
    percent = Math.max(percent, newPercent);
    phase = newPhase;
    if (!progressWaits) {
      progressWaits = true;
      long sinceLast = System.nanoTime() - lastProgressNanos;
      if (sinceLast >= PROGRESS_PAUSE_NANOS) {
        sendProgress();
      } else {
        timers.after(PROGRESS_PAUSE_NANOS - sinceLast, this::sendProgress);
      }
    }
  }

  private synchronized void sendProgress() {
    progressWaits = false;
    lastProgressNanos = System.nanoTime();
    if (!ended) {
      // Not waited for: a progress that is lost is followed by another one.
      var _ = moves.start(new Move.Progress(id(), attempt(), percent, phase));
    }
  }

  @Override
  public void keepProviderHandle(String provider, String handle) throws InterruptedException {
    Optional<Moves.Moved> moved;
    try {
      moved = moves.make(new Move.HandedOver(id(), attempt(), provider, handle));
    } catch (RuntimeException e) {
      throw Problem.because(
          Problem.Kind.UNAVAILABLE, "The database does not answer; try again soon.", e);
    }
    if (moved.isEmpty()) {
      stop(Stop.LOST);
      throw new InterruptedException("the lease is lost");
    }
    providerHandle = Optional.of(handle);
  }

  @Override
  public Optional<String> providerHandle() {
    return providerHandle;
  }

  @Override
  public synchronized boolean isUnwanted() {
    return stop == Stop.CANCEL || stop == Stop.DEADLINE;
  }

  @Override
  public boolean lead(String wanted) {
    // Remembered before: whatever comes of it, those who wait for it are looked after in the end.
    flight = wanted;
    return flights.lead(wanted, id(), attempt());
  }

  /// The flight that this attempt leads, or wanted to, or stood aside for; null for none.
  @Nullable String flight() {
    return flight;
  }

  @Override
  public boolean isCancelled() {
    return stopReason() != null;
  }

  @Override
  public Instant deadline() {
    return claimed.deadline();
  }
}
