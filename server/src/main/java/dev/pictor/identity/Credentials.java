package dev.pictor.identity;

import dev.pictor.platform.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// What shows that a user is who they are: checking it once more before something grave, and
/// replacing the password, which ends all sessions.
final class Credentials {
  private static final Duration FRESH = Duration.ofMinutes(10);

  private final SignIn signIn;
  private final Passwords passwords;
  private final AccountMail mail;
  private final Standing standing;
  private final Duration lifetime;
  private final InstantSource clock;

  /// @param lifetime of sessions, which tells when one began
  Credentials(
      SignIn signIn,
      Passwords passwords,
      AccountMail mail,
      Standing standing,
      Duration lifetime,
      InstantSource clock) {
    this.signIn = signIn;
    this.passwords = passwords;
    this.mail = mail;
    this.standing = standing;
    this.lifetime = lifetime;
    this.clock = clock;
  }

  /// Checks that the caller is the user and not somebody at their open laptop: by the password, or
  /// by a sign-in of the last ten minutes where the account has none.
  ///
  /// @param row the caller's user
  /// @throws Problem BAD_CREDENTIALS, INVALID_REQUEST, RATE_LIMITED, FRESH_SIGN_IN_NEEDED
  void prove(Principal caller, UserRows.Row row, @Nullable String password, String address) {
    if (row.passwordHash() != null) {
      String name = row.user().email() == null ? row.user().username() : row.user().email();
      UserRows.Row proved = signIn.check(new Login(name, password, address));
      if (!proved.user().id().equals(caller.userId())) {
        throw Problem.of(Problem.Kind.CONFLICT, "Your address has just changed; try again.");
      }
      return;
    }
    Instant began = caller.expiresAt().minus(lifetime);
    if (!caller.isSession() || began.isBefore(clock.instant().minus(FRESH))) {
      throw Problem.of(
          Problem.Kind.FRESH_SIGN_IN_NEEDED, "Sign in once more first, then do this at once.");
    }
  }

  String hash(String password) {
    return passwords.hash(password);
  }

  /// Sets the password, ends all sessions and links in mails, and tells the user.
  void replace(Handle handle, UserId id, String hash) {
    handle.execute(
        "update identity_user set password_hash = ?, session_epoch = session_epoch + 1 where id ="
            + " ?",
        hash,
        id.value());
    MailTokens.deleteAll(handle, id);
    IdentityNews.userChanged(handle, id);
    User user = UserRows.find(handle, id).orElseThrow(() -> Problem.notFound("user")).user();
    String email = user.email();
    if (email != null) {
      mail.tellOfPassword(handle, user, email);
    }
  }

  /// After the commit: the next request may come before our own news does.
  void replaced(UserId id) {
    standing.forgetUser(id);
  }
}
