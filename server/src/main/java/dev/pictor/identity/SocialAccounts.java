package dev.pictor.identity;

import dev.pictor.identity.social.ExternalIdentity;
import dev.pictor.platform.Problem;
import dev.pictor.platform.Uuid7;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// Which user somebody is whom another service knows.
///
/// An account that is there already is only taken over when both sides have checked the same
/// address: whoever registers here with somebody else's address and a password of their own must
/// not find themselves in one account with them later, and a provider that lets people write any
/// address must not open other people's accounts. Users who are signed in may link what they like.
final class SocialAccounts {
  private static final int ATTEMPTS = 4;
  private static final int MOST_NAME = 32;
  private static final int SUFFIX = 5;

  /// OpenID Connect Core 1.0, section 2: at most 255 ASCII characters.
  private static final Pattern SUBJECT = Pattern.compile("[\\x20-\\x7e]{1,255}");

  private final Jdbi jdbi;
  private final InstantSource clock;
  private final Uuid7 ids;
  private final SecureRandom random = new SecureRandom();

  SocialAccounts(Jdbi jdbi, InstantSource clock) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.ids = new Uuid7(clock);
  }

  /// Somebody did the same at the same moment; with what they did it can be decided anew.
  private static final class Raced extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /// @param linkTo the user who is signed in and wants to sign in by this too; null to sign in
  /// @throws Problem ACCOUNT_EXISTS when it belongs to somebody else, or the address does
  User resolve(ExternalIdentity known, @Nullable UserId linkTo) {
    if (!SUBJECT.matcher(known.subject()).matches()) {
      throw Problem.of(
          Problem.Kind.SIGN_IN_REFUSED,
          "The other service did not say who you are in a form that can be kept.");
    }
    boolean nameIsTaken = false;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      boolean again = nameIsTaken;
      try {
        return jdbi.inTransaction(handle -> resolve(handle, known, linkTo, again));
      } catch (Raced _) {
        nameIsTaken = true;
      }
    }
    throw Problem.of(
        Problem.Kind.CONFLICT, "Somebody signs in as the same person just now; try again.");
  }

  private User resolve(
      Handle handle, ExternalIdentity known, @Nullable UserId linkTo, boolean nameIsTaken) {
    Optional<UserId> linked = linked(handle, known);
    if (linked.isPresent()) {
      if (linkTo != null && !linkTo.equals(linked.get())) {
        throw exists("This login belongs to another account here already; sign in with it.");
      }
      return user(handle, linked.get());
    }
    if (linkTo != null) {
      link(handle, known, linkTo);
      return user(handle, linkTo);
    }
    User user = byAddress(handle, known).orElseGet(() -> create(handle, known, nameIsTaken));
    link(handle, known, user.id());
    return user;
  }

  private Optional<UserId> linked(Handle handle, ExternalIdentity known) {
    return handle
        .createQuery(
            """
            update identity_link set last_used_at = :now
            where provider = :provider and subject = :subject returning user_id
            """)
        .bind("now", Timestamp.from(clock.instant()))
        .bind("provider", known.provider())
        .bind("subject", known.subject())
        .mapTo(UUID.class)
        .findOne()
        .map(UserId::new);
  }

  private void link(Handle handle, ExternalIdentity known, UserId user) {
    int made =
        handle
            .createUpdate(
                """
                insert into identity_link (provider, subject, user_id, created_at, last_used_at)
                values (:provider, :subject, :user, :now, :now) on conflict do nothing
                """)
            .bind("provider", known.provider())
            .bind("subject", known.subject())
            .bind("user", user.value())
            .bind("now", Timestamp.from(clock.instant()))
            .execute();
    if (made == 0) {
      throw new Raced();
    }
  }

  private static User user(Handle handle, UserId id) {
    return UserRows.find(handle, id)
        .map(UserRows.Row::user)
        .orElseThrow(() -> Problem.notFound("user"));
  }

  private static Optional<User> byAddress(Handle handle, ExternalIdentity known) {
    String email = known.email();
    if (email == null) {
      return Optional.empty();
    }
    Optional<User> owner =
        UserRows.findByKey(handle, RegistrationRules.keyOf(email)).map(UserRows.Row::user);
    if (owner.isPresent() && !owner.get().isEmailConfirmed()) {
      throw exists(
          "There is an account with this address that nobody has confirmed. Sign in with its"
              + " password and link this login to it, or confirm its address first.");
    }
    return owner;
  }

  private User create(Handle handle, ExternalIdentity known, boolean nameIsTaken) {
    // The database keeps microseconds; what is returned must equal what is read later.
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    String email = known.email();
    boolean isAddress = email != null && RegistrationRules.emailErrors(email).isEmpty();
    var user =
        new User(
            new UserId(ids.next()),
            isAddress ? RegistrationRules.tidy(email) : null,
            name(known, nameIsTaken),
            fullName(known),
            Role.USER,
            now,
            null,
            isAddress ? now : null,
            null);
    if (!UserRows.insert(handle, user, null)) {
      throw new Raced();
    }
    return user;
  }

  /// The name there, as far as it can be one here.
  private String name(ExternalIdentity known, boolean isTaken) {
    String wanted = known.username() == null ? "" : known.username();
    String plain =
        wanted.replaceAll("@.*", "").replaceAll("[^A-Za-z0-9._-]", "").replaceAll("^[._-]+", "");
    String name = plain.length() < 3 ? "user" : plain;
    if (!isTaken && plain.length() >= 3 && name.length() <= MOST_NAME) {
      return name;
    }
    var bytes = new byte[SUFFIX];
    random.nextBytes(bytes);
    String suffix = "-" + HexFormat.of().formatHex(bytes);
    return name.substring(0, Math.min(name.length(), MOST_NAME - suffix.length())) + suffix;
  }

  private static @Nullable String fullName(ExternalIdentity known) {
    String given = known.fullName();
    String name =
        given == null ? null : RegistrationRules.tidy(given.replaceAll("\\p{Cntrl}", " "));
    return name == null ? null : name.substring(0, Math.min(name.length(), 200));
  }

  private static Problem exists(String detail) {
    return Problem.of(Problem.Kind.ACCOUNT_EXISTS, detail);
  }
}
