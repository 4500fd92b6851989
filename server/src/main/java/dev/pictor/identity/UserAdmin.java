package dev.pictor.identity;

import dev.pictor.platform.Problem;
import dev.pictor.platform.Problem.FieldError;
import dev.pictor.platform.Uuid7;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// What an admin does with users: looking, bringing them in from older systems with their password
/// hashes, changing roles, closing accounts.
public final class UserAdmin {
  private final Jdbi jdbi;
  private final Passwords passwords;
  private final OldHashes oldHashes;
  private final Standing standing;
  private final InstantSource clock;
  private final Uuid7 ids;

  UserAdmin(
      Jdbi jdbi, Passwords passwords, OldHashes oldHashes, Standing standing, InstantSource clock) {
    this.jdbi = jdbi;
    this.passwords = passwords;
    this.oldHashes = oldHashes;
    this.standing = standing;
    this.clock = clock;
    this.ids = new Uuid7(clock);
  }

  /// A user of an older system, or a new one.
  ///
  /// @param form its password is checked as at registration; null when there is a hash, or when the
  ///   user shall ask for a password by mail
  /// @param passwordHash an Argon2id PHC string or a bcrypt string
  public record Import(
      Registration form,
      @Nullable String passwordHash,
      @Nullable Role role,
      @Nullable Boolean emailConfirmed) {
    @Override
    public String toString() {
      return "Import[" + form + "]";
    }
  }

  /// What is to change; null leaves it.
  public record Change(@Nullable Role role, @Nullable Boolean disabled) {}

  /// Newest first.
  ///
  /// @param part of an address or a username, in any case; null for all
  /// @param before the last one of the page before; null for the first page
  public List<User> list(@Nullable String part, int limit, @Nullable UserId before) {
    if (part != null && part.indexOf('\0') >= 0) {
      return List.of();
    }
    String like = part == null ? null : "%" + escaped(RegistrationRules.keyOf(part)) + "%";
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                """
                select * from identity_user
                where (:before::uuid is null or id < :before::uuid)
                  and (:like::text is null or email_key like :like or username_key like :like)
                order by id desc limit :limit
                """)
            .bind("before", before == null ? null : before.value())
            .bind("like", like)
            .bind("limit", limit)
            .map((row, _) -> UserRows.read(row).user())
            .list());
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
  }

  /// @throws Problem INVALID_REQUEST with every fault at once; ALREADY_EXISTS
  public User create(Import wish) {
    Registration form = wish.form();
    var errors = new ArrayList<FieldError>(RegistrationRules.nameErrors(form));
    errors.addAll(RegistrationRules.fullNameErrors(form.fullName()));
    errors.addAll(RegistrationRules.dobErrors(form.dob(), clock.instant()));
    if (wish.passwordHash() != null) {
      errors.addAll(PasswordHash.importErrors(wish.passwordHash()));
    }
    if (form.password() != null) {
      errors.addAll(
          wish.passwordHash() != null
              ? List.of(new FieldError("password", "Give a password or a hash, not both."))
              : RegistrationRules.passwordErrors(form.password(), form.email(), form.username()));
    }
    RegistrationRules.refuse(errors);
    User user = newUser(wish);
    String hash = form.password() == null ? wish.passwordHash() : passwords.hash(form.password());
    if (!jdbi.withHandle(handle -> UserRows.insert(handle, user, hash))) {
      throw Problem.of(Problem.Kind.ALREADY_EXISTS, "This e-mail address or username is taken.");
    }
    oldHashes.forget();
    return user;
  }

  private User newUser(Import wish) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Registration form = wish.form();
    boolean confirmed = Boolean.TRUE.equals(wish.emailConfirmed()) && form.email() != null;
    return new User(
        new UserId(ids.next()),
        RegistrationRules.tidy(form.email()),
        RegistrationRules.tidy(form.username()),
        RegistrationRules.tidy(form.fullName()),
        wish.role() == null ? Role.USER : wish.role(),
        now,
        form.dob(),
        confirmed ? now : null,
        null);
  }

  /// Takes effect on every node within a second, for tokens that are out already too. Closing an
  /// account ends its sessions for good; its keys count again when it is opened again.
  ///
  /// @throws Problem NOT_FOUND; LAST_ADMIN
  public User change(UUID id, Change change) {
    var user = new UserId(id);
    User now =
        jdbi.inTransaction(handle -> {
          boolean leaves = change.role() == Role.USER || Boolean.TRUE.equals(change.disabled());
          if (leaves) {
            LastAdmin.refuse(handle, user);
          }
          if (change.role() != null) {
            UserRows.setRole(handle, user, change.role());
          }
          if (change.disabled() != null) {
            UserRows.setDisabled(handle, user, change.disabled(), clock.instant());
          }
          IdentityNews.userChanged(handle, user);
          return UserRows.find(handle, user).orElseThrow(() -> Problem.notFound("user")).user();
        });
    standing.forgetUser(user);
    return now;
  }
}
