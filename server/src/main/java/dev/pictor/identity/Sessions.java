package dev.pictor.identity;

import dev.pictor.platform.Problem;
import dev.pictor.platform.Uuid7;
import java.time.InstantSource;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/// Signing in and out, and who a token or a key stands for.
///
/// A token is checked without the database in the common case: its signature by us, whether it was
/// revoked and what its user is from caches that hear of changes on any node (`IdentityNews`).
public final class Sessions {
  private final Jdbi jdbi;
  private final SignIn signIn;
  private final Tokens tokens;
  private final Standing standing;
  private final Keys keys;
  private final Uuid7 ids;

  Sessions(
      Jdbi jdbi, SignIn signIn, Tokens tokens, Standing standing, Keys keys, InstantSource clock) {
    this.jdbi = jdbi;
    this.signIn = signIn;
    this.tokens = tokens;
    this.standing = standing;
    this.keys = keys;
    this.ids = new Uuid7(clock);
  }

  /// The keys that count as credentials.
  ///
  /// @param service empty when the operator has given none
  record Keys(ApiKeys made, Optional<StaticKey> service) {
    Optional<Principal> find(String text) {
      return made.find(text).or(() -> service.flatMap(key -> key.find(text)));
    }
  }

  /// Signs somebody in by e-mail address or username.
  ///
  /// @throws Problem INVALID_REQUEST when a field is missing; BAD_CREDENTIALS for a wrong password
  ///   and an unknown name alike; RATE_LIMITED after too many failures; ACCOUNT_DISABLED or
  ///   EMAIL_NOT_CONFIRMED after the right password
  public Session login(Login login) {
    UserRows.Row row = signIn.check(login);
    return session(row.user(), row.sessionEpoch());
  }

  /// A new session for somebody whose identity is shown already, as after signing in elsewhere.
  ///
  /// @throws Problem ACCOUNT_DISABLED when an admin has closed the account
  public Session issue(User user) {
    UserRows.Row row =
        jdbi.withHandle(handle -> UserRows.find(handle, user.id()))
            .orElseThrow(() -> Problem.notFound("user"));
    if (row.user().isDisabled()) {
      throw Problem.of(
          Problem.Kind.ACCOUNT_DISABLED, "This account is closed; ask whoever runs this service.");
    }
    return session(row.user(), row.sessionEpoch());
  }

  private Session session(User user, int epoch) {
    Tokens.Issued issued = tokens.issue(user.id(), ids.next().toString(), epoch);
    return new Session(issued.token(), issued.expiresAt(), user);
  }

  /// Ends a session: its token is refused from now on here, and within a second on other nodes.
  ///
  /// @throws Problem FORBIDDEN for a key, which is revoked instead
  public void logout(Principal principal) {
    if (!principal.isSession()) {
      throw Problem.of(
          Problem.Kind.FORBIDDEN, "A key has no session to end; revoke it at /api/v1/keys.");
    }
    standing.revoke(principal.tokenId(), principal.expiresAt());
  }

  /// Ends all sessions of a user, on all nodes within a second. Keys are not sessions and stay.
  public void endAll(UserId user) {
    jdbi.useTransaction(handle -> {
      if (!UserRows.raiseEpoch(handle, user)) {
        throw Problem.notFound("user");
      }
      IdentityNews.userChanged(handle, user);
    });
    standing.forgetUser(user);
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

  /// Like {@link #authenticate}, for callers to whom a bad token is the same as none. Where a
  /// bearer token may be, a key may be too.
  public Optional<Principal> find(String token, Principal.Credential credential) {
    return switch (credential) {
      case COOKIE -> session(token, credential);
      case BEARER -> token.startsWith(KeyText.PREFIX) ? keys.find(token) : bearer(token);
      case API_KEY, STATIC_KEY -> keys.find(token);
    };
  }

  /// The operator's key may look like anything.
  private Optional<Principal> bearer(String token) {
    return session(token, Principal.Credential.BEARER).or(() -> keys.find(token));
  }

  private Optional<Principal> session(String token, Principal.Credential credential) {
    return tokens
        .read(token)
        .flatMap(claims ->
            standing.holder(claims).map(user -> Principal.ofSession(user, credential, claims)));
  }
}
