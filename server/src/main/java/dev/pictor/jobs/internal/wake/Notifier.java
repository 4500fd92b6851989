package dev.pictor.jobs.internal.wake;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells the other nodes, after the commit and on a connection of its own: NOTIFY inside the
/// transaction takes a lock that all notifying transactions share, which was measured to cost
/// almost half of the enqueue rate. What comes within {@link #PAUSE_MILLIS} of the last NOTIFY goes
/// out together. Words are dropped, not kept, while the database is away, and while nobody else
/// listens: a lone node has nobody to tell.
public final class Notifier implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Notifier.class);

  /// The pause between two NOTIFYs.
  static final long PAUSE_MILLIS = 5;

  /// PostgreSQL takes payloads of less than 8,000 bytes.
  private static final int MAX_PAYLOAD = 7_900;

  /// A burst beyond this loses its oldest words.
  private static final int MAX_WAITING = 20_000;

  /// Nodes that start say so; this is for those that end.
  private static final long LOOK_FOR_OTHERS_NANOS = 5_000_000_000L;

  private static final String OTHERS =
      """
      select exists (
        select from pg_stat_activity
        where datname = current_database() and application_name like ? and application_name <> ?)
      """;

  private final Bus bus;
  private final Map<String, Set<String>> waiting = new LinkedHashMap<>();
  private final Thread thread;
  private int waitingCount;
  private boolean closed;
  private @Nullable Connection connection;
  private volatile boolean alone;
  private volatile long lookedNanos = System.nanoTime() - LOOK_FOR_OTHERS_NANOS;

  public Notifier(Bus bus) {
    this.bus = bus;
    this.thread = Thread.ofPlatform().daemon().name("jobs-notifier").start(this::sendAll);
  }

  /// Whether a word would find nobody; what need not be said need not be put into words.
  public boolean isAlone() {
    return alone && !isTimeToLook();
  }

  private boolean isTimeToLook() {
    return System.nanoTime() - lookedNanos >= LOOK_FOR_OTHERS_NANOS;
  }

  /// Says a word to the other nodes soon. The same word twice is sent once.
  ///
  /// @param word without spaces and commas
  public synchronized void say(String topic, String word) {
    if (closed || waitingCount >= MAX_WAITING || isAlone()) {
      return;
    }
    if (waiting.computeIfAbsent(topic, _ -> new LinkedHashSet<>()).add(word)) {
      waitingCount++;
      notifyAll();
    }
  }

  /// Another node was heard.
  public void notAlone() {
    alone = false;
    lookedNanos = System.nanoTime();
  }

  private void sendAll() {
    try {
      while (true) {
        Map<String, Set<String>> words = take();
        if (words.isEmpty()) {
          break;
        }
        send(payloads(words));
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // The thread ends.
    } finally {
      disconnect();
    }
  }

  /// Waits for words; nothing when closed.
  private synchronized Map<String, Set<String>> take() throws InterruptedException {
    while (waiting.isEmpty() && !closed) {
      wait();
    }
    var taken = new LinkedHashMap<>(waiting);
    waiting.clear();
    waitingCount = 0;
    return taken;
  }

  private List<String> payloads(Map<String, Set<String>> words) {
    var payloads = new ArrayList<String>();
    words.forEach((topic, each) -> {
      String head = bus.node() + ' ' + topic + ' ';
      var payload = new StringBuilder(head);
      for (String word : each) {
        if (payload.length() + word.length() + 1 > MAX_PAYLOAD) {
          payloads.add(payload.toString());
          payload.setLength(head.length());
        }
        payload.append(payload.length() > head.length() ? "," : "").append(word);
      }
      payloads.add(payload.toString());
    });
    return payloads;
  }

  private void send(List<String> payloads) {
    try {
      Connection open = connected();
      if (looksAlone(open)) {
        return;
      }
      try (var statement =
          open.prepareStatement("select pg_notify(?, payload) from unnest(?::text[]) payload")) {
        statement.setString(1, bus.channel());
        statement.setArray(2, open.createArrayOf("text", payloads.toArray()));
        statement.execute();
      }
    } catch (SQLException e) {
      LOG.debug("other nodes were not told; they look for themselves", e);
      disconnect();
    }
  }

  private boolean looksAlone(Connection open) throws SQLException {
    if (isTimeToLook()) {
      lookedNanos = System.nanoTime();
      try (var statement = open.prepareStatement(OTHERS)) {
        statement.setString(1, bus.listenerNames());
        statement.setString(2, bus.listenerName());
        try (var rows = statement.executeQuery()) {
          alone = rows.next() && !rows.getBoolean(1);
        }
      }
    }
    return alone;
  }

  private Connection connected() throws SQLException {
    Connection open = connection;
    if (open == null) {
      open = bus.connect();
      connection = open;
      try (var statement = open.createStatement()) {
        // A lost word costs a second, a wait for the disk with each would cost more.
        statement.execute("set synchronous_commit = off");
      }
    }
    return open;
  }

  private void disconnect() {
    Connection open = connection;
    connection = null;
    if (open != null) {
      try {
        open.close();
      } catch (SQLException e) {
        LOG.debug("closing the notifier's connection failed", e);
      }
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // It ends by itself; only the wait is given up.
    }
  }
}
