package dev.pictor.testkit;

import dev.pictor.TestApp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/// The whole service, running: an empty database on the shared server, a data folder of its own, a
/// free port. Limits on requests and jobs are off, users are rich, and every job is made anew,
/// unless a test sets it otherwise.
public final class RunningApp implements AutoCloseable {
  private final TestApp app;
  private final Path data;

  private RunningApp(TestApp app, Path data) {
    this.app = app;
    this.data = data;
  }

  public static RunningApp start() {
    return start(Map.of());
  }

  /// @param variables environment variables beside, or instead of, the usual ones
  public static RunningApp start(Map<String, String> variables) {
    try {
      Path folders = Path.of("target", "running").toAbsolutePath();
      Files.createDirectories(folders);
      Path data = Files.createTempDirectory(folders, "app");
      TestPostgres.Address database = TestPostgres.emptyDatabase();
      var all = new HashMap<String, String>();
      all.put("PORT", "0");
      all.put("PICTOR_DATA", data.toString());
      all.put("DATABASE_URL", database.url());
      all.put("RATE_LIMIT_PER_MINUTE", "-1");
      all.put("USER_RATE_LIMIT_PER_MINUTE", "-1");
      all.put("PLAN_FREE_JOBS_PER_DAY", "-1");
      all.put("DEFAULT_CREDITS", "1000");
      all.put("RESULT_CACHE_SECONDS", "0");
      all.putAll(variables);
      return new RunningApp(TestApp.start(all), data);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException("no database for the test", e);
    }
  }

  /// Where it answers, without a slash at the end.
  public URI uri() {
    return URI.create("http://127.0.0.1:" + app.port());
  }

  public URI uri(String path) {
    return URI.create("http://127.0.0.1:" + app.port() + path);
  }

  /// Where it keeps its files.
  public Path data() {
    return data;
  }

  @Override
  public void close() {
    app.close();
  }
}
