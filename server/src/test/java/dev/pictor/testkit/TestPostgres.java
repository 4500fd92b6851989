package dev.pictor.testkit;

import dev.pictor.platform.postgres.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/// A real PostgreSQL for tests, durable as in life: one server for all tests of a JVM, started when
/// the first one asks, and an empty database for whoever asks. Needs no cleaning up: the server and
/// its folder go when the JVM goes.
public final class TestPostgres {
  private static final Path BINARIES = Path.of("target", "postgres-binaries").toAbsolutePath();
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private TestPostgres() {}

  /// Where an empty database answers, and for whom.
  public record Address(String jdbcUrl, String user, String password) {
    /// All of it in one line, as `DATABASE_URL` takes it.
    public String url() {
      String separator = jdbcUrl.contains("?") ? "&" : "?";
      return jdbcUrl + separator + "user=" + user + "&password=" + password;
    }
  }

  /// Makes a database that no other test knows.
  public static Address emptyDatabase() throws SQLException {
    EmbeddedPostgres server = Shared.SERVER;
    String name = "test_" + NUMBER.incrementAndGet();
    try (var connection =
            DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
        var statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    }
    return new Address(
        server.jdbcUrl().replace("/postgres?", "/" + name + "?"), server.user(), server.password());
  }

  /// Loaded, and so started, by the first use.
  private static final class Shared {
    private static final EmbeddedPostgres SERVER = start();

    private static EmbeddedPostgres start() {
      try {
        Path home = Files.createTempDirectory("pictor-test-postgres-");
        EmbeddedPostgres server = EmbeddedPostgres.start(home, BINARIES);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(server, home)));
        return server;
      } catch (IOException e) {
        throw new IllegalStateException("no PostgreSQL for the tests", e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while PostgreSQL was starting", e);
      }
    }

    private static void end(EmbeddedPostgres server, Path home) {
      try {
        server.close();
        new ProcessBuilder("rm", "-r", home.toString()).start().waitFor();
      } catch (IOException e) {
        throw new IllegalStateException("the tests' PostgreSQL does not end", e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
