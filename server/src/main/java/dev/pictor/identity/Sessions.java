package dev.pictor.identity;

import dev.pictor.platform.Problem;
import dev.pictor.platform.Problem.FieldError;
import dev.pictor.platform.Uuid7;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Optional;

/// Signing in and out, and who a token stands for.
///
/// A token is checked without the database in the common case: its signature by us, whether it was
/// revoked and what its user is from caches that hear of changes on any node (`IdentityNews`).
public final class Sessions {
  /// Longer text is no password of ours; it is not worth hashing.
  private static final int MOST_TYPED = 1_024;

  private final UserRows users;
  private final Passwords passwords;
  private final LoginThrottle throttle;
  private final Tokens tokens;
  private final Standing standing;
  private final Uuid7 ids;

  Sessions(
      UserRows users,
      Passwords passwords,
      LoginThrottle throttle,
      Tokens tokens,
      Standing standing,
      InstantSource clock) {
    this.users = users;
    this.passwords = passwords;
    this.throttle = throttle;
    this.tokens = tokens;
    this.standing = standing;
    this.ids = new Uuid7(clock);
  }

  /// Signs somebody in by e-mail address or username.
  ///
  /// @throws Problem INVALID_REQUEST when a field is missing; BAD_CREDENTIALS for a wrong password
  ///   and an unknown name alike; RATE_LIMITED after too many failures
  public Session login(Login login) {
    String name = login.name();
    String password = login.password();
    if (name == null || name.isBlank() || password == null || password.isEmpty()) {
      throw missingFields(login);
    }
    String key = RegistrationRules.keyOf(name);
    LoginThrottle.Attempt attempt = throttle.begin(key, login.address());
    UserRows.Row row = checked(key, password);
    throttle.succeeded(attempt);
    if (passwords.isOutdated(row.passwordHash())) {
      users.replaceHash(row.user().id(), row.passwordHash(), passwords.hash(password));
    }
    return issue(row.user());
  }

  /// A new session for somebody whose identity is shown already, as after registering.
  public Session issue(User user) {
    Tokens.Issued issued = tokens.issue(user.id(), ids.next().toString());
    return new Session(issued.token(), issued.expiresAt(), user);
  }

  /// Ends a session: its token is refused from now on here, and within a second on other nodes.
  public void logout(Principal principal) {
    standing.revoke(principal.tokenId(), principal.expiresAt());
  }

  /// Who a token stands for, with the role as it is now.
  ///
  /// @throws Problem UNAUTHENTICATED when it is expired, revoked, changed or not ours; which of
  ///   them is not said
  public Principal authenticate(String token, Principal.Credential credential) {
    return find(token, credential)
        .orElseThrow(() ->
            Problem.of(
                Problem.Kind.UNAUTHENTICATED,
                "The token is not valid or has ended; sign in again."));
  }

  /// Like {@link #authenticate}, for callers to whom a bad token is the same as none.
  public Optional<Principal> find(String token, Principal.Credential credential) {
    return tokens
        .read(token)
        .filter(claims -> !standing.isRevoked(claims.tokenId()))
        .flatMap(claims ->
            standing
                .user(claims.userId())
                .map(user ->
                    new Principal(
                        user.id(),
                        user.email(),
                        user.role(),
                        credential,
                        claims.tokenId(),
                        claims.expiresAt())));
  }

  private UserRows.Row checked(String key, String password) {
    boolean tooLong = password.length() > MOST_TYPED;
    UserRows.Row row = tooLong ? null : users.findByKey(key).orElse(null);
    boolean right =
        passwords.matches(
            row == null ? null : row.passwordHash(),
            tooLong ? password.substring(0, MOST_TYPED) : password);
    if (row == null || !right) {
      throw Problem.of(
          Problem.Kind.BAD_CREDENTIALS,
          "The name or the password is wrong. Check both and try again.");
    }
    return row;
  }

  private static Problem missingFields(Login login) {
    var errors = new ArrayList<FieldError>();
    if (RegistrationRules.tidy(login.name()) == null) {
      errors.add(new FieldError("email", "Give your e-mail address or username."));
    }
    if (login.password() == null || login.password().isEmpty()) {
      errors.add(new FieldError("password", "Give your password."));
    }
    return Problem.invalid(errors);
  }
}
