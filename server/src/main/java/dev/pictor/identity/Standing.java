package dev.pictor.identity;

import dev.pictor.platform.sql.Database;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What is true of tokens and users at this moment, on whichever node it was changed.
final class Standing implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Standing.class);

  private final Revocations revocations;
  private final IdentityNews news;
  private final FreshCache<String, Boolean> revoked;
  private final FreshCache<UserId, Optional<User>> users;

  Standing(Database database, UserRows rows, Revocations revocations, InstantSource clock) {
    this.revocations = revocations;
    this.news = new IdentityNews(database, this::hear, this::forgetAll);
    this.revoked = new FreshCache<>(revocations::isRevoked, news::isConnected, clock);
    this.users =
        new FreshCache<>(id -> rows.find(id).map(UserRows.Row::user), news::isConnected, clock);
  }

  void start() {
    news.start();
  }

  boolean isRevoked(String tokenId) {
    return revoked.get(tokenId);
  }

  Optional<User> user(UserId id) {
    return users.get(id);
  }

  void revoke(String tokenId, Instant expiresAt) {
    revocations.revoke(tokenId, expiresAt);
    // The next request may come before our own news does.
    revoked.forget(tokenId);
  }

  private void hear(String message) {
    String[] words = message.split(" ", 2);
    if (words.length == 2 && words[0].equals("token")) {
      revoked.forget(words[1]);
    } else if (words.length == 2 && words[0].equals("user")) {
      users.forget(new UserId(UUID.fromString(words[1])));
    } else {
      LOG.atWarn()
          .addKeyValue("message", message)
          .log("unknown identity news, from a newer node?; it is ignored");
    }
  }

  private void forgetAll() {
    revoked.forgetAll();
    users.forgetAll();
  }

  @Override
  public void close() {
    news.close();
  }
}
