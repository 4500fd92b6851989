package dev.pictor.jobs;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs the jobs of one queue on this node, so many at a time.
///
/// Jobs run on platform threads: a handler that computes would hold a carrier of virtual threads,
/// and as many such jobs as cores would stop every request of the process (`VirtualCarriersTest` of
/// the decision record measured it).
public final class Workers implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Workers.class);

  /// Words between nodes may be lost; nothing waits longer than this for a worker to look.
  private static final Duration POLL = Duration.ofSeconds(1);

  /// What a handler gets to end itself in after it was interrupted.
  private static final Duration LAST_WORDS = Duration.ofSeconds(5);

  private static final Duration OUTAGE_PAUSE = Duration.ofMillis(500);

  private final Node node;
  private final JobSettings settings;
  private final String queue;
  private final Map<String, JobHandler> handlers;
  private final int concurrency;
  private final Semaphore slots;
  private final Semaphore wake = new Semaphore(0);
  private final Set<Attempt> attempts = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads;
  private final Thread claimer;
  private final Runnable unsubscribe;
  private volatile boolean stopping;

  private Workers(
      Node node, JobSettings settings, String queue, Crew crew, Map<String, JobHandler> handlers) {
    this.node = node;
    this.settings = settings;
    this.queue = queue;
    this.handlers = Map.copyOf(handlers);
    this.concurrency = crew.size();
    this.slots = new Semaphore(concurrency);
    this.threads =
        new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            30,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            crew.isVirtual()
                ? Thread.ofVirtual().name("job-" + queue + "-", 0).factory()
                : Thread.ofPlatform().daemon().name("job-" + queue + "-", 0).factory());
    this.unsubscribe = node.whenReady(queue, wake::release);
    this.claimer =
        Thread.ofPlatform().daemon().name("jobs-claim-" + queue).unstarted(this::claimAlways);
  }

  /// Begins to take jobs.
  ///
  /// @param concurrency how many run at once, at least 1
  /// @param handlers by kind; jobs of other kinds are left to nodes that know them
  public static Workers start(
      Jobs jobs, String queue, int concurrency, Map<String, JobHandler> handlers) {
    return start(jobs, queue, new Crew(concurrency, false), handlers);
  }

  /// Who works.
  ///
  /// @param size how many jobs run at once, at least 1
  /// @param isVirtual whether on virtual threads: for handlers that wait and do not compute
  public record Crew(int size, boolean isVirtual) {
    public Crew {
      if (size < 1) {
        throw new IllegalArgumentException("concurrency is not at least 1: " + size);
      }
    }
  }

  /// The same with a crew of another kind.
  public static Workers start(
      Jobs jobs, String queue, Crew crew, Map<String, JobHandler> handlers) {
    var workers = new Workers(jobs.node(), jobs.settings(), queue, crew, handlers);
    workers.claimer.start();
    return workers;
  }

  /// How many jobs run now.
  public int running() {
    return attempts.size();
  }

  private void claimAlways() {
    try {
      while (!stopping) {
        claimSafely();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // Stopping: the thread ends.
    }
  }

  /// The top of a loop: a database that is away must not end it.
  private void claimSafely() throws InterruptedException {
    slots.acquire();
    int free = 1 + slots.drainPermits();
    Claimed.Harvest harvest;
    try {
      wake.drainPermits();
      harvest = node.claims().take(queue, free, handlers.keySet());
    } catch (RuntimeException e) {
      slots.release(free);
      LOG.warn("no jobs could be claimed; trying again soon: {}", e.getMessage());
      Thread.sleep(OUTAGE_PAUSE);
      return;
    }
    slots.release(free - harvest.jobs().size());
    start(harvest.jobs());
    if (harvest.turns() < free) {
      var _ = wake.tryAcquire(POLL.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void start(List<Claimed> jobs) {
    // Before they run: their next events come after this one.
    node.tell(jobs.stream().map(claimed -> Events.claimed(claimed.job())).toList());
    for (Claimed claimed : jobs) {
      var running = new Running(claimed, node);
      var handler = handlers.get(claimed.job().kind());
      if (handler == null) {
        throw new IllegalStateException("claimed an unknown kind: " + claimed.job().kind());
      }
      var attempt =
          new Attempt(running, handler, node.moves(), new RetryPolicy(settings.retryDelays()));
      attempts.add(attempt);
      node.leases().add(running);
      begin(attempt);
    }
  }

  /// Without a thread the job must not be held either: its lease runs out and it is rescued.
  private void begin(Attempt attempt) {
    try {
      threads.execute(() -> run(attempt));
    } catch (OutOfMemoryError e) {
      LOG.atError()
          .addKeyValue("job_id", attempt.running().id())
          .setCause(e)
          .log("no thread for a job; it will be rescued");
      finish(attempt);
    }
  }

  private void run(Attempt attempt) {
    int seconds = attempt.running().claimed().runSeconds();
    var deadline =
        seconds == 0
            ? null
            : node.timers()
                .after(TimeUnit.SECONDS.toNanos(seconds), () -> stop(attempt, Stop.DEADLINE));
    try {
      attempt.run();
    } finally {
      if (deadline != null) {
        deadline.run();
      }
      finish(attempt);
    }
  }

  /// Once for each attempt, by whoever ends it.
  private void finish(Attempt attempt) {
    if (attempts.remove(attempt)) {
      node.leases().remove(attempt.running());
      slots.release();
      String flight = attempt.running().flight();
      if (flight != null) {
        land(flight);
      }
    }
  }

  /// Whoever waits for what this attempt did is looked after at once; the duty comes a second
  /// later.
  private void land(String flight) {
    try {
      long _ = node.flights().land(flight);
    } catch (RuntimeException e) {
      LOG.warn("jobs that wait for a flight are woken by the duty: {}", e.getMessage());
    }
  }

  private void stop(Attempt attempt, Stop reason) {
    attempt.running().stop(reason);
    node.timers().after(LAST_WORDS.toNanos(), () -> endInItsPlace(attempt));
  }

  private void endInItsPlace(Attempt attempt) {
    if (!attempt.running().hasEnded()) {
      threads.execute(() -> {
        if (attempt.endInItsPlace()) {
          finish(attempt);
        }
      });
    }
  }

  /// Takes no more jobs, lets those that run go on for the grace of the settings, then interrupts
  /// them and hands them back; that does not count as an attempt.
  @Override
  public void close() {
    close(settings.shutdownGrace());
  }

  /// The same with another grace.
  public void close(Duration grace) {
    stopping = true;
    claimer.interrupt();
    unsubscribe.run();
    try {
      claimer.join();
      if (!slots.tryAcquire(concurrency, grace.toMillis(), TimeUnit.MILLISECONDS)) {
        attempts.forEach(attempt -> attempt.running().stop(Stop.SHUTDOWN));
        awaitHandBack();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // Leases of what still runs will run out.
    }
    threads.shutdownNow();
  }

  private void awaitHandBack() throws InterruptedException {
    long giveUp = System.nanoTime() + LAST_WORDS.toNanos();
    while (!attempts.isEmpty() && System.nanoTime() < giveUp) {
      Thread.sleep(10);
    }
    for (Attempt attempt : attempts) {
      if (attempt.endInItsPlace()) {
        finish(attempt);
      }
    }
  }
}
