package dev.pictor.identity;

import dev.pictor.platform.Problem;
import dev.pictor.platform.secrets.KeyRing;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Slows down those who guess passwords, on all nodes together (the counts are in the database).
///
/// 1. An attempt counts as failed from its start, so that a hundred guesses at once are a hundred
///    failures and not one. Success takes it back.
/// 2. After some free failures each further attempt has to wait, twice as long each time, up to a
///    ceiling: an account 5 free, then 5 s up to 1 minute; an address 20 free, then 5 s up to 5
///    minutes. An attempt that is refused does not lengthen the wait. Ten minutes without an
///    attempt forget everything.
/// 3. A stranger cannot lock somebody out: where an account has signed in before, the failures of
///    other places do not count; that place has a count of its own.
/// 4. An unknown name is counted like a known one, so the refusal tells nothing.
final class LoginThrottle {
  private static final Duration KNOWN_FOR = Duration.ofDays(90);

  private final Jdbi jdbi;
  private final InstantSource clock;
  private final SecretKeySpec key;

  LoginThrottle(Jdbi jdbi, KeyRing keys, InstantSource clock) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.key = new SecretKeySpec(keys.derived("login throttle").current(), "HmacSHA256");
  }

  /// An attempt that was let through.
  ///
  /// @param account the counter of the account, or of the account at this place when it is known
  /// @param place the account at this address
  record Attempt(String account, String address, String place) {}

  /// Lets an attempt through and counts it as failed.
  ///
  /// @param name the address or username in lower case
  /// @throws Problem RATE_LIMITED with the wait; nothing is counted then
  Attempt begin(String name, String address) {
    String byAddress = hash("address " + AddressBlock.of(address));
    String place = hash("place " + AddressBlock.of(address) + " " + name);
    Instant now = clock.instant();
    return jdbi.inTransaction(handle -> {
      String account = isKnown(handle, place, now) ? place : hash("account " + name);
      // The account first: one that waits must not use up the address's tries. The address is
      // locked last, by everybody, so two attempts never wait for each other in a circle.
      count(handle, account, ThrottleRule.ACCOUNT, now);
      count(handle, byAddress, ThrottleRule.ADDRESS, now);
      return new Attempt(account, byAddress, place);
    });
  }

  /// Takes the count of a success back, and remembers where it was.
  void succeeded(Attempt attempt) {
    Instant now = clock.instant();
    jdbi.useTransaction(handle -> {
      handle.execute("delete from identity_throttle where key = ?", attempt.account());
      // Only its own attempt: somebody with one account of their own must not clear the count
      // of what they try on others.
      handle.execute(
          "update identity_throttle set failures = greatest(failures - 1, 0) where key = ?",
          attempt.address());
      handle
          .createUpdate(
              """
              insert into identity_known_address (key, until) values (:key, :until)
              on conflict (key) do update set until = excluded.until
              """)
          .bind("key", attempt.place())
          .bind("until", now.plus(KNOWN_FOR))
          .execute();
    });
  }

  /// Forgets what has no effect any more.
  int deleteOld() {
    Instant now = clock.instant();
    return jdbi.withHandle(handle ->
        handle.execute(
                "delete from identity_throttle where last_at < ?", now.minus(ThrottleRule.QUIET))
            + handle.execute("delete from identity_known_address where until < ?", now));
  }

  private static boolean isKnown(Handle handle, String place, Instant now) {
    return handle
        .createQuery(
            """
            select exists (select 1 from identity_known_address where key = :key and until > :now)
            """)
        .bind("key", place)
        .bind("now", now)
        .mapTo(Boolean.class)
        .one();
  }

  private static void count(Handle handle, String key, ThrottleRule rule, Instant now) {
    boolean counted =
        handle
                .createUpdate(
                    """
                    insert into identity_throttle as t (key, failures, last_at)
                    values (:key, 1, :now)
                    on conflict (key) do update set
                      failures = case when t.last_at <= :quiet then 1 else t.failures + 1 end,
                      last_at = :now
                    where t.last_at <= :quiet
                      or t.failures < :free
                      or t.last_at + make_interval(secs => least(:most,
                           :first * power(2, least(t.failures - :free, 20)))) <= :now
                    """)
                .bind("key", key)
                .bind("now", now)
                .bind("quiet", now.minus(ThrottleRule.QUIET))
                .bind("free", rule.free())
                .bind("first", ThrottleRule.FIRST_WAIT.toSeconds())
                .bind("most", rule.longestWait().toSeconds())
                .execute()
            == 1;
    if (!counted) {
      throw refusal(handle, key, rule, now);
    }
  }

  private static Problem refusal(Handle handle, String key, ThrottleRule rule, Instant now) {
    Duration wait =
        handle
            .createQuery("select failures, last_at from identity_throttle where key = :key")
            .bind("key", key)
            .map((row, _) ->
                Duration.between(
                    now,
                    row.getTimestamp("last_at").toInstant().plus(rule.waitAfter(row.getInt(1)))))
            .findOne()
            .orElse(ThrottleRule.FIRST_WAIT);
    return Problem.later(
        Problem.Kind.RATE_LIMITED,
        "Too many failed sign-ins; wait a moment, then try again.",
        wait.isPositive() ? wait : Duration.ofSeconds(1));
  }

  private String hash(String text) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC-SHA256 is part of every JDK", e);
    }
  }
}
