package dev.pictor.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.pictor.platform.Problem;
import dev.pictor.platform.Problem.FieldError;
import dev.pictor.platform.Uuid7;
import dev.pictor.platform.http.Scope;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// Keys for programs: made, listed, revoked, and found by their text. Only a hash of the secret is
/// stored. A revoked key is refused here at once and on other nodes within a second.
public final class ApiKeys {
  static final int MOST_ACTIVE = 50;
  static final int MOST_NAME = 100;
  static final int MOST_PER_MINUTE = 1_000_000;

  /// How exact `last_used_at` is: a busy key must not write a row with each request.
  private static final Duration USE_WRITTEN_EVERY = Duration.ofMinutes(1);

  private static final Set<Scope> USUAL = Set.of(Scope.READ, Scope.WRITE);

  private final Jdbi jdbi;
  private final ApiKeyRows rows;
  private final Standing standing;
  private final InstantSource clock;
  private final Uuid7 ids;
  private final Cache<UUID, Instant> writtenUses =
      Caffeine.newBuilder().maximumSize(100_000).build();

  ApiKeys(Jdbi jdbi, ApiKeyRows rows, Standing standing, InstantSource clock) {
    this.jdbi = jdbi;
    this.rows = rows;
    this.standing = standing;
    this.clock = clock;
    this.ids = new Uuid7(clock);
  }

  /// Makes a key for the caller.
  ///
  /// @throws Problem INVALID_REQUEST with every fault at once; FORBIDDEN for scopes that the caller
  ///   does not have; CONFLICT when there are too many keys
  public ApiKey.Made create(Principal caller, ApiKey.Wish wish) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Set<Scope> scopes = wish.scopes() == null ? USUAL : wish.scopes();
    String name = RegistrationRules.tidy(wish.name());
    List<FieldError> errors = errorsOf(wish, name, scopes, now);
    if (name == null || !errors.isEmpty()) {
      throw Problem.invalid(errors);
    }
    if (!caller.scopes().containsAll(scopes)) {
      throw Problem.of(
          Problem.Kind.FORBIDDEN, "A key cannot be good for more than you are; ask for less.");
    }
    KeyText text = KeyText.make(ids.next());
    Instant end = wish.expiresAt() == null ? null : wish.expiresAt().truncatedTo(ChronoUnit.MICROS);
    var key =
        new ApiKey(text.id(), caller.userId(), name, scopes, wish.ownLimit(), now, end, null, null);
    jdbi.useTransaction(handle -> {
      if (ApiKeyRows.countActive(handle, caller.userId(), now) >= MOST_ACTIVE) {
        throw Problem.of(
            Problem.Kind.CONFLICT,
            "You have " + MOST_ACTIVE + " keys, which is as many as one may have; revoke one.");
      }
      ApiKeyRows.insert(handle, key, text.secretHash());
    });
    return new ApiKey.Made(key, text.text());
  }

  private static List<FieldError> errorsOf(
      ApiKey.Wish wish, @Nullable String name, Set<Scope> scopes, Instant now) {
    var errors = new ArrayList<FieldError>();
    if (name == null || name.length() > MOST_NAME || name.indexOf('\0') >= 0) {
      errors.add(new FieldError("name", "Give a name of 1 to " + MOST_NAME + " characters."));
    }
    if (scopes.isEmpty()) {
      errors.add(new FieldError("scopes", "Name at least one of read, write, account, admin."));
    }
    Integer limit = wish.ownLimit();
    if (limit != null && (limit < 1 || limit > MOST_PER_MINUTE)) {
      errors.add(
          new FieldError("rate_limit_per_minute", "A whole number, 1 to " + MOST_PER_MINUTE + "."));
    }
    if (wish.expiresAt() != null && !wish.expiresAt().isAfter(now)) {
      errors.add(new FieldError("expires_at", "Give a time in the future."));
    }
    return errors;
  }

  /// The keys of a user, newest first; ended ones for 30 days more.
  public List<ApiKey> list(UserId user) {
    return rows.ofUser(user);
  }

  /// Ends a key for good. Ending one that has ended does no harm.
  ///
  /// @throws Problem NOT_FOUND when this user has no such key
  public void revoke(UserId user, UUID id) {
    jdbi.useTransaction(handle -> {
      if (!ApiKeyRows.revoke(handle, user, id, clock.instant())) {
        throw Problem.notFound("key");
      }
      IdentityNews.keyChanged(handle, id);
    });
    standing.forgetKey(id); // The next request may come before our own news does.
  }

  /// Who a key stands for, with the role as it is now.
  Optional<Principal> find(String text) {
    Instant now = clock.instant();
    return KeyText.parse(text)
        .flatMap(given ->
            standing
                .key(given.id())
                .filter(row -> MessageDigest.isEqual(row.secretHash(), given.secretHash()))
                .map(ApiKeyRows.Row::key)
                .filter(key -> key.isActive(now)))
        .flatMap(key -> standing.user(key.userId()).map(user -> principal(user, key)));
  }

  private Principal principal(User user, ApiKey key) {
    noteUse(key.id());
    Instant end = key.expiresAt() == null ? ApiKey.NEVER : key.expiresAt();
    return new Principal(
        user.id(),
        user.email(),
        user.role(),
        Principal.Credential.API_KEY,
        key.id().toString(),
        end,
        Principal.allowed(user.role(), key.scopes()),
        key.ownLimit());
  }

  private void noteUse(UUID id) {
    Instant now = clock.instant();
    Instant since = now.minus(USE_WRITTEN_EVERY);
    Instant written = writtenUses.getIfPresent(id);
    if (written == null || !written.isAfter(since)) {
      writtenUses.put(id, now);
      rows.used(id, now, since);
    }
  }

  /// Everything but the account itself, for the service account.
  static Set<Scope> usualScopes() {
    return EnumSet.copyOf(USUAL);
  }
}
