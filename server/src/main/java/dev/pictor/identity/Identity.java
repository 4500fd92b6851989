package dev.pictor.identity;

import dev.pictor.platform.Duty;
import dev.pictor.platform.secrets.KeyRing;
import dev.pictor.platform.sql.Database;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Semaphore;

/// The module put together: users, sessions, limits and the duties that keep its tables small.
public final class Identity implements AutoCloseable {
  private final Users users;
  private final Sessions sessions;
  private final RateLimits rateLimits;
  private final Standing standing;
  private final List<Duty> duties;

  private Identity(
      Users users, Sessions sessions, RateLimits rateLimits, Standing standing, List<Duty> duties) {
    this.users = users;
    this.sessions = sessions;
    this.rateLimits = rateLimits;
    this.standing = standing;
    this.duties = duties;
  }

  /// Opens the module and its line to the other nodes.
  ///
  /// @param keys sign tokens; made from {@link IdentitySettings.Tokens#secret} or generated
  public static Identity open(
      IdentitySettings settings, KeyRing keys, Database database, InstantSource clock) {
    var rows = new UserRows(database.jdbi());
    var revocations = new Revocations(database.jdbi());
    var standing = new Standing(database, rows, revocations, clock);
    // One each core: more at once would not be done sooner, and each takes 19 MiB.
    var slots = new Semaphore(Runtime.getRuntime().availableProcessors(), true);
    var passwords = new Passwords(slots, PasswordHash.Cost.NOW);
    var throttle = new LoginThrottle(database.jdbi(), keys, clock);
    var tokens =
        new Tokens(keys, settings.tokens().algorithm(), settings.tokens().lifetime(), clock);
    standing.start();
    return new Identity(
        new Users(database.jdbi(), rows, passwords, clock),
        new Sessions(rows, passwords, throttle, tokens, standing, clock),
        new RateLimits(settings.limits(), clock),
        standing,
        List.of(new RevocationCleaner(revocations, clock), new ThrottleCleaner(throttle)));
  }

  public Users users() {
    return users;
  }

  public Sessions sessions() {
    return sessions;
  }

  public RateLimits rateLimits() {
    return rateLimits;
  }

  /// Run these on every node.
  public List<Duty> duties() {
    return duties;
  }

  @Override
  public void close() {
    standing.close();
  }
}
