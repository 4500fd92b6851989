package dev.pictor.testkit;

import dev.pictor.platform.sql.Database;
import dev.pictor.platform.sql.DatabaseAddress;
import java.sql.SQLException;
import org.jdbi.v3.core.Jdbi;

/// A database of one test class: real, durable, with the whole schema, and known to nobody else.
///
/// @param address for those who open it themselves, such as another process
public record TestDatabase(DatabaseAddress address, Database database) implements AutoCloseable {
  private static final int CONNECTIONS = 8;

  public static TestDatabase open() {
    DatabaseAddress address = empty();
    return new TestDatabase(address, Database.open(address, CONNECTIONS));
  }

  private static DatabaseAddress empty() {
    try {
      TestPostgres.Address made = TestPostgres.emptyDatabase();
      return new DatabaseAddress(made.jdbcUrl(), made.user(), made.password());
    } catch (SQLException e) {
      throw new IllegalStateException("no database for the test", e);
    }
  }

  public Jdbi jdbi() {
    return database.jdbi();
  }

  @Override
  public void close() {
    database.close();
  }
}
