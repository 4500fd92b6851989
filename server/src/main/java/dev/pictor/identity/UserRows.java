package dev.pictor.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// The table `identity_user`.
final class UserRows {
  private static final String COLUMNS =
      "id, email, username, full_name, role, created_at, password_hash";

  private final Jdbi jdbi;

  UserRows(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /// A user with what is needed to check the password.
  record Row(User user, String passwordHash) {}

  /// @return false when the e-mail address or the username is taken
  boolean insert(User user, String passwordHash) {
    return jdbi.withHandle(handle -> insert(handle, user, passwordHash));
  }

  static boolean insert(Handle handle, User user, String passwordHash) {
    return handle
            .createUpdate(
                """
                insert into identity_user (id, email, email_key, username, username_key, full_name,
                  password_hash, role, created_at)
                values (:id, :email, :emailKey, :username, :usernameKey, :fullName,
                  :passwordHash, :role, :createdAt)
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
            .execute()
        == 1;
  }

  Optional<Row> find(UserId id) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery("select " + COLUMNS + " from identity_user where id = :id")
            .bind("id", id.value())
            .map((rows, _) -> read(rows))
            .findOne());
  }

  /// @param key an e-mail address or a username in lower case
  Optional<Row> findByKey(String key) {
    String column = key.indexOf('@') >= 0 ? "email_key" : "username_key";
    return jdbi.withHandle(handle ->
        handle
            .createQuery("select " + COLUMNS + " from identity_user where " + column + " = :key")
            .bind("key", key)
            .map((rows, _) -> read(rows))
            .findOne());
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

  private static Row read(ResultSet rows) throws SQLException {
    var user =
        new User(
            new UserId(rows.getObject("id", UUID.class)),
            rows.getString("email"),
            rows.getString("username"),
            rows.getString("full_name"),
            Role.ofWord(rows.getString("role")),
            rows.getTimestamp("created_at").toInstant());
    return new Row(user, rows.getString("password_hash"));
  }

  private static @Nullable String keyOf(@Nullable String name) {
    return name == null ? null : RegistrationRules.keyOf(name);
  }
}
