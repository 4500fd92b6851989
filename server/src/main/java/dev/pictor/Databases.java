package dev.pictor;

import dev.pictor.platform.postgres.EmbeddedPostgres;
import dev.pictor.platform.postgres.EmbeddedPostgresException;
import dev.pictor.platform.sql.Database;
import dev.pictor.platform.sql.DatabaseAddress;
import java.io.IOException;
import java.nio.file.Path;

/// The operator's database, or the embedded one.
final class Databases {
  private Databases() {}

  /// @param closing gets the embedded server, which must outlive the pool
  static Database open(ServerSettings settings, Path data, Closing closing) {
    DatabaseAddress address =
        settings.databaseUrl().isBlank()
            ? embedded(data.resolve("postgres"), closing)
            : DatabaseAddress.parse(settings.databaseUrl());
    try {
      return Database.open(address, settings.databaseConnections());
    } catch (RuntimeException e) {
      throw new App.CannotStart(
          "the database at " + address + " cannot be used: " + rootMessage(e), e);
    }
  }

  private static DatabaseAddress embedded(Path home, Closing closing) {
    try {
      var postgres = closing.add(EmbeddedPostgres.start(home));
      return new DatabaseAddress(postgres.jdbcUrl(), postgres.user(), postgres.password());
    } catch (EmbeddedPostgresException e) {
      throw new App.CannotStart(String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new App.CannotStart("the embedded database cannot start: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new App.CannotStart("the start was interrupted", e);
    }
  }

  private static String rootMessage(Throwable fault) {
    Throwable cause = fault;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage());
  }
}
