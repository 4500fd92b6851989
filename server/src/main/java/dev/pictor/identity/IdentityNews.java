package dev.pictor.identity;

import dev.pictor.platform.sql.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells every node, within milliseconds of the commit, that a token was revoked, a key ended or a
/// user changed (PostgreSQL's NOTIFY). A node that has lost its line knows it, and trusts its
/// caches only for a moment until the line is back.
final class IdentityNews implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(IdentityNews.class);
  private static final String CHANNEL = "pictor_identity";
  private static final int RECONNECT_MILLIS = 500;

  /// After so long without news the line is tried: a dead one would be silent for hours.
  private static final int QUIET_MILLIS = 2_000;

  private static final int ANSWER_MILLIS = 2_000;

  private final Database database;
  private final Consumer<String> listener;
  private final Runnable onLine;
  private final Thread thread;
  private volatile boolean connected;
  private volatile boolean closed;

  /// @param listener hears each message: what kind of thing, a space, its id
  /// @param onLine called whenever the line is up again; what was said meanwhile is lost
  IdentityNews(Database database, Consumer<String> listener, Runnable onLine) {
    this.database = database;
    this.listener = listener;
    this.onLine = onLine;
    this.thread = Thread.ofVirtual().name("identity-news").unstarted(this::listen);
  }

  void start() {
    thread.start();
  }

  static void tokenRevoked(Handle handle, String tokenId) {
    tell(handle, "token " + tokenId);
  }

  static void userChanged(Handle handle, UserId id) {
    tell(handle, "user " + id);
  }

  static void keyChanged(Handle handle, UUID id) {
    tell(handle, "key " + id);
  }

  /// Sent when the transaction commits, never before and never without it.
  private static void tell(Handle handle, String message) {
    handle
        .createQuery("select pg_notify(:channel, :message)")
        .bind("channel", CHANNEL)
        .bind("message", message)
        .mapTo(String.class)
        .one();
  }

  /// Whether news arrives at this moment.
  boolean isConnected() {
    return connected;
  }

  private void listen() {
    while (!closed) {
      try (Connection line = database.listener()) {
        line.setNetworkTimeout(Runnable::run, ANSWER_MILLIS);
        run(line, "listen " + CHANNEL);
        onLine.run();
        connected = true;
        pass(line);
      } catch (SQLException e) {
        connected = false;
        if (!closed) {
          LOG.atWarn().setCause(e).log("no news of revoked tokens; the line is opened again");
          pause();
        }
      }
    }
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
        listener.accept(each.getParameter());
      }
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
