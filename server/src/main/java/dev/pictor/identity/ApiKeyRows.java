package dev.pictor.identity;

import dev.pictor.platform.http.Scope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// The table `identity_api_key`.
final class ApiKeyRows {
  private final Jdbi jdbi;

  ApiKeyRows(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /// A key with what is needed to check its secret.
  record Row(ApiKey key, byte[] secretHash) {
    @Override
    public String toString() {
      return "Row[" + key.id() + "]";
    }
  }

  static void insert(Handle handle, ApiKey key, byte[] secretHash) {
    handle
        .createUpdate(
            """
            insert into identity_api_key (id, user_id, name, secret_hash, scopes,
              rate_limit_per_minute, created_at, expires_at)
            values (:id, :userId, :name, :hash, :scopes, :limit, :createdAt, :expiresAt)
            """)
        .bind("id", key.id())
        .bind("userId", key.userId().value())
        .bind("name", key.name())
        .bind("hash", secretHash)
        .bindArray("scopes", String.class, key.scopes().stream().sorted().map(Scope::word).toList())
        .bind("limit", key.ownLimit())
        .bind("createdAt", key.createdAt())
        .bind("expiresAt", key.expiresAt())
        .execute();
  }

  Optional<Row> find(UUID id) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery("select * from identity_api_key where id = :id")
            .bind("id", id)
            .map((row, _) -> new Row(read(row), row.getBytes("secret_hash")))
            .findOne());
  }

  /// Newest first.
  List<ApiKey> ofUser(UserId user) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery("select * from identity_api_key where user_id = :user order by id desc")
            .bind("user", user.value())
            .map((row, _) -> read(row))
            .list());
  }

  /// Holds the user's row, so that two at once do not make one key too many.
  static long countActive(Handle handle, UserId user, Instant now) {
    handle
        .createQuery("select id from identity_user where id = :user for update")
        .bind("user", user.value())
        .mapTo(UUID.class)
        .findOne();
    return handle
        .createQuery(
            """
            select count(*) from identity_api_key
            where user_id = :user and revoked_at is null
              and (expires_at is null or expires_at > :now)
            """)
        .bind("user", user.value())
        .bind("now", now)
        .mapTo(Long.class)
        .one();
  }

  /// @return whether the user has such a key, revoked now or before
  static boolean revoke(Handle handle, UserId user, UUID id, Instant now) {
    return handle
            .createUpdate(
                """
                update identity_api_key set revoked_at = coalesce(revoked_at, :now)
                where id = :id and user_id = :user
                """)
            .bind("id", id)
            .bind("user", user.value())
            .bind("now", now)
            .execute()
        == 1;
  }

  /// Writes that a key was used, unless that was written since.
  void used(UUID id, Instant now, Instant since) {
    jdbi.useHandle(handle ->
        handle
            .createUpdate(
                """
                update identity_api_key set last_used_at = :now
                where id = :id and (last_used_at is null or last_used_at <= :since)
                """)
            .bind("id", id)
            .bind("now", now)
            .bind("since", since)
            .execute());
  }

  /// Forgets keys that ended before.
  int deleteEnded(Instant before) {
    return jdbi.withHandle(handle ->
        handle
            .createUpdate(
                "delete from identity_api_key where least(expires_at, revoked_at) < :before")
            .bind("before", before)
            .execute());
  }

  private static ApiKey read(ResultSet row) throws SQLException {
    int limit = row.getInt("rate_limit_per_minute");
    boolean hasLimit = !row.wasNull();
    return new ApiKey(
        row.getObject("id", UUID.class),
        new UserId(row.getObject("user_id", UUID.class)),
        row.getString("name"),
        scopes((String[]) row.getArray("scopes").getArray()),
        hasLimit ? limit : null,
        row.getTimestamp("created_at").toInstant(),
        instant(row, "expires_at"),
        instant(row, "last_used_at"),
        instant(row, "revoked_at"));
  }

  private static Set<Scope> scopes(String[] words) {
    return Arrays.stream(words).map(Scope::ofWord).collect(Collectors.toUnmodifiableSet());
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp time = row.getTimestamp(column);
    return time == null ? null : time.toInstant();
  }
}
