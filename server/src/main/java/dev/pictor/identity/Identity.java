package dev.pictor.identity;

import dev.pictor.platform.Duty;
import dev.pictor.platform.limits.Limiter;
import dev.pictor.platform.secrets.KeyRing;
import dev.pictor.platform.sql.Database;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jdbi.v3.core.Jdbi;

/// The module put together: users, sessions, keys, accounts, limits and the duties that keep its
/// tables small.
public final class Identity implements AutoCloseable {
  private final Parts parts;

  private Identity(Parts parts) {
    this.parts = parts;
  }

  private record Parts(
      Users users,
      Sessions sessions,
      ApiKeys keys,
      Accounts accounts,
      UserAdmin admin,
      Erasures erasures,
      RateLimits limits,
      Standing standing,
      List<Duty> duties) {}

  /// Opens the module and its line to the other nodes.
  ///
  /// @param keys sign tokens; made from {@link IdentitySettings.Tokens#secret} or generated
  /// @param limiter counts requests
  public static Identity open(
      IdentitySettings settings,
      KeyRing keys,
      Database database,
      Limiter limiter,
      AccountMail mail,
      InstantSource clock) {
    Jdbi jdbi = database.jdbi();
    var rows = new UserRows(jdbi);
    var keyRows = new ApiKeyRows(jdbi);
    var standing = new Standing(database, rows, keyRows, clock);
    // One each core: more at once would not be done sooner, and each takes 19 MiB.
    var slots = new Semaphore(Runtime.getRuntime().availableProcessors(), true);
    var oldHashes = new OldHashes(jdbi, clock);
    var passwords = new Passwords(slots, PasswordHash.Cost.NOW, oldHashes);
    var throttle = new LoginThrottle(jdbi, keys, clock);
    var rules = settings.rules();
    var lifetime = settings.tokens().lifetime();
    var tokens = new Tokens(keys, settings.tokens().algorithm(), lifetime, clock);
    var links = new MailTokens(clock);
    var confirmations = new Confirmations(jdbi, links, mail, standing, clock);
    var confirmed = new Users.Confirmed(confirmations, rules.confirmedOnly());
    var users = new Users(jdbi, rows, passwords, confirmed, clock);
    var signIn = new SignIn(rows, passwords, throttle, rules.confirmedOnly());
    var apiKeys = new ApiKeys(jdbi, keyRows, standing, clock);
    var keysThatCount = new Sessions.Keys(apiKeys, service(settings, users, standing));
    var sessions = new Sessions(jdbi, signIn, tokens, standing, keysThatCount, clock);
    var credentials = new Credentials(signIn, passwords, mail, standing, lifetime, clock);
    var resets = new PasswordResets(jdbi, links, mail, credentials, clock);
    var limits = new RateLimits(settings.limits(), limiter);
    var changes = new Accounts.Changes(credentials, sessions, links, mail, rules.lookupsPerHour());
    var erasures = new Erasures(jdbi, mail.mailer(), standing, clock);
    var duties = new ArrayList<Duty>(mail.mailer().duties());
    duties.addAll(
        List.of(
            new RevocationCleaner(new Revocations(jdbi), clock),
            new ThrottleCleaner(throttle),
            new KeyCleaner(keyRows, clock),
            new TokenCleaner(jdbi, clock),
            resets,
            erasures));
    standing.start();
    return new Identity(
        new Parts(
            users,
            sessions,
            apiKeys,
            new Accounts(jdbi, users, confirmations, resets, changes, limits),
            new UserAdmin(jdbi, passwords, oldHashes, standing, clock),
            erasures,
            limits,
            standing,
            List.copyOf(duties)));
  }

  private static Optional<StaticKey> service(
      IdentitySettings settings, Users users, Standing standing) {
    return settings.serviceKey().isGiven()
        ? Optional.of(new StaticKey(settings.serviceKey(), users.serviceAccount(), standing))
        : Optional.empty();
  }

  public Users users() {
    return parts.users();
  }

  public Sessions sessions() {
    return parts.sessions();
  }

  public ApiKeys keys() {
    return parts.keys();
  }

  public Accounts accounts() {
    return parts.accounts();
  }

  public UserAdmin admin() {
    return parts.admin();
  }

  public Erasures erasures() {
    return parts.erasures();
  }

  public RateLimits rateLimits() {
    return parts.limits();
  }

  /// Run these on every node.
  public List<Duty> duties() {
    return parts.duties();
  }

  @Override
  public void close() {
    parts.standing().close();
  }
}
