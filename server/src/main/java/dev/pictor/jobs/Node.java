package dev.pictor.jobs;

import dev.pictor.jobs.internal.wake.Bus;
import dev.pictor.jobs.internal.wake.Listener;
import dev.pictor.jobs.internal.wake.Notifier;
import dev.pictor.platform.sql.Database;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jdbi.v3.core.Jdbi;

/// This process as a member of the cluster: what all its workers share, and the words between it
/// and the other nodes.
final class Node implements AutoCloseable {
  private static final String CHANNEL = "pictor_jobs";

  /// Some queue got a turn: its workers look.
  private static final String TURN = "turn";

  /// Somebody asked to cancel a running job: whoever runs it stops it.
  private static final String CANCEL = "cancel";

  /// A job has an event: whoever follows its owner reads it.
  private static final String EVENT = "event";

  /// A node begins to listen: those who thought that they were alone are not.
  private static final String HELLO = "hello";

  private final String name = UUID.randomUUID().toString();
  private final JobFeed feed;
  private final Notifier notifier;
  private final Listener listener;
  private final Moves moves;
  private final Leases leases;
  private final Claims claims;
  private final Flights flights;
  private final Timers timers = new Timers();
  private final Map<String, List<Runnable>> sleepers = new ConcurrentHashMap<>();

  Node(Database database, Jdbi jdbi, JobSettings settings, TermsKeeper keeper) {
    feed = new JobFeed(jdbi);
    moves = new Moves(jdbi, name, keeper, this::moved);
    leases = new Leases(jdbi, name, settings);
    claims = new Claims(jdbi, name, settings.lease());
    flights = new Flights(jdbi, this::wake);
    var bus = new Bus(name, CHANNEL, database::listener);
    notifier = new Notifier(bus);
    listener = new Listener(bus, new Hearing());
  }

  JobFeed feed() {
    return feed;
  }

  Moves moves() {
    return moves;
  }

  Leases leases() {
    return leases;
  }

  Claims claims() {
    return claims;
  }

  Flights flights() {
    return flights;
  }

  Timers timers() {
    return timers;
  }

  /// Events are durable: tell those who follow, here and elsewhere.
  void tell(List<JobEvent> events) {
    feed.publish(events);
    if (!notifier.isAlone()) {
      events.forEach(event -> notifier.say(EVENT, EventWord.of(event).toString()));
    }
  }

  /// Jobs of this queue are ready: wake who sleeps for want of them, here and elsewhere.
  void wake(String queue) {
    wakeHere(queue);
    notifier.say(TURN, queue);
  }

  /// Stops a job wherever it runs.
  void stop(JobId job) {
    leases.stop(job, Stop.CANCEL);
    notifier.say(CANCEL, job.toString());
  }

  /// @param sleeper called when the queue may have work; must be quick
  /// @return ends it
  Runnable whenReady(String queue, Runnable sleeper) {
    sleepers.computeIfAbsent(queue, _ -> new CopyOnWriteArrayList<>()).add(sleeper);
    return () -> sleepers.getOrDefault(queue, List.of()).remove(sleeper);
  }

  /// Moves are durable: tell of them, and wake who may take what is ready again.
  void moved(List<Moves.Moved> moved) {
    tell(moved.stream().map(Moves.Moved::event).toList());
    moved.stream().flatMap(each -> each.queue().stream()).distinct().forEach(this::wake);
  }

  private void wakeHere(String queue) {
    sleepers.getOrDefault(queue, List.of()).forEach(Runnable::run);
  }

  private final class Hearing implements Listener.Ear {
    @Override
    public void heard(String topic, List<String> words) {
      notifier.notAlone();
      switch (topic) {
        case TURN -> words.forEach(Node.this::wakeHere);
        case CANCEL -> words.forEach(word -> leases.stop(JobId.parse(word), Stop.CANCEL));
        case EVENT -> feed.heard(words.stream().map(EventWord::parse).toList());
        default -> {
          // A newer node says something that this one does not know.
        }
      }
    }

    @Override
    public void maybeMissed() {
      notifier.say(HELLO, name);
      sleepers.values().forEach(each -> each.forEach(Runnable::run));
      feed.sweep();
    }
  }

  @Override
  public void close() {
    leases.close();
    moves.close();
    listener.close();
    notifier.close();
    feed.close();
    timers.close();
  }
}
