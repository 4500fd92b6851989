package dev.pictor.jobs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells who follows a job about its events as they happen, on this node or another.
///
/// An event may come twice and, between nodes, before an earlier one; `seq` tells. Nothing is
/// missing for long: what a broken connection swallowed is found by a sweep within seconds, and
/// {@link Jobs#eventsSince} fills any gap. Listeners are called one after the other on one thread
/// and must be quick.
public final class JobFeed implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(JobFeed.class);

  /// Beyond this, events are dropped and left to the sweep.
  private static final int MAX_WAITING = 100_000;

  /// Ends with {@link #close}.
  public interface Subscription extends AutoCloseable {
    @Override
    void close();
  }

  /// Who is told only that an owner's jobs have an event, and reads what by itself. Called on the
  /// thread that brings the news, so it must be quick; a hint may be lost.
  public interface Hint {
    /// On this node; the event is durable.
    void here(OwnerId owner);

    /// On another node.
    void elsewhere(OwnerId owner);

    /// From time to time, and when hints may have been lost.
    void maybeMissed();
  }

  private final Jdbi jdbi;
  private final List<Hint> hints = new CopyOnWriteArrayList<>();
  private final Map<OwnerId, List<Consumer<JobEvent>>> followers = new ConcurrentHashMap<>();
  private final List<Consumer<JobEvent>> localFollowers = new CopyOnWriteArrayList<>();
  private final BlockingQueue<Runnable> work = new LinkedBlockingQueue<>(MAX_WAITING);
  private final Thread thread;

  /// Last event told, of jobs that are not finished and whose owner is followed. Only touched by
  /// the feed's thread.
  private final Map<JobId, Integer> told = new HashMap<>();

  JobFeed(Jdbi jdbi) {
    this.jdbi = jdbi;
    this.thread = Thread.ofPlatform().daemon().name("jobs-feed").start(this::workAlways);
  }

  /// Every event of this owner's jobs from now on, wherever it happens.
  public Subscription follow(OwnerId owner, Consumer<JobEvent> listener) {
    followers.compute(
        owner,
        (_, others) -> {
          var all = others == null ? new CopyOnWriteArrayList<Consumer<JobEvent>>() : others;
          all.add(listener);
          return all;
        });
    return () ->
        followers.computeIfPresent(
            owner,
            (_, all) -> {
              all.remove(listener);
              return all.isEmpty() ? null : all;
            });
  }

  /// Every event that this node makes, for metrics and logs.
  public Subscription followNode(Consumer<JobEvent> listener) {
    localFollowers.add(listener);
    return () -> localFollowers.remove(listener);
  }

  /// Hints for everybody's jobs.
  public Subscription hint(Hint hint) {
    hints.add(hint);
    return () -> hints.remove(hint);
  }

  /// Events of this node, already durable.
  void publish(List<JobEvent> events) {
    hints.forEach(hint -> events.forEach(event -> hint.here(event.owner())));
    if (localFollowers.isEmpty() && followers.isEmpty()) {
      return;
    }
    enqueue(() -> {
      for (JobEvent event : events) {
        localFollowers.forEach(each -> tell(each, event));
        tellFollowers(event);
      }
    });
  }

  /// Another node made these events; they are read if anybody here wants them.
  void heard(List<EventWord> words) {
    hints.forEach(hint -> words.forEach(word -> hint.elsewhere(word.owner())));
    List<Events.Ref> wanted =
        words.stream()
            .filter(word -> followers.containsKey(word.owner()))
            .map(word -> new Events.Ref(word.job().value(), word.seq()))
            .toList();
    if (!wanted.isEmpty()) {
      enqueue(() -> Events.find(jdbi, wanted).forEach(this::tellFollowers));
    }
  }

  /// Looks whether followed jobs have events that were not told.
  void sweep() {
    hints.forEach(Hint::maybeMissed);
    if (!followers.isEmpty()) {
      enqueue(this::tellMissed);
    }
  }

  private record Last(JobId job, int seq) {}

  private void tellMissed() {
    List<OwnerId> owners = List.copyOf(followers.keySet());
    List<Last> lasts =
        jdbi.withHandle(handle ->
            handle
                .createQuery(
                    """
                    select id, seq from job where state = 'pending' and owner = any(:owners)
                    union select id, seq from job where state = 'running' and owner = any(:owners)
                    union select id, seq from job where id = any(:known)
                    """)
                .bind("owners", Sql.array("uuid", owners, OwnerId::value))
                .bind("known", Sql.array("uuid", List.copyOf(told.keySet()), JobId::value))
                .map((row, _) -> new Last(new JobId(Sql.uuid(row, "id")), row.getInt("seq")))
                .list());
    told.keySet().retainAll(lasts.stream().map(Last::job).toList());
    for (Last last : lasts) {
      int known = told.getOrDefault(last.job(), 0);
      if (last.seq() > known) {
        new ArrayList<>(Events.since(jdbi, last.job(), known)).forEach(this::tellFollowers);
      }
    }
  }

  private void tellFollowers(JobEvent event) {
    List<Consumer<JobEvent>> all = followers.get(event.owner());
    if (all == null) {
      told.remove(event.job());
      return;
    }
    all.forEach(each -> tell(each, event));
    if (event.state().isFinal()) {
      told.remove(event.job());
    } else {
      told.merge(event.job(), event.seq(), Math::max);
    }
  }

  private static void tell(Consumer<JobEvent> listener, JobEvent event) {
    try {
      listener.accept(event);
    } catch (RuntimeException e) {
      LOG.atWarn().addKeyValue("job_id", event.job()).setCause(e).log("a listener failed");
    }
  }

  private void enqueue(Runnable task) {
    if (!work.offer(task)) {
      LOG.warn("listeners are too slow; events are dropped and will be swept up");
    }
  }

  private void workAlways() {
    try {
      while (true) {
        runSafely(work.take());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // Closed: the thread ends.
    }
  }

  /// The top of a loop: a database that is away must not end it.
  private static void runSafely(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.info("events could not be read; they will be swept up: {}", e.getMessage());
    }
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // It ends by itself; only the wait is given up.
    }
  }
}
