package dev.pictor.identity;

import dev.pictor.identity.MailTokens.Purpose;
import dev.pictor.platform.Duty;
import dev.pictor.platform.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// A new password for somebody who forgot theirs. Asking writes one row, whether anybody has the
/// address or not; a duty looks that up and sends the mail. So neither the answer nor its time
/// tells who has an account.
final class PasswordResets implements Duty {
  private static final Duration BETWEEN_MAILS = Duration.ofMinutes(2);
  private static final int MOST_AT_ONCE = 1_000;

  private final Jdbi jdbi;
  private final MailTokens tokens;
  private final AccountMail mail;
  private final Credentials credentials;
  private final InstantSource clock;

  PasswordResets(
      Jdbi jdbi,
      MailTokens tokens,
      AccountMail mail,
      Credentials credentials,
      InstantSource clock) {
    this.jdbi = jdbi;
    this.tokens = tokens;
    this.mail = mail;
    this.credentials = credentials;
    this.clock = clock;
  }

  /// @param email an address that is well formed
  void request(String email) {
    jdbi.useHandle(handle ->
        handle
            .createUpdate(
                """
                insert into identity_reset_request (email_key, requested_at) values (:key, :now)
                on conflict (email_key) do nothing
                """)
            .bind("key", RegistrationRules.keyOf(email))
            .bind("now", clock.instant().truncatedTo(ChronoUnit.MICROS))
            .execute());
  }

  @Override
  public String name() {
    return "password-reset-mails";
  }

  @Override
  public Duration every() {
    return Duration.ofSeconds(2);
  }

  @Override
  public long runOnce() {
    long answered = 0;
    while (answered < MOST_AT_ONCE && jdbi.inTransaction(this::answerOne)) {
      answered++;
    }
    return answered;
  }

  private boolean answerOne(Handle handle) {
    Optional<String> key =
        handle
            .createQuery(
                """
                delete from identity_reset_request where email_key = (
                  select email_key from identity_reset_request
                  order by requested_at limit 1 for update skip locked)
                returning email_key
                """)
            .mapTo(String.class)
            .findOne();
    key.flatMap(each -> UserRows.findByKey(handle, each))
        .map(UserRows.Row::user)
        .filter(user -> !user.isDisabled())
        .ifPresent(user -> send(handle, user));
    return key.isPresent();
  }

  private void send(Handle handle, User user) {
    Instant since = clock.instant().minus(BETWEEN_MAILS);
    String email = user.email();
    if (email != null && !MailTokens.madeSince(handle, user.id(), Purpose.RESET_PASSWORD, since)) {
      String token = tokens.issue(handle, user.id(), Purpose.RESET_PASSWORD, email);
      mail.reset(handle, user, email, token);
    }
  }

  /// Sets a new password and ends all sessions. Whoever has the link has the address, so it is
  /// confirmed by that.
  ///
  /// @throws Problem INVALID_REQUEST when the password will not do, and the link stays good;
  ///   INVALID_TOKEN when the link has ended or was used
  void reset(String token, String password) {
    RegistrationRules.refuse(RegistrationRules.passwordErrors(password));
    String hash = credentials.hash(password);
    UserId id =
        jdbi.inTransaction(handle -> {
          MailTokens.Used used =
              tokens
                  .use(handle, token, Purpose.RESET_PASSWORD)
                  .orElseThrow(Confirmations::badToken);
          confirmAddress(handle, used);
          credentials.replace(handle, used.user(), hash);
          return used.user();
        });
    credentials.replaced(id);
  }

  private void confirmAddress(Handle handle, MailTokens.Used used) {
    handle.execute(
        """
        update identity_user set email_confirmed_at = coalesce(email_confirmed_at, ?)
        where id = ? and email = ?
        """,
        clock.instant().truncatedTo(ChronoUnit.MICROS),
        used.user().value(),
        used.email());
  }
}
