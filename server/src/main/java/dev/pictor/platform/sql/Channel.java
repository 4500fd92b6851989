package dev.pictor.platform.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Short messages from any node to all, itself included (PostgreSQL's NOTIFY). What is said while a
/// node has lost its line is lost for that node; the line comes back by itself.
public final class Channel implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Channel.class);
  private static final int RECONNECT_MILLIS = 500;

  /// After so long without a message the line is tried: a dead one would be silent for hours.
  private static final int QUIET_MILLIS = 2_000;

  private static final int ANSWER_MILLIS = 2_000;

  private final Database database;
  private final String name;
  private final Ear ear;
  private final Thread thread;
  private volatile boolean connected;
  private volatile boolean closed;

  /// Whether this outage was logged. Only touched by the line's thread.
  private boolean isTold;

  /// Who is told. What it throws is logged and ends nothing.
  public interface Ear {
    /// A message, one after the other.
    void heard(String message);

    /// The line is up, at first or again; what was said before may have been missed.
    void maybeMissed();

    /// For whoever looks for itself from time to time.
    static Ear to(Consumer<String> listener) {
      return new Ear() {
        @Override
        public void heard(String message) {
          listener.accept(message);
        }

        @Override
        public void maybeMissed() {}
      };
    }
  }

  private Channel(Database database, String name, Ear ear) {
    this.database = database;
    this.name = name;
    this.ear = ear;
    this.thread = Thread.ofVirtual().name(name).unstarted(this::listen);
  }

  /// @param name in small letters and underscores
  public static Channel open(Database database, String name, Ear ear) {
    if (!name.matches("[a-z_]{1,40}")) {
      throw new IllegalArgumentException("a channel's name has small letters only, not " + name);
    }
    var channel = new Channel(database, name, ear);
    channel.thread.start();
    return channel;
  }

  /// Says something to all nodes when the transaction commits, never before and never without it.
  ///
  /// @param message at most 7,900 bytes
  public void say(Handle handle, String message) {
    say(handle, name, message);
  }

  /// The same for whoever does not listen.
  public static void say(Handle handle, String channel, String message) {
    handle
        .createQuery("select pg_notify(:channel, :message)")
        .bind("channel", channel)
        .bind("message", message)
        .mapTo(String.class)
        .one();
  }

  /// Whether messages arrive at this moment, as far as is known.
  public boolean isConnected() {
    return connected;
  }

  private void listen() {
    while (!closed) {
      try (Connection line = database.listener()) {
        line.setNetworkTimeout(Runnable::run, ANSWER_MILLIS);
        run(line, "listen " + name);
        isTold = false;
        tell(ear::maybeMissed);
        connected = true;
        pass(line);
      } catch (SQLException e) {
        connected = false;
        if (!closed) {
          tellOnce(e);
          pause();
        }
      }
    }
  }

  private void tellOnce(SQLException cause) {
    if (!isTold) {
      LOG.atWarn().addKeyValue("channel", name).setCause(cause).log("a line broke; it is reopened");
    }
    isTold = true;
  }

  private void pass(Connection line) throws SQLException {
    var news = line.unwrap(PGConnection.class);
    while (!closed) {
      PGNotification[] heard = news.getNotifications(QUIET_MILLIS);
      if (heard == null || heard.length == 0) {
        run(line, "select 1");
        continue;
      }
      for (PGNotification each : heard) {
        tell(() -> ear.heard(each.getParameter()));
      }
    }
  }

  /// One message that cannot be handled must not end the line.
  private void tell(Runnable news) {
    try {
      news.run();
    } catch (RuntimeException e) {
      LOG.atWarn().addKeyValue("channel", name).setCause(e).log("a message was not handled");
    }
  }

  private static void run(Connection line, String sql) throws SQLException {
    try (var statement = line.createStatement()) {
      statement.execute(sql);
    }
  }

  private void pause() {
    try {
      Thread.sleep(RECONNECT_MILLIS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      closed = true;
    }
  }

  @Override
  public void close() {
    closed = true;
    connected = false;
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // It ends by itself; only the wait is given up.
    }
  }
}
