package dev.pictor.identity;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// Links that a mail carries: good once, for one purpose, for some time. Only their hashes are
/// stored, and a new one ends those before it.
final class MailTokens {
  private static final int BYTES = 32;

  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  MailTokens(InstantSource clock) {
    this.clock = clock;
  }

  /// What a link does.
  enum Purpose {
    /// Shows that the address of registration is theirs.
    CONFIRM_EMAIL("confirm_email", Duration.ofHours(24)),
    /// Shows that a new address is theirs, and takes it.
    CHANGE_EMAIL("change_email", Duration.ofHours(24)),
    /// Sets a new password.
    RESET_PASSWORD("reset_password", Duration.ofHours(1));

    private final String word;
    private final Duration life;

    Purpose(String word, Duration life) {
      this.word = word;
      this.life = life;
    }

    Duration life() {
      return life;
    }
  }

  /// A link that was good.
  record Used(UserId user, String email) {}

  /// @return the text of the token, which is nowhere else
  String issue(Handle handle, UserId user, Purpose purpose, String email) {
    var bytes = new byte[BYTES];
    random.nextBytes(bytes);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    handle.execute(
        "delete from identity_mail_token where user_id = ? and purpose = ?",
        user.value(),
        purpose.word);
    handle
        .createUpdate(
            """
            insert into identity_mail_token (hash, user_id, purpose, email, created_at, expires_at)
            values (:hash, :user, :purpose, :email, :now, :end)
            """)
        .bind("hash", KeyText.sha256(token))
        .bind("user", user.value())
        .bind("purpose", purpose.word)
        .bind("email", email)
        .bind("now", now)
        .bind("end", now.plus(purpose.life()))
        .execute();
    return token;
  }

  /// Uses a link up. Of two at once, one gets it.
  Optional<Used> use(Handle handle, String token, Purpose purpose) {
    return handle
        .createQuery(
            """
            delete from identity_mail_token
            where hash = :hash and purpose = :purpose and expires_at > :now
            returning user_id, email
            """)
        .bind("hash", KeyText.sha256(token))
        .bind("purpose", purpose.word)
        .bind("now", clock.instant())
        .map((row, _) ->
            new Used(new UserId(row.getObject("user_id", UUID.class)), row.getString("email")))
        .findOne();
  }

  /// Whether a link for this was made since.
  static boolean madeSince(Handle handle, UserId user, Purpose purpose, Instant since) {
    return handle
        .createQuery(
            """
            select exists (select 1 from identity_mail_token
              where user_id = :user and purpose = :purpose and created_at > :since)
            """)
        .bind("user", user.value())
        .bind("purpose", purpose.word)
        .bind("since", since)
        .mapTo(Boolean.class)
        .one();
  }

  /// Ends all links of a user: the address or the password is another now.
  static void deleteAll(Handle handle, UserId user) {
    handle.execute("delete from identity_mail_token where user_id = ?", user.value());
  }

  static int deleteExpired(Handle handle, Instant now) {
    return handle.execute("delete from identity_mail_token where expires_at < ?", now);
  }
}
