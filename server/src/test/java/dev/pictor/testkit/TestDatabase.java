package dev.pictor.testkit;

import dev.pictor.platform.sql.Database;
import dev.pictor.platform.sql.DatabaseAddress;
import java.sql.SQLException;
import org.jdbi.v3.core.Jdbi;

/// A database of one test class: real, durable, with the whole schema, and known to nobody else.
///
/// @param where for those who open it themselves, such as another process
public record TestDatabase(TestPostgres.Address where, Database database) implements AutoCloseable {
  private static final int CONNECTIONS = 8;

  public static TestDatabase open() {
    try {
      TestPostgres.Address made = TestPostgres.emptyDatabase();
      return new TestDatabase(made, Database.open(address(made), CONNECTIONS));
    } catch (SQLException e) {
      throw new IllegalStateException("no database for the test", e);
    }
  }

  private static DatabaseAddress address(TestPostgres.Address made) {
    return new DatabaseAddress(made.jdbcUrl(), made.user(), made.password());
  }

  public DatabaseAddress address() {
    return address(where);
  }

  /// All of it in one line, as `DATABASE_URL` takes it.
  public String url() {
    return where.url();
  }

  public Jdbi jdbi() {
    return database.jdbi();
  }

  @Override
  public void close() {
    database.close();
  }
}
