package dev.pictor.jobs.internal.wake;

import java.sql.Connection;
import java.sql.SQLException;

/// How the nodes reach each other.
///
/// @param node this node's name, without spaces; its own words are not heard
/// @param channel the name for LISTEN and NOTIFY
/// @param source opens connections outside the pool
public record Bus(String node, String channel, Source source) {
  /// Opens a connection.
  @FunctionalInterface
  public interface Source {
    Connection open() throws SQLException;
  }

  Connection connect() throws SQLException {
    return source.open();
  }
}
