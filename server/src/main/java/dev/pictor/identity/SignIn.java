package dev.pictor.identity;

import dev.pictor.platform.Problem;
import dev.pictor.platform.Problem.FieldError;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/// Checks a name and a password, as slowly for nobody as for somebody, and slower after failures.
final class SignIn {
  /// Longer text is no password of ours; it is not worth hashing.
  private static final int MOST_TYPED = 1_024;

  private final UserRows users;
  private final Passwords passwords;
  private final LoginThrottle throttle;
  private final boolean confirmedOnly;

  /// @param confirmedOnly whether an e-mail address has to be confirmed first
  SignIn(UserRows users, Passwords passwords, LoginThrottle throttle, boolean confirmedOnly) {
    this.users = users;
    this.passwords = passwords;
    this.throttle = throttle;
    this.confirmedOnly = confirmedOnly;
  }

  /// @throws Problem INVALID_REQUEST when a field is missing; BAD_CREDENTIALS for a wrong password
  ///   and an unknown name alike; RATE_LIMITED after too many failures; ACCOUNT_DISABLED and
  ///   EMAIL_NOT_CONFIRMED only to those who know the password
  UserRows.Row check(Login login) {
    String name = login.name();
    String password = login.password();
    if (name == null || name.isBlank() || password == null || password.isEmpty()) {
      throw missingFields(login);
    }
    String key = RegistrationRules.keyOf(name);
    LoginThrottle.Attempt attempt = throttle.begin(key, login.address());
    UserRows.Row row = checked(users.findByKey(key).orElse(null), password);
    throttle.succeeded(attempt);
    refuseClosed(row.user());
    String stored = row.passwordHash();
    if (stored != null && passwords.isOutdated(stored)) {
      users.replaceHash(row.user().id(), stored, passwords.hash(password));
    }
    return row;
  }

  private UserRows.Row checked(UserRows.@Nullable Row row, String password) {
    boolean tooLong = password.length() > MOST_TYPED;
    boolean right =
        passwords.matches(
            row == null || tooLong ? null : row.passwordHash(),
            tooLong ? password.substring(0, MOST_TYPED) : password);
    if (row == null || !right) {
      throw Problem.of(
          Problem.Kind.BAD_CREDENTIALS,
          "The name or the password is wrong. Check both and try again.");
    }
    return row;
  }

  private void refuseClosed(User user) {
    if (user.isDisabled()) {
      throw Problem.of(
          Problem.Kind.ACCOUNT_DISABLED, "This account is closed; ask whoever runs this service.");
    }
    if (confirmedOnly && user.email() != null && !user.isEmailConfirmed()) {
      throw Problem.of(
          Problem.Kind.EMAIL_NOT_CONFIRMED,
          "Confirm your e-mail address first: follow the link in the mail that was sent to you.");
    }
  }

  private static Problem missingFields(Login login) {
    var errors = new ArrayList<FieldError>();
    if (RegistrationRules.tidy(login.name()) == null) {
      errors.add(new FieldError(login.nameField(), "Give your e-mail address or username."));
    }
    if (login.password() == null || login.password().isEmpty()) {
      errors.add(new FieldError("password", "Give your password."));
    }
    return Problem.invalid(errors);
  }
}
