package dev.pictor.identity;

import dev.pictor.platform.Problem;
import dev.pictor.platform.Problem.FieldError;
import dev.pictor.platform.Uuid7;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// The people and programs that have registered.
public final class Users {
  private static final String ADMIN_NAME = "admin";
  static final String SERVICE_NAME = "_service";

  /// 18 random bytes are 24 characters without anything that a terminal would break at.
  private static final int ONE_TIME_BYTES = 18;

  private final Jdbi jdbi;
  private final UserRows rows;
  private final Passwords passwords;
  private final Confirmed confirmed;
  private final InstantSource clock;
  private final Uuid7 ids;

  Users(Jdbi jdbi, UserRows rows, Passwords passwords, Confirmed confirmed, InstantSource clock) {
    this.jdbi = jdbi;
    this.rows = rows;
    this.passwords = passwords;
    this.confirmed = confirmed;
    this.clock = clock;
    this.ids = new Uuid7(clock);
  }

  /// How addresses are confirmed.
  ///
  /// @param required whether nobody signs in before
  record Confirmed(Confirmations links, boolean required) {}

  /// Signs somebody up as an ordinary user. Where addresses have to be confirmed, there must be
  /// one, and a link is sent to it.
  ///
  /// @throws Problem INVALID_REQUEST with every fault at once; EMAIL_TAKEN or USERNAME_TAKEN, after
  ///   the same work as for a new one
  public User register(Registration form) {
    return register(form, confirmed.required());
  }

  /// The same, with an address that is confirmed in any case.
  User signUp(Registration form) {
    return register(form, true);
  }

  private User register(Registration form, boolean withLink) {
    var errors = new ArrayList<FieldError>(RegistrationRules.errorsOf(form));
    if (withLink && RegistrationRules.tidy(form.email()) == null) {
      errors.removeIf(error -> error.field().equals("email"));
      errors.addFirst(new FieldError("email", "Give an e-mail address; it is to be confirmed."));
    }
    errors.addAll(RegistrationRules.dobErrors(form.dob(), clock.instant()));
    String password = form.password();
    if (!errors.isEmpty() || password == null) {
      throw Problem.invalid(errors);
    }
    User user = newUser(form);
    if (!insert(user, passwords.hash(password), withLink)) {
      throw taken(user);
    }
    return user;
  }

  /// Which of the two it was; both contracts have a word of their own for each.
  private Problem taken(User user) {
    String email = user.email();
    boolean isEmail = email != null && rows.findByKey(RegistrationRules.keyOf(email)).isPresent();
    return isEmail
        ? Problem.of(
            Problem.Kind.EMAIL_TAKEN, "This e-mail address is taken. Sign in, or take another one.")
        : Problem.of(
            Problem.Kind.USERNAME_TAKEN, "This username is taken. Sign in, or take another one.");
  }

  private boolean insert(User user, String hash, boolean withLink) {
    return jdbi.inTransaction(handle -> {
      boolean inserted = UserRows.insert(handle, user, hash);
      if (inserted && withLink) {
        confirmed.links().send(handle, user);
      }
      return inserted;
    });
  }

  public Optional<User> find(UserId id) {
    return rows.find(id).map(UserRows.Row::user);
  }

  /// @throws Problem NOT_FOUND when there is no such user any more
  public User get(UserId id) {
    return find(id).orElseThrow(() -> Problem.notFound("user"));
  }

  /// Takes effect on every node within a second, for tokens that are out already too.
  public void changeRole(UserId id, Role role) {
    jdbi.useTransaction(handle -> {
      if (!UserRows.setRole(handle, id, role)) {
        throw Problem.notFound("user");
      }
      IdentityNews.userChanged(handle, id);
    });
  }

  /// Makes the admin on the first start, when there is none yet.
  ///
  /// @return the admin, with the one-time password exactly once: print it now; empty on every later
  ///   start, and on all nodes but one when several start at once
  public Optional<FirstAdmin> createFirstAdmin(IdentitySettings.FirstAdmin wanted) {
    return jdbi.inTransaction(handle -> createFirstAdmin(handle, wanted));
  }

  private Optional<FirstAdmin> createFirstAdmin(Handle handle, IdentitySettings.FirstAdmin wanted) {
    handle.execute("select pg_advisory_xact_lock(?)", LastAdmin.LOCK);
    if (UserRows.hasAdmin(handle)) {
      return Optional.empty();
    }
    String made = wanted.password().isBlank() ? newPassword() : null;
    User admin = newUser(RegistrationRules.tidy(wanted.email()), ADMIN_NAME, Role.ADMIN);
    String hash = passwords.hash(made == null ? wanted.password() : made);
    if (!UserRows.insert(handle, admin, hash)) {
      throw new IllegalStateException(
          "no admin can be made: a user has the name admin or the address of ADMIN_EMAIL");
    }
    return Optional.of(new FirstAdmin(admin, made));
  }

  /// The account that the operator's key stands for; made on the first start that has one. Nobody
  /// can register its name, which begins with an underscore, and it has no password.
  UserId serviceAccount() {
    User made = newUser(null, SERVICE_NAME, Role.USER);
    return rows.insert(made, null)
        ? made.id()
        : rows.findByKey(SERVICE_NAME).orElseThrow().user().id();
  }

  private User newUser(Registration form) {
    return new User(
        new UserId(ids.next()),
        RegistrationRules.tidy(form.email()),
        RegistrationRules.tidy(form.username()),
        RegistrationRules.tidy(form.fullName()),
        Role.USER,
        now(),
        form.dob(),
        null,
        null);
  }

  /// A user of the operator's, whose address needs no link.
  private User newUser(@Nullable String email, String username, Role role) {
    Instant confirmedAt = email == null ? null : now();
    return new User(
        new UserId(ids.next()), email, username, null, role, now(), null, confirmedAt, null);
  }

  /// The database keeps microseconds; what is returned must equal what is read later.
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private static String newPassword() {
    var bytes = new byte[ONE_TIME_BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /// The admin of the first start.
  ///
  /// @param oneTimePassword null when the operator gave a password
  public record FirstAdmin(User user, @Nullable String oneTimePassword) {
    @Override
    public String toString() {
      return "FirstAdmin[" + user.email() + "]";
    }
  }
}
