package dev.pictor.realtime;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One open stream: a place in its user's log, and a line to its reader. It is woken when there may
/// be more, reads from its place, and says what it finds; so what is announced twice is said once,
/// and what was not announced is found at the next look.
final class EventStream {
  private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);

  /// Rows that are read at once.
  private static final int PAGE = 100;

  /// So many events may pass unheard before the reader is told its place.
  private static final int UNHEARD = 100;

  private static final String PROGRESS = "job.progress";

  private final UUID owner;
  private final Filter filter;
  private final Words words;
  private final Source source;
  private final Line line;

  /// 0: asleep; 1: reading; more: to read again afterwards.
  private final AtomicInteger wanted = new AtomicInteger();

  private volatile long position;
  private volatile long told;

  /// Where events come from.
  ///
  /// @param reads bounds how many streams read at once
  record Source(EventLog log, LoggedEvent.Body bodies, Semaphore reads) {}

  /// What the reader wants to hear.
  ///
  /// @param job null for all jobs, and what is about none
  /// @param types empty for all
  record Filter(@Nullable UUID job, Set<String> types) {
    Filter {
      types = Set.copyOf(types);
    }

    boolean wants(LoggedEvent event) {
      return (job == null || job.equals(event.jobId()))
          && (types.isEmpty() || types.contains(event.type()));
    }
  }

  EventStream(UUID owner, Filter filter, Words words, Source source, Line line) {
    this.owner = owner;
    this.filter = filter;
    this.words = words;
    this.source = source;
    this.line = line;
  }

  UUID owner() {
    return owner;
  }

  long position() {
    return position;
  }

  Line line() {
    return line;
  }

  /// Begins to speak.
  ///
  /// @param first said at once after the hello, where something was lost; null usually
  void begin(long from, @Nullable String first) {
    position = from;
    told = from;
    line.start();
    line.say(words.hello(EventId.of(owner, from)));
    if (first != null) {
      line.say(words.event(EventId.of(owner, from), EventStreams.RESET, first));
    }
    wake();
  }

  /// There may be more. Quick, and many calls at once are one.
  void wake() {
    if (wanted.getAndIncrement() == 0) {
      Thread.ofVirtual().name("event-stream").start(this::read);
    }
  }

  /// The top of its thread.
  private void read() {
    int answered;
    do {
      answered = wanted.get();
      try {
        sayAll();
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        line.close();
      } catch (RuntimeException e) { // The database is away; the next look comes soon.
        LOG.debug("a stream could not read its log; it looks again", e);
      }
    } while (!wanted.compareAndSet(answered, 0));
  }

  private void sayAll() throws InterruptedException {
    List<LoggedEvent> page;
    do {
      page = page();
      Map<UUID, Long> newest = new HashMap<>();
      page.forEach(event -> {
        if (event.jobId() != null) {
          newest.put(event.jobId(), event.position());
        }
      });
      for (LoggedEvent event : page) {
        if (isNews(event, newest) && !say(event)) {
          return;
        }
        position = event.position();
      }
    } while (page.size() == PAGE);
    if (position - told >= UNHEARD) {
      told = position;
      line.say(words.position(EventId.of(owner, told)));
    }
  }

  private List<LoggedEvent> page() throws InterruptedException {
    source.reads().acquire();
    try {
      return line.isOpen() ? source.log().after(owner, position, PAGE) : List.of();
    } finally {
      source.reads().release();
    }
  }

  /// Progress that something newer of the same job follows is told by that.
  private boolean isNews(LoggedEvent event, Map<UUID, Long> newest) {
    boolean isOld =
        event.type().equals(PROGRESS) && newest.getOrDefault(event.jobId(), 0L) > event.position();
    return !isOld && filter.wants(event);
  }

  private boolean say(LoggedEvent event) throws InterruptedException {
    String body = source.bodies().of(owner, event);
    told = event.position();
    return line.sayPatiently(words.event(EventId.of(owner, told), event.type(), body));
  }
}
