package dev.pictor.realtime;

import dev.pictor.identity.Principal;
import dev.pictor.jobs.JobId;
import dev.pictor.jobs.Jobs;
import dev.pictor.jobs.OwnerId;
import dev.pictor.platform.Duty;
import dev.pictor.platform.Erasable;
import dev.pictor.platform.Problem;
import dev.pictor.platform.sql.Database;
import dev.pictor.platform.telemetry.Metrics;
import io.javalin.http.Context;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.eclipse.jetty.websocket.api.Session;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The streams of events that are open on this node. One per process; thread-safe.
public final class EventStreams implements AutoCloseable {
  /// The event that says: something was lost, ask for what there is.
  public static final String RESET = "reset";

  private static final Logger LOG = LoggerFactory.getLogger(EventStreams.class);
  private static final int READS_AT_ONCE = 4;
  private static final Duration WAIT = Duration.ofSeconds(5);

  private final Uses uses;
  private final EventSettings settings;
  private final InstantSource clock;
  private final EventLog log;
  private final EventStream.Source source;
  private final Nudges nudges;
  private final Map<UUID, Set<EventStream>> streams = new ConcurrentHashMap<>();
  private final AtomicInteger open = new AtomicInteger();
  private volatile boolean closed;

  private EventStreams(Uses uses, EventSettings settings, InstantSource clock) {
    this.uses = uses;
    this.settings = settings;
    this.clock = clock;
    this.log = new EventLog(uses.database().jdbi());
    this.source = new EventStream.Source(log, uses.bodies(), new Semaphore(READS_AT_ONCE));
    this.nudges = Nudges.open(uses.database(), uses.jobs().feed(), uses.redisUrl(), new Wakes());
    uses.metrics()
        .gauge("pictor.events.streams", Tags.empty(), "Open streams of events", open::get);
  }

  /// What they stand on.
  ///
  /// @param redisUrl where nodes tell each other that there is something; blank for PostgreSQL
  public record Uses(
      Database database, Jobs jobs, LoggedEvent.Body bodies, String redisUrl, Metrics metrics) {}

  /// The caller closes it.
  public static EventStreams open(Uses uses, EventSettings settings, InstantSource clock) {
    return new EventStreams(uses, settings, clock);
  }

  /// What a reader asks for.
  ///
  /// @param again looks whether the caller's credential is still good
  /// @param lastEventId where to go on; null for from now on
  /// @param job null for all
  /// @param types empty for all
  public record Wish(
      Principal caller,
      Supplier<Optional<Principal>> again,
      @Nullable String lastEventId,
      @Nullable UUID job,
      Set<String> types) {
    UUID owner() {
      return caller.userId().value();
    }
  }

  /// Answers with server-sent events until either side ends it.
  ///
  /// @throws Problem INVALID_REQUEST for an id that is not one of the caller's events; NOT_FOUND
  ///   for the job; TOO_MANY_STREAMS; BUSY and UNAVAILABLE
  public void answer(Context request, Wish wish) {
    Start start = start(wish);
    var wire = AnswerWire.of(request);
    EventStream stream = stream(wish, Words.LINES, wire);
    wire.hold(request, () -> begin(stream, start), stream.line()::close);
  }

  /// Speaks over a WebSocket until either side ends it.
  ///
  /// @return closes it
  /// @throws Problem as [#answer] does
  public Stream speak(Session session, Wish wish) {
    Start start = start(wish);
    EventStream stream = stream(wish, Words.MESSAGES, Line.socket(session, settings.patience()));
    begin(stream, start);
    return stream.line()::close;
  }

  /// Ends a stream.
  @FunctionalInterface
  public interface Stream extends AutoCloseable {
    @Override
    void close();
  }

  /// Where a stream begins.
  ///
  /// @param reset the body of what is said first; null when nothing was lost
  private record Start(long from, @Nullable String reset) {}

  private Start start(Wish wish) {
    if (closed) {
      throw Problem.later(Problem.Kind.UNAVAILABLE, "This node is stopping; connect again.", WAIT);
    }
    UUID job = wish.job();
    if (job != null && uses.jobs().find(new JobId(job), new OwnerId(wish.owner())).isEmpty()) {
      throw Problem.notFound("job");
    }
    String given = wish.lastEventId();
    long since = given == null ? -1 : EventId.parse(wish.owner(), given);
    EventLog.Bounds bounds = log.join(wish.owner());
    if (since > bounds.last()) {
      throw Problem.invalid(EventId.FIELD, "is of no event yet; connect without it.");
    }
    if (since < 0) {
      return new Start(bounds.last(), null);
    }
    count(since < bounds.forgotten() ? "pictor.events.resets" : "pictor.events.resumes");
    return since < bounds.forgotten()
        ? new Start(bounds.last(), Resets.body(clock.instant()))
        : new Start(since, null);
  }

  private EventStream stream(Wish wish, Words words, Wire wire) {
    var terms = new Line.Terms(settings.patience(), settings.beat(), settings.longest());
    var credential = new Until(wish.caller().expiresAt(), clock, () -> isGood(wish));
    var line = Line.over(wire, credential, terms);
    var filter = new EventStream.Filter(wish.job(), wish.types());
    var stream = new EventStream(wish.owner(), filter, words, source, line);
    add(stream);
    line.onEnd(code -> ended(stream, code));
    return stream;
  }

  private static boolean isGood(Wish wish) {
    return wish.again().get().isPresent();
  }

  private void ended(EventStream stream, int code) {
    remove(stream);
    if (code == Line.TOO_SLOW) {
      count("pictor.events.dropped");
    }
  }

  private void begin(EventStream stream, Start start) {
    stream.begin(start.from(), start.reset());
    if (closed) {
      stream.line().close(); // It came between the look and the closing.
    }
  }

  private void count(String name) {
    uses.metrics().count(name, Tags.empty());
  }

  /// How many are open here.
  public int open() {
    return open.get();
  }

  /// Run these on every node.
  public List<Duty> duties() {
    return List.of(new EventLogCleaner(uses.database().jdbi(), settings.kept()));
  }

  /// How a user's log is forgotten.
  public Erasable erasure() {
    return new EventErasure(uses.database().jdbi());
  }

  private void add(EventStream stream) {
    if (open.incrementAndGet() > settings.ofNode()) {
      open.decrementAndGet();
      throw Problem.later(
          Problem.Kind.BUSY, "This node has as many streams open as it can; try again.", WAIT);
    }
    streams.compute(
        stream.owner(),
        (_, own) -> {
          Set<EventStream> all = own == null ? ConcurrentHashMap.newKeySet(1) : own;
          if (all.size() >= settings.ofUser()) {
            open.decrementAndGet();
            all.forEach(each -> each.line().probe()); // Those whose reader is gone end by this.
            throw Problem.later(
                Problem.Kind.TOO_MANY_STREAMS,
                "You have "
                    + all.size()
                    + " streams open; close one, or let several readers share"
                    + " one.",
                WAIT);
          }
          all.add(stream);
          return all;
        });
  }

  private void remove(EventStream stream) {
    streams.computeIfPresent(
        stream.owner(),
        (_, own) -> {
          if (own.remove(stream)) {
            open.decrementAndGet();
          }
          return own.isEmpty() ? null : own;
        });
  }

  /// Looks for what nobody told of: one query for all users with a stream here.
  void look() {
    var positions = new HashMap<UUID, Long>();
    streams.forEach((owner, own) ->
        own.stream()
            .mapToLong(EventStream::position)
            .min()
            .ifPresent(least -> positions.put(owner, least)));
    if (!positions.isEmpty()) {
      log.behind(positions).forEach(this::wake);
    }
  }

  private void wake(UUID owner) {
    Set<EventStream> own = streams.get(owner);
    if (own != null) {
      own.forEach(EventStream::wake);
    }
  }

  /// What nudges lead to.
  private final class Wakes implements Nudges.Ear {
    @Override
    public void nudged(UUID owner) {
      wake(owner);
    }

    @Override
    public void maybeMissed() {
      try {
        look();
      } catch (RuntimeException e) { // The database is away; there is another look soon.
        LOG.debug("streams could not look for events", e);
      }
    }
  }

  /// Ends all streams, so that their clients connect to another node, and opens no more.
  public void end() {
    closed = true;
    streams.values().forEach(own -> own.forEach(each -> each.line().close()));
  }

  @Override
  public void close() {
    end();
    nudges.close();
  }
}
