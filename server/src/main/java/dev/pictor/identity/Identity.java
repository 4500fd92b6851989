package dev.pictor.identity;

import dev.pictor.platform.Duty;
import dev.pictor.platform.limits.Limiter;
import dev.pictor.platform.secrets.KeyRing;
import dev.pictor.platform.sql.Database;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/// The module put together: users, sessions, limits and the duties that keep its tables small.
public final class Identity implements AutoCloseable {
  private final Users users;
  private final Sessions sessions;
  private final ApiKeys keys;
  private final RateLimits rateLimits;
  private final Standing standing;
  private final List<Duty> duties;

  private Identity(
      Users users,
      Sessions sessions,
      ApiKeys keys,
      RateLimits rateLimits,
      Standing standing,
      List<Duty> duties) {
    this.users = users;
    this.sessions = sessions;
    this.keys = keys;
    this.rateLimits = rateLimits;
    this.standing = standing;
    this.duties = duties;
  }

  /// Opens the module and its line to the other nodes.
  ///
  /// @param keys sign tokens; made from {@link IdentitySettings.Tokens#secret} or generated
  /// @param limiter counts requests
  public static Identity open(
      IdentitySettings settings,
      KeyRing keys,
      Database database,
      Limiter limiter,
      InstantSource clock) {
    var rows = new UserRows(database.jdbi());
    var keyRows = new ApiKeyRows(database.jdbi());
    var standing = new Standing(database, rows, keyRows, clock);
    // One each core: more at once would not be done sooner, and each takes 19 MiB.
    var slots = new Semaphore(Runtime.getRuntime().availableProcessors(), true);
    var passwords = new Passwords(slots, PasswordHash.Cost.NOW);
    var throttle = new LoginThrottle(database.jdbi(), keys, clock);
    var tokens =
        new Tokens(keys, settings.tokens().algorithm(), settings.tokens().lifetime(), clock);
    var users = new Users(database.jdbi(), rows, passwords, clock);
    var apiKeys = new ApiKeys(database.jdbi(), keyRows, standing, clock);
    var signIn = new SignIn(rows, passwords, throttle, false);
    Optional<StaticKey> service =
        settings.serviceKey().isGiven()
            ? Optional.of(new StaticKey(settings.serviceKey(), users.serviceAccount(), standing))
            : Optional.empty();
    var keysThatCount = new Sessions.Keys(apiKeys, service);
    standing.start();
    return new Identity(
        users,
        new Sessions(database.jdbi(), signIn, tokens, standing, keysThatCount, clock),
        apiKeys,
        new RateLimits(settings.limits(), limiter),
        standing,
        List.of(
            new RevocationCleaner(new Revocations(database.jdbi()), clock),
            new ThrottleCleaner(throttle),
            new KeyCleaner(keyRows, clock)));
  }

  public Users users() {
    return users;
  }

  public Sessions sessions() {
    return sessions;
  }

  public ApiKeys keys() {
    return keys;
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
