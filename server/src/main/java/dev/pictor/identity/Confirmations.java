package dev.pictor.identity;

import dev.pictor.identity.MailTokens.Purpose;
import dev.pictor.platform.Problem;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Shows whose an e-mail address is, by a link that is sent to it.
final class Confirmations {
  private static final Duration BETWEEN_MAILS = Duration.ofMinutes(2);

  private final Jdbi jdbi;
  private final MailTokens tokens;
  private final AccountMail mail;
  private final Standing standing;
  private final InstantSource clock;

  Confirmations(
      Jdbi jdbi, MailTokens tokens, AccountMail mail, Standing standing, InstantSource clock) {
    this.jdbi = jdbi;
    this.tokens = tokens;
    this.mail = mail;
    this.standing = standing;
    this.clock = clock;
  }

  /// Sends the first link, with the transaction that makes the user.
  void send(Handle handle, User user) {
    String email = user.email();
    if (email != null && !user.isEmailConfirmed()) {
      mail.confirm(
          handle, user, email, tokens.issue(handle, user.id(), Purpose.CONFIRM_EMAIL, email));
    }
  }

  /// Sends another link, unless one has just been sent.
  void sendAgain(UserId id) {
    jdbi.useTransaction(handle -> {
      User user = UserRows.lock(handle, id).orElseThrow(() -> Problem.notFound("user")).user();
      var since = clock.instant().minus(BETWEEN_MAILS);
      if (!MailTokens.madeSince(handle, id, Purpose.CONFIRM_EMAIL, since)) {
        send(handle, user);
      }
    });
  }

  /// @throws Problem INVALID_TOKEN when the link has ended, was used, or is for an address that is
  ///   not the user's any more; ALREADY_EXISTS when somebody else has taken the new address
  User confirm(String token) {
    User user =
        jdbi.inTransaction(handle ->
            tokens
                .use(handle, token, Purpose.CONFIRM_EMAIL)
                .flatMap(used -> confirmed(handle, used))
                .or(() ->
                    tokens
                        .use(handle, token, Purpose.CHANGE_EMAIL)
                        .map(used -> changed(handle, used)))
                .orElseThrow(Confirmations::badToken));
    standing.forgetUser(user.id());
    return user;
  }

  private Optional<User> confirmed(Handle handle, MailTokens.Used used) {
    int confirmed =
        handle
            .createUpdate(
                """
                update identity_user set email_confirmed_at = coalesce(email_confirmed_at, :now)
                where id = :id and email = :email
                """)
            .bind("id", used.user().value())
            .bind("email", used.email())
            .bind("now", clock.instant().truncatedTo(ChronoUnit.MICROS))
            .execute();
    return confirmed == 0 ? Optional.empty() : told(handle, used.user());
  }

  private User changed(Handle handle, MailTokens.Used used) {
    int changed =
        handle
            .createUpdate(
                """
                update identity_user
                set email = :email, email_key = :key, email_confirmed_at = :now
                where id = :id
                  and not exists (select 1 from identity_user where email_key = :key and id <> :id)
                """)
            .bind("id", used.user().value())
            .bind("email", used.email())
            .bind("key", UserRows.keyOf(used.email()))
            .bind("now", clock.instant().truncatedTo(ChronoUnit.MICROS))
            .execute();
    if (changed == 0) {
      throw Problem.of(
          Problem.Kind.ALREADY_EXISTS, "Another account has taken this address meanwhile.");
    }
    MailTokens.deleteAll(handle, used.user()); // They went to the address that was.
    return told(handle, used.user()).orElseThrow(Confirmations::badToken);
  }

  private static Optional<User> told(Handle handle, UserId id) {
    IdentityNews.userChanged(handle, id);
    return UserRows.find(handle, id).map(UserRows.Row::user);
  }

  static Problem badToken() {
    return Problem.of(
        Problem.Kind.INVALID_TOKEN, "This link has ended or was used already; ask for a new one.");
  }
}
