package dev.pictor.identity;

import dev.pictor.platform.sql.Channel;
import dev.pictor.platform.sql.Database;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What is true of tokens, keys and users at this moment, on whichever node it was changed.
final class Standing implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Standing.class);

  private final Revocations revocations;
  private final IdentityNews news;
  private final FreshCache<String, Boolean> revoked;
  private final FreshCache<UserId, Optional<UserRows.Row>> users;
  private final FreshCache<UUID, Optional<ApiKeyRows.Row>> keys;

  Standing(Database database, UserRows rows, ApiKeyRows keyRows, InstantSource clock) {
    this.revocations = new Revocations(database.jdbi());
    this.news = new IdentityNews(database, new News());
    this.revoked = new FreshCache<>(revocations::isRevoked, news::isConnected, clock);
    this.users = new FreshCache<>(rows::find, news::isConnected, clock);
    this.keys = new FreshCache<>(keyRows::find, news::isConnected, clock);
  }

  void start() {
    news.start();
  }

  /// Who a session's token stands for: nobody when it was revoked, all of the user's sessions were
  /// ended since, or the account is closed.
  Optional<User> holder(Tokens.Claims claims) {
    return revoked.get(claims.tokenId())
        ? Optional.empty()
        : users
            .get(claims.userId())
            .filter(row -> row.sessionEpoch() == claims.epoch())
            .map(UserRows.Row::user)
            .filter(user -> !user.isDisabled());
  }

  /// @return empty when there is no such user or the account is closed
  Optional<User> user(UserId id) {
    return users.get(id).map(UserRows.Row::user).filter(user -> !user.isDisabled());
  }

  Optional<ApiKeyRows.Row> key(UUID id) {
    return keys.get(id);
  }

  void revoke(String tokenId, Instant expiresAt) {
    revocations.revoke(tokenId, expiresAt);
    // The next request may come before our own news does.
    revoked.forget(tokenId);
  }

  void forgetUser(UserId id) {
    users.forget(id);
  }

  void forgetKey(UUID id) {
    keys.forget(id);
  }

  @Override
  public void close() {
    news.close();
  }

  /// What other nodes and this one have changed.
  private final class News implements Channel.Ear {
    @Override
    public void heard(String message) {
      String[] words = message.split(" ", 2);
      String id = words.length == 2 ? words[1] : "";
      switch (words[0]) {
        case "token" -> revoked.forget(id);
        case "user" -> users.forget(UserId.parse(id));
        case "key" -> keys.forget(UUID.fromString(id));
        default ->
            LOG.atWarn()
                .addKeyValue("message", message)
                .log("unknown identity news, from a newer node?; it is ignored");
      }
    }

    @Override
    public void maybeMissed() {
      revoked.forgetAll();
      users.forgetAll();
      keys.forgetAll();
    }
  }
}
