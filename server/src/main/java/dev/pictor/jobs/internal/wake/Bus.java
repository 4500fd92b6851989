package dev.pictor.jobs.internal.wake;

import java.sql.Connection;
import java.sql.SQLException;

/// How the nodes reach each other.
///
/// @param node this node's name, without spaces, at most 40 letters; its own words are not heard
/// @param channel the name for LISTEN and NOTIFY, at most 20 letters
/// @param source opens connections outside the pool
public record Bus(String node, String channel, Source source) {
  /// Opens a connection.
  @FunctionalInterface
  public interface Source {
    Connection open() throws SQLException;
  }

  /// What this node's listening connection is called, so that others see that it is there.
  String listenerName() {
    return channel + ' ' + node;
  }

  /// All of them, as a pattern of LIKE.
  String listenerNames() {
    return channel.replace("_", "\\_") + " %";
  }

  Connection connect() throws SQLException {
    return source.open();
  }
}
