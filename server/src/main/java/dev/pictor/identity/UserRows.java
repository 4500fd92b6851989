package dev.pictor.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// The table `identity_user`.
final class UserRows {
  private final Jdbi jdbi;

  UserRows(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /// A user with what is needed to check a password or a token.
  ///
  /// @param passwordHash null for accounts without a password
  /// @param sessionEpoch what a token must carry to count
  record Row(User user, @Nullable String passwordHash, int sessionEpoch) {
    @Override
    public String toString() {
      return "Row[" + user.id() + "]";
    }
  }

  /// @return false when the e-mail address or the username is taken
  boolean insert(User user, @Nullable String passwordHash) {
    return jdbi.withHandle(handle -> insert(handle, user, passwordHash));
  }

  static boolean insert(Handle handle, User user, @Nullable String passwordHash) {
    return handle
            .createUpdate(
                """
                insert into identity_user (id, email, email_key, username, username_key, full_name,
                  password_hash, role, created_at, dob, email_confirmed_at, disabled_at)
                values (:id, :email, :emailKey, :username, :usernameKey, :fullName,
                  :passwordHash, :role, :createdAt, :dob, :emailConfirmedAt, :disabledAt)
                on conflict do nothing
                """)
            .bind("id", user.id().value())
            .bind("email", user.email())
            .bind("emailKey", keyOf(user.email()))
            .bind("username", user.username())
            .bind("usernameKey", keyOf(user.username()))
            .bind("fullName", user.fullName())
            .bind("passwordHash", passwordHash)
            .bind("role", user.role().word())
            .bind("createdAt", user.createdAt())
            .bind("dob", user.dob())
            .bind("emailConfirmedAt", user.emailConfirmedAt())
            .bind("disabledAt", user.disabledAt())
            .execute()
        == 1;
  }

  Optional<Row> find(UserId id) {
    return jdbi.withHandle(handle -> find(handle, id));
  }

  static Optional<Row> find(Handle handle, UserId id) {
    return handle
        .createQuery("select * from identity_user where id = :id")
        .bind("id", id.value())
        .map((rows, _) -> read(rows))
        .findOne();
  }

  /// The row is held until the transaction ends.
  static Optional<Row> lock(Handle handle, UserId id) {
    return handle
        .createQuery("select * from identity_user where id = :id for update")
        .bind("id", id.value())
        .map((rows, _) -> read(rows))
        .findOne();
  }

  /// @param key an e-mail address or a username in lower case
  Optional<Row> findByKey(String key) {
    return jdbi.withHandle(handle -> findByKey(handle, key));
  }

  static Optional<Row> findByKey(Handle handle, String key) {
    if (key.indexOf('\0') >= 0) {
      return Optional.empty(); // PostgreSQL's text cannot hold it, so nobody has such a name.
    }
    String column = key.indexOf('@') >= 0 ? "email_key" : "username_key";
    return handle
        .createQuery("select * from identity_user where " + column + " = :key")
        .bind("key", key)
        .map((rows, _) -> read(rows))
        .findOne();
  }

  static boolean hasAdmin(Handle handle) {
    return handle
        .createQuery("select exists (select 1 from identity_user where role = 'admin')")
        .mapTo(Boolean.class)
        .one();
  }

  /// Replaces a hash unless somebody else did meanwhile.
  void replaceHash(UserId id, String before, String after) {
    jdbi.useHandle(handle ->
        handle
            .createUpdate(
                """
                update identity_user set password_hash = :after
                where id = :id and password_hash = :before
                """)
            .bind("id", id.value())
            .bind("before", before)
            .bind("after", after)
            .execute());
  }

  static boolean setRole(Handle handle, UserId id, Role role) {
    return handle
            .createUpdate("update identity_user set role = :role where id = :id")
            .bind("id", id.value())
            .bind("role", role.word())
            .execute()
        == 1;
  }

  /// Closes an account, which ends its sessions for good, or opens it again.
  static void setDisabled(Handle handle, UserId id, boolean disabled, Instant now) {
    handle
        .createUpdate(
            """
            update identity_user set
              disabled_at = case when :disabled then coalesce(disabled_at, :now) end,
              session_epoch = session_epoch + case when :disabled then 1 else 0 end
            where id = :id
            """)
        .bind("id", id.value())
        .bind("disabled", disabled)
        .bind("now", now)
        .execute();
  }

  /// Makes every token that is out worthless.
  static boolean raiseEpoch(Handle handle, UserId id) {
    return handle
            .createUpdate(
                "update identity_user set session_epoch = session_epoch + 1 where id = :id")
            .bind("id", id.value())
            .execute()
        == 1;
  }

  static Row read(ResultSet rows) throws SQLException {
    var user =
        new User(
            new UserId(rows.getObject("id", UUID.class)),
            rows.getString("email"),
            rows.getString("username"),
            rows.getString("full_name"),
            Role.ofWord(rows.getString("role")),
            rows.getTimestamp("created_at").toInstant(),
            rows.getObject("dob", LocalDate.class),
            instant(rows, "email_confirmed_at"),
            instant(rows, "disabled_at"));
    return new Row(user, rows.getString("password_hash"), rows.getInt("session_epoch"));
  }

  private static @Nullable Instant instant(ResultSet rows, String column) throws SQLException {
    Timestamp time = rows.getTimestamp(column);
    return time == null ? null : time.toInstant();
  }

  static @Nullable String keyOf(@Nullable String name) {
    return name == null ? null : RegistrationRules.keyOf(name);
  }
}
