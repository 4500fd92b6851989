package dev.pictor.identity;

import dev.pictor.platform.sql.Channel;
import dev.pictor.platform.sql.Database;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Tells every node, within milliseconds of the commit, that a token was revoked, a key ended or a
/// user changed. A node that has lost its line knows it, and trusts its caches only for a moment
/// until the line is back.
final class IdentityNews implements AutoCloseable {
  private static final String CHANNEL = "pictor_identity";

  private final Database database;
  private final Channel.Ear ear;
  private volatile @Nullable Channel channel;

  /// @param ear hears each message: what kind of thing, a space, its id
  IdentityNews(Database database, Channel.Ear ear) {
    this.database = database;
    this.ear = ear;
  }

  void start() {
    channel = Channel.open(database, CHANNEL, ear);
  }

  static void tokenRevoked(Handle handle, String tokenId) {
    Channel.say(handle, CHANNEL, "token " + tokenId);
  }

  static void userChanged(Handle handle, UserId id) {
    Channel.say(handle, CHANNEL, "user " + id);
  }

  static void keyChanged(Handle handle, UUID id) {
    Channel.say(handle, CHANNEL, "key " + id);
  }

  /// Whether news arrives at this moment.
  boolean isConnected() {
    Channel open = channel;
    return open != null && open.isConnected();
  }

  @Override
  public void close() {
    Channel open = channel;
    if (open != null) {
      open.close();
    }
  }
}
