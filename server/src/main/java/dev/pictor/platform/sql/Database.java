package dev.pictor.platform.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;

/// The pool of connections to PostgreSQL. Opening it brings the schema up to date first.
public final class Database implements AutoCloseable {
  private final DatabaseAddress address;
  private final HikariDataSource pool;
  private final Jdbi jdbi;

  private Database(DatabaseAddress address, HikariDataSource pool) {
    this.address = address;
    this.pool = pool;
    this.jdbi = Jdbi.create(pool);
  }

  /// @param connections the most that are open at once, listeners apart
  public static Database open(DatabaseAddress address, int connections) {
    var config = new HikariConfig();
    config.setJdbcUrl(address.jdbcUrl());
    config.setUsername(address.user());
    config.setPassword(address.password());
    config.setMaximumPoolSize(connections);
    config.setMinimumIdle(Math.min(2, connections));
    config.setPoolName("pictor");
    config.setConnectionTimeout(10_000);
    config.addDataSourceProperty("ApplicationName", "pictor");
    config.addDataSourceProperty("reWriteBatchedInserts", "true");
    // Sent as it is bound: without it every nullable text parameter needs a cast in the SQL.
    config.addDataSourceProperty("stringtype", "unspecified");
    config.addDataSourceProperty("prepareThreshold", "3");
    config.addDataSourceProperty("tcpKeepAlive", "true");
    var pool = new HikariDataSource(config);
    try {
      migrate(pool);
      return new Database(address, pool);
    } catch (RuntimeException e) {
      pool.close();
      throw e;
    }
  }

  /// Flyway takes a lock, so many nodes may start at once.
  private static void migrate(DataSource pool) {
    Flyway.configure().dataSource(pool).locations("classpath:db/migration").load().migrate();
  }

  /// SQL with records in and out; every call outside a transaction of its own commits by itself.
  public Jdbi jdbi() {
    return jdbi;
  }

  /// A connection outside the pool, for LISTEN: it is held for as long as the process lives.
  public Connection listener() throws SQLException {
    var properties = new Properties();
    if (address.user() != null) {
      properties.setProperty("user", address.user());
    }
    if (address.password() != null) {
      properties.setProperty("password", address.password());
    }
    properties.setProperty("ApplicationName", "pictor listener");
    properties.setProperty("tcpKeepAlive", "true");
    return DriverManager.getConnection(address.jdbcUrl(), properties);
  }

  /// Whether the database answers now.
  public boolean answers() {
    return jdbi.withHandle(handle -> handle.createQuery("select 1").mapTo(Integer.class).one())
        == 1;
  }

  @Override
  public void close() {
    pool.close();
  }
}
