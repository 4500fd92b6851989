package dev.pictor.billing.play;

import dev.pictor.identity.UserId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/// The rows of `billing_play_purchase`. Every time here is the database's.
final class PurchaseTokens {
  private static final String REMEMBER =
      """
      insert into billing_play_purchase as p
        (token_hash, token, line, linked_hash, product_id, subscription, settled)
      values (:hash, :token, :line, :linked, :product, :subscription, :settled)
      on conflict (token_hash) do update set settled = p.settled or excluded.settled
      """;

  /// A token that somebody showed already is not taken over; one that nobody is to be paid for any
  /// more needs nothing.
  private static final String CLAIM =
      """
      update billing_play_purchase
      set user_id = :user, settle_at = case when settled then null else now() + make_interval(secs => :patience) end
      where token_hash = :hash and (user_id is null or user_id = :user)
      """;

  /// Every node looks; each row is taken by one of them.
  private static final String TAKE_DUE =
      """
      update billing_play_purchase p
      set attempts = p.attempts + 1,
          settle_at = now() + least(interval '1 hour', interval '10 seconds' * power(2, least(p.attempts, 10)))
      where p.token_hash in (
        select token_hash from billing_play_purchase
        where settle_at <= now() order by settle_at limit :most for update skip locked)
      returning p.*, extract(epoch from now() - p.seen_at)::bigint as age
      """;

  private static final int MOST = 20;

  /// The request that brought it has this long to grant it before a duty does.
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Jdbi jdbi;

  PurchaseTokens(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /// A purchase that is to be granted, and then acknowledged.
  record Due(
      String token,
      UserId user,
      String productId,
      boolean subscription,
      int attempts,
      Duration age) {
    @Override
    public String toString() {
      return "Due[" + name(token) + "]";
    }
  }

  /// Purchases that wait to be acknowledged.
  ///
  /// @param oldest since the oldest was first seen; zero when there is none
  record Waiting(long count, Duration oldest) {}

  /// What stands for a token where it may be seen.
  static String name(String token) {
    return "token-" + HexFormat.of().formatHex(hash(token), 0, 8);
  }

  private static byte[] hash(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every JDK", e);
    }
  }

  Optional<String> line(String token) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery("select line from billing_play_purchase where token_hash = :hash")
            .bind("hash", hash(token))
            .mapTo(String.class)
            .findOne());
  }

  /// The newest token of a chain.
  Optional<String> tokenOfLine(String line) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                "select token from billing_play_purchase where line = :line"
                    + " order by seen_at desc limit 1")
            .bind("line", line)
            .mapTo(String.class)
            .findOne());
  }

  /// Whether another token has taken the place of this one.
  boolean isOvertaken(String token) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                "select exists (select from billing_play_purchase where linked_hash = :hash)")
            .bind("hash", hash(token))
            .mapTo(Boolean.class)
            .one());
  }

  /// Whether Google knows that it was granted.
  boolean isSettled(String token) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                "select exists (select from billing_play_purchase where token_hash = :hash and"
                    + " settled)")
            .bind("hash", hash(token))
            .mapTo(Boolean.class)
            .one());
  }

  void remember(String token, String line, PlayPurchase purchase) {
    PlayPurchase.Term term = purchase.term();
    String linked = term == null ? null : term.linked();
    jdbi.useHandle(handle ->
        handle
            .createUpdate(REMEMBER)
            .bind("hash", hash(token))
            .bind("token", token)
            .bind("line", line)
            .bind("linked", linked == null ? null : hash(linked))
            .bind("product", purchase.items().getFirst().productId())
            .bind("subscription", purchase.isSubscription())
            .bind("settled", purchase.isSettled())
            .execute());
  }

  /// Notes, before it is granted, who showed a token.
  void claim(String token, UserId user) {
    jdbi.useHandle(handle ->
        handle
            .createUpdate(CLAIM)
            .bind("hash", hash(token))
            .bind("user", user.value())
            .bind("patience", PATIENCE.toSeconds())
            .execute());
  }

  /// Lets go of a token that is not this user's after all, or that brings nothing.
  void release(String token, UserId user) {
    update(
        "update billing_play_purchase set user_id = null, settle_at = null"
            + " where token_hash = :hash and user_id = :user",
        token,
        user);
  }

  /// It was granted to this user, whoever showed it at the same moment, and may be acknowledged
  /// now.
  void hasten(String token, UserId user) {
    update(
        "update billing_play_purchase set user_id = :user, settle_at = now()"
            + " where token_hash = :hash and not settled",
        token,
        user);
  }

  void settled(String token, UserId user) {
    update(
        "update billing_play_purchase set settle_at = null, settled = true"
            + " where token_hash = :hash and user_id = :user",
        token,
        user);
  }

  private void update(String sql, String token, UserId user) {
    jdbi.useHandle(handle ->
        handle.createUpdate(sql).bind("hash", hash(token)).bind("user", user.value()).execute());
  }

  List<Due> takeDue() {
    return jdbi.withHandle(
        handle -> handle.createQuery(TAKE_DUE).bind("most", MOST).map((row, _) -> due(row)).list());
  }

  private static Due due(ResultSet row) throws SQLException {
    return new Due(
        row.getString("token"),
        new UserId(row.getObject("user_id", UUID.class)),
        row.getString("product_id"),
        row.getBoolean("subscription"),
        row.getInt("attempts"),
        Duration.ofSeconds(row.getLong("age")));
  }

  Waiting waiting() {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                "select count(*) as n, coalesce(extract(epoch from now() - min(seen_at)),"
                    + " 0)::bigint as age from billing_play_purchase where settle_at is not null")
            .map((row, _) -> new Waiting(row.getLong("n"), Duration.ofSeconds(row.getLong("age"))))
            .one());
  }

  /// Forgets whose purchases they were, and that anything was to be done about them.
  static long erase(Jdbi jdbi, UUID user) {
    return jdbi.withHandle(handle ->
        handle.execute(
            "update billing_play_purchase set user_id = null, settle_at = null where user_id = ?",
            user));
  }
}
