package dev.pictor.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// Visits to other services that have not come back yet: each comes back once, within ten minutes,
/// in the browser that went.
final class SignInStates {
  static final Duration LIFE = Duration.ofMinutes(10);

  private static final int BYTES = 32;

  private final Jdbi jdbi;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  SignInStates(Jdbi jdbi, InstantSource clock) {
    this.jdbi = jdbi;
    this.clock = clock;
  }

  /// A visit that begins.
  ///
  /// @param state goes with the address and comes back with it
  /// @param browser goes into a cookie
  record Begun(String state, String browser, String nonce, String verifier) {
    @Override
    public String toString() {
      return "Begun[***]";
    }
  }

  /// A visit that has come back.
  ///
  /// @param linkTo who wanted to sign in by this account too; null to sign in
  record Back(String nonce, String verifier, String returnTo, @Nullable UserId linkTo) {
    @Override
    public String toString() {
      return "Back[***]";
    }
  }

  Begun begin(String provider, String returnTo, @Nullable UserId linkTo) {
    var begun = new Begun(made(), made(), made(), made());
    jdbi.useHandle(handle ->
        handle
            .createUpdate(
                """
                insert into identity_sign_in_state
                  (hash, provider, browser_hash, nonce, verifier, return_to, link_to, expires_at)
                values (:hash, :provider, :browser, :nonce, :verifier, :returnTo, :linkTo, :end)
                """)
            .bind("hash", hash(begun.state()))
            .bind("provider", provider)
            .bind("browser", hash(begun.browser()))
            .bind("nonce", begun.nonce())
            .bind("verifier", begun.verifier())
            .bind("returnTo", returnTo)
            .bind("linkTo", linkTo == null ? null : linkTo.value())
            .bind("end", Timestamp.from(clock.instant().plus(LIFE)))
            .execute());
    return begun;
  }

  /// Takes a state back, whoever asks: one that came back in another browser, or from another
  /// provider, is not good any more either.
  ///
  /// @param browser the cookie; null when there is none
  Optional<Back> end(String provider, String state, @Nullable String browser) {
    byte[] given = hash(browser == null ? "" : browser);
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                """
                delete from identity_sign_in_state where hash = :hash
                returning provider, browser_hash, nonce, verifier, return_to, link_to,
                  expires_at > :now as is_fresh
                """)
            .bind("hash", hash(state))
            .bind("now", Timestamp.from(clock.instant()))
            .map((row, _) -> {
              boolean isGood =
                  row.getString("provider").equals(provider)
                      && MessageDigest.isEqual(row.getBytes("browser_hash"), given)
                      && row.getBoolean("is_fresh");
              UUID user = row.getObject("link_to", UUID.class);
              var back =
                  new Back(
                      row.getString("nonce"),
                      row.getString("verifier"),
                      row.getString("return_to"),
                      user == null ? null : new UserId(user));
              return isGood ? Optional.of(back) : Optional.<Back>empty();
            })
            .findOne()
            .flatMap(back -> back));
  }

  /// Removes those that did not come back in time.
  long removeOld() {
    return jdbi.withHandle(handle ->
        handle
            .createUpdate("delete from identity_sign_in_state where expires_at < :now")
            .bind("now", Timestamp.from(clock.instant()))
            .execute());
  }

  /// 256 random bits as 43 characters, which is also the form of PKCE's verifier.
  private String made() {
    var bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static byte[] hash(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
