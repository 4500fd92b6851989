package dev.pictor.jobs.internal.wake;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hears what other nodes say. When its connection breaks it opens another one and tells that words
/// may have been missed.
public final class Listener implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Listener.class);

  /// A connection that was silent for so long is asked whether it is still there.
  private static final int SILENCE_MILLIS = 30_000;

  private static final long FIRST_PAUSE_MILLIS = 100;
  private static final long LONGEST_PAUSE_MILLIS = 2_000;

  /// Who is told.
  public interface Ear {
    /// Another node said these words.
    void heard(String topic, List<String> words);

    /// Listening from now on; anything may have been said before.
    void maybeMissed();
  }

  private final Bus bus;
  private final Ear ear;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Thread thread;
  private volatile @Nullable Connection connection;

  public Listener(Bus bus, Ear ear) {
    this.bus = bus;
    this.ear = ear;
    this.thread = Thread.ofPlatform().daemon().name("jobs-listener").start(this::listenAlways);
  }

  private void listenAlways() {
    long pause = FIRST_PAUSE_MILLIS;
    while (!closed.get()) {
      try {
        long begun = System.nanoTime();
        listen();
        pause = System.nanoTime() - begun > 1e9 ? FIRST_PAUSE_MILLIS : pause;
      } catch (SQLException e) {
        if (!closed.get()) {
          LOG.info("not listening to other nodes, next try in {} ms: {}", pause, e.getMessage());
        }
      }
      pause = sleep(pause);
    }
  }

  private long sleep(long pause) {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException _) {
      // Closing; the loop sees it.
    }
    return Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
  }

  private void listen() throws SQLException {
    try (Connection open = bus.connect();
        var statement = open.createStatement()) {
      connection = open;
      statement.execute("set application_name = '" + bus.listenerName() + "'");
      statement.execute("listen " + bus.channel());
      ear.maybeMissed();
      var notifications = open.unwrap(PGConnection.class);
      while (!closed.get()) {
        PGNotification[] heard = notifications.getNotifications(SILENCE_MILLIS);
        if (heard == null || heard.length == 0) {
          statement.execute("select 1");
        } else {
          Arrays.stream(heard).forEach(each -> pass(each.getParameter()));
        }
      }
    } finally {
      connection = null;
    }
  }

  private void pass(String payload) {
    String[] parts = payload.split(" ", 3);
    if (parts.length == 3 && !parts[0].equals(bus.node())) {
      ear.heard(parts[1], List.of(parts[2].split(",", -1)));
    }
  }

  @Override
  public void close() {
    closed.set(true);
    thread.interrupt();
    Connection open = connection;
    if (open != null) {
      try {
        open.abort(Runnable::run); // Ends the blocked read.
      } catch (SQLException e) {
        LOG.debug("closing the listener's connection failed", e);
      }
    }
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // It ends by itself; only the wait is given up.
    }
  }
}
