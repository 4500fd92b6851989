package dev.pictor.platform.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;

/// The pool of connections to PostgreSQL. Opening it brings the schema up to date first.
public final class Database implements AutoCloseable {
  private final DatabaseAddress address;
  private final HikariDataSource pool;
  private final Jdbi jdbi;
  private final List<HikariDataSource> reserved = new CopyOnWriteArrayList<>();

  private Database(DatabaseAddress address, HikariDataSource pool) {
    this.address = address;
    this.pool = pool;
    this.jdbi = Jdbi.create(pool);
  }

  /// @param connections the most that are open at once, listeners apart
  public static Database open(DatabaseAddress address, int connections) {
    HikariConfig config = configure(address, "pictor", connections);
    config.setMinimumIdle(Math.min(2, connections));
    var pool = new HikariDataSource(config);
    try {
      migrate(pool);
      return new Database(address, pool);
    } catch (RuntimeException e) {
      pool.close();
      throw e;
    }
  }

  private static HikariConfig configure(DatabaseAddress address, String name, int connections) {
    var config = new HikariConfig();
    config.setJdbcUrl(address.jdbcUrl());
    config.setUsername(address.user());
    config.setPassword(address.password());
    config.setMaximumPoolSize(connections);
    config.setPoolName(name);
    config.setConnectionTimeout(10_000);
    config.addDataSourceProperty("ApplicationName", name);
    config.addDataSourceProperty("reWriteBatchedInserts", "true");
    // Sent as it is bound: without it every nullable text parameter needs a cast in the SQL.
    config.addDataSourceProperty("stringtype", "unspecified");
    config.addDataSourceProperty("prepareThreshold", "3");
    config.addDataSourceProperty("tcpKeepAlive", "true");
    return config;
  }

  /// Connections that a module has to itself, so that what must happen in time does not wait behind
  /// requests. They are closed with the database.
  ///
  /// @param options for the server, as on its command line: `-c name=value`
  public Jdbi reserve(String name, int connections, String options) {
    HikariConfig config = configure(address, name, connections);
    config.setMinimumIdle(1);
    config.setIdleTimeout(60_000);
    config.setConnectionTimeout(3_000);
    config.addDataSourceProperty("options", options);
    var own = new HikariDataSource(config);
    reserved.add(own);
    return Jdbi.create(own);
  }

  /// Flyway takes a lock, so many nodes may start at once. Modules number their migrations each in
  /// a range of its own, so a new one may have a lower number than what has run.
  private static void migrate(DataSource pool) {
    Flyway.configure()
        .dataSource(pool)
        .locations("classpath:db/migration")
        .outOfOrder(true)
        .load()
        .migrate();
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
    reserved.forEach(HikariDataSource::close);
    pool.close();
  }
}
