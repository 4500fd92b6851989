package dev.pictor.identity;

import dev.pictor.platform.limits.Limiter;
import dev.pictor.platform.secrets.KeyRing;
import dev.pictor.platform.settings.Environment;
import dev.pictor.platform.sql.Database;
import dev.pictor.platform.sql.DatabaseAddress;
import dev.pictor.testkit.TestPostgres;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/// One node's identity module on a database that several may share.
final class TestNode implements AutoCloseable {
  static final KeyRing KEYS =
      ring("a secret of the tests, long enough for SHA-512 as it has 64+ bytes");

  private final Database database;
  private final Identity identity;

  TestNode(TestPostgres.Address address, InstantSource clock) {
    this(address, clock, Map.of());
  }

  TestNode(TestPostgres.Address address, InstantSource clock, Map<String, String> environment) {
    database =
        Database.open(
            new DatabaseAddress(address.jdbcUrl(), address.user(), address.password()), 10);
    identity =
        Identity.open(
            IdentitySettings.from(new Environment(environment)),
            KEYS,
            database,
            Limiter.local(clock),
            clock);
  }

  static TestNode onItsOwn(InstantSource clock) throws SQLException {
    return new TestNode(TestPostgres.emptyDatabase(), clock);
  }

  static KeyRing ring(String secret) {
    return KeyRing.of(secret.getBytes(StandardCharsets.UTF_8), List.of());
  }

  Users users() {
    return identity.users();
  }

  Sessions sessions() {
    return identity.sessions();
  }

  Identity identity() {
    return identity;
  }

  Database database() {
    return database;
  }

  User register(String email) {
    return users().register(new Registration(email, null, "correct horse battery", null));
  }

  Session login(String name) {
    return sessions().login(new Login(name, "correct horse battery", "192.0.2.1"));
  }

  /// For things that no method does: what an older version or an operator left in the tables.
  int sql(String statement, Object... arguments) {
    return database.jdbi().withHandle(handle -> handle.execute(statement, arguments));
  }

  long count(String table) {
    return database
        .jdbi()
        .withHandle(
            handle -> handle.createQuery("select count(*) from " + table).mapTo(Long.class).one());
  }

  /// Forgets everybody, so that tests may share a node.
  void clear() {
    sql(
        "truncate identity_user, identity_revocation, identity_throttle, identity_known_address"
            + " cascade");
  }

  @Override
  public void close() {
    identity.close();
    database.close();
  }
}
