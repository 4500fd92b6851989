package dev.pictor.identity;

import dev.pictor.platform.Problem;
import dev.pictor.platform.Problem.FieldError;
import dev.pictor.platform.limits.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// What people do with their own accounts beside signing in: beginning, signing up with a
/// confirmation, a forgotten password, a new password, a new address.
public final class Accounts {
  private final Jdbi jdbi;
  private final Users users;
  private final Confirmations confirmations;
  private final PasswordResets resets;
  private final Changes changes;
  private final RateLimits limits;

  Accounts(
      Jdbi jdbi,
      Users users,
      Confirmations confirmations,
      PasswordResets resets,
      Changes changes,
      RateLimits limits) {
    this.jdbi = jdbi;
    this.users = users;
    this.confirmations = confirmations;
    this.resets = resets;
    this.changes = changes;
    this.limits = limits;
  }

  /// What changes need.
  ///
  /// @param lookupsPerHour how often an address may ask about accounts; -1 unlimited
  record Changes(
      Credentials credentials,
      Sessions sessions,
      MailTokens tokens,
      AccountMail mail,
      int lookupsPerHour) {}

  /// How somebody goes on.
  ///
  /// @param next `password`, `create_account` or `social_login`
  public record Next(boolean exists, String next) {}

  /// Whether somebody has this address, and how they go on. By contract it tells, so it is limited
  /// hard by address.
  ///
  /// @param address the caller's IP address
  /// @throws Problem INVALID_REQUEST when it is no e-mail address; RATE_LIMITED
  public Next start(@Nullable String email, String address) {
    takeLookup("start", address);
    String key = RegistrationRules.keyOf(checkedEmail("email", email));
    return jdbi.withHandle(handle -> UserRows.findByKey(handle, key))
        .map(row -> new Next(true, row.passwordHash() == null ? "social_login" : "password"))
        .orElse(new Next(false, "create_account"));
  }

  /// Signs somebody up with an e-mail address and sends the link that confirms it.
  ///
  /// @throws Problem as {@link Users#register}
  public User signUp(Registration form) {
    return users.signUp(form);
  }

  /// Uses a link of a mail that confirms an address, of registration or a new one.
  ///
  /// @throws Problem INVALID_TOKEN; ALREADY_EXISTS when the new address is taken meanwhile
  public User confirm(@Nullable String token) {
    return confirmations.confirm(checkedToken(token));
  }

  /// Sends the link that confirms an address again, unless one has just been sent.
  public void confirmAgain(Principal caller) {
    confirmations.sendAgain(caller.userId());
  }

  /// Sends a link for a new password, if somebody has the address; nobody is told whether.
  ///
  /// @param address the caller's IP address
  /// @throws Problem INVALID_REQUEST when it is no e-mail address; RATE_LIMITED
  public void forgotPassword(@Nullable String email, String address) {
    takeLookup("forgot", address);
    resets.request(checkedEmail("email", email));
  }

  /// Sets a new password by a link of a mail, and ends all sessions.
  public void resetPassword(@Nullable String token, @Nullable String password) {
    resets.reset(checkedToken(token), password == null ? "" : password);
  }

  /// Sets a new password. All sessions end, and the caller gets a new one.
  ///
  /// @param current null where the account has no password; then the sign-in must be fresh
  /// @param address the caller's IP address
  public Session changePassword(
      Principal caller, @Nullable String current, @Nullable String next, String address) {
    UserRows.Row row = row(caller);
    RegistrationRules.refuse(
        RegistrationRules.passwordErrors(next, row.user().email(), row.user().username()).stream()
            .map(error -> new FieldError("new_password", error.message()))
            .toList());
    changes.credentials().prove(caller, row, current, address);
    String hash = changes.credentials().hash(String.valueOf(next));
    jdbi.useTransaction(handle -> changes.credentials().replace(handle, caller.userId(), hash));
    changes.credentials().replaced(caller.userId());
    return changes.sessions().issue(row.user());
  }

  /// Sends a link to a new address, which takes it once it is followed, and tells the old one.
  ///
  /// @param address the caller's IP address
  public void changeEmail(
      Principal caller, @Nullable String newEmail, @Nullable String password, String address) {
    String email = checkedEmail("email", newEmail);
    UserRows.Row row = row(caller);
    changes.credentials().prove(caller, row, password, address);
    User user = row.user();
    String oldEmail = user.email();
    jdbi.useTransaction(handle -> {
      String token =
          changes.tokens().issue(handle, user.id(), MailTokens.Purpose.CHANGE_EMAIL, email);
      changes.mail().confirmChange(handle, user, email, token);
      if (oldEmail != null) {
        changes.mail().tellOfChange(handle, user, oldEmail);
      }
    });
  }

  /// Checks once more that the caller is who they are, before something that cannot be undone.
  ///
  /// @param password null where the account has none; then the sign-in must be fresh
  public void prove(Principal caller, @Nullable String password, String address) {
    changes.credentials().prove(caller, row(caller), password, address);
  }

  /// Whether the caller has a password; whoever signs in at another service only has none.
  public boolean hasPassword(Principal caller) {
    return row(caller).passwordHash() != null;
  }

  private UserRows.Row row(Principal caller) {
    return jdbi.withHandle(handle -> UserRows.find(handle, caller.userId()))
        .orElseThrow(() -> Problem.notFound("user"));
  }

  private void takeLookup(String what, String address) {
    Verdict verdict =
        limits.takeForHour(what + " " + AddressBlock.of(address), changes.lookupsPerHour());
    if (!verdict.allowed()) {
      throw Problem.later(
          Problem.Kind.RATE_LIMITED,
          "That was asked too often from here; try again later.",
          verdict.retryAfter());
    }
  }

  private static String checkedEmail(String field, @Nullable String email) {
    String tidy = RegistrationRules.tidy(email);
    List<FieldError> errors = new ArrayList<>();
    if (tidy == null) {
      errors.add(new FieldError(field, "Give an e-mail address."));
    } else {
      errors.addAll(RegistrationRules.emailErrors(tidy));
    }
    RegistrationRules.refuse(errors);
    return String.valueOf(tidy);
  }

  private static String checkedToken(@Nullable String token) {
    if (token == null || token.isBlank()) {
      throw Problem.invalid("token", "Give the token of the link.");
    }
    return token.strip();
  }
}
