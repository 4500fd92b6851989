package dev.pictor.platform.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A JVM of its own that runs an [EmbeddedPostgres], so that a test can kill it.
final class DatabaseProcess implements AutoCloseable {
  private final Process process;
  private final String url;
  private final String user;
  private final String password;

  private DatabaseProcess(Process process, String[] ready) {
    this.process = process;
    url = ready[1];
    user = ready[2];
    password = ready[3];
  }

  static DatabaseProcess start(Path home) throws IOException {
    Process process = launch(home);
    var said = new ArrayList<String>();
    BufferedReader lines = process.inputReader(UTF_8);
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("ready ")) {
        return new DatabaseProcess(process, line.split(" ", -1));
      }
      said.add(line); // A line of the log.
    }
    throw new IOException("the database did not start:\n" + String.join("\n", said));
  }

  /// What the process says when it cannot start.
  static String startInVain(Path home) throws IOException, InterruptedException {
    Process process = launch(home);
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    process.waitFor();
    return said;
  }

  private static Process launch(Path home) throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx96m",
            "-cp",
            System.getProperty("java.class.path"),
            Program.class.getName(),
            home.toString(),
            EmbeddedPostgresTest.BINARIES.toString());
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  Connection connect() throws SQLException {
    return DriverManager.getConnection(url, user, password);
  }

  long pid() {
    return process.pid();
  }

  /// The supervisor, and last the process that watches the pipe for it.
  List<ProcessHandle> supervision() {
    ProcessHandle supervisor = process.children().findFirst().orElseThrow();
    ProcessHandle watcher =
        supervisor
            .children()
            .filter(child ->
                child.info().command().orElse("").equals(supervisor.info().command().orElse("-")))
            .findFirst()
            .orElseThrow();
    return List.of(supervisor, watcher);
  }

  /// Ends the JVM as the kernel would: it gets no chance to say goodbye.
  void killHard() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /// SIGTERM; returns how long the JVM took.
  Duration terminate() throws InterruptedException {
    long began = System.nanoTime();
    process.destroy();
    process.waitFor();
    return Duration.ofNanos(System.nanoTime() - began);
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().completeOnTimeout(process, 20, TimeUnit.SECONDS).join().destroyForcibly();
  }

  /// What runs in the other JVM.
  static final class Program {
    private Program() {}

    public static void main(String[] args) throws Exception {
      EmbeddedPostgres database;
      try {
        database = EmbeddedPostgres.start(Path.of(args[0]), Path.of(args[1]));
      } catch (EmbeddedPostgresException e) {
        System.out.println(e.getMessage());
        return;
      }
      Runtime.getRuntime().addShutdownHook(new Thread(() -> close(database)));
      System.out.println(
          "ready " + database.jdbcUrl() + " " + database.user() + " " + database.password());
      // Lives as long as the test that started it, at most.
      System.in.transferTo(System.err);
      System.exit(0);
    }

    private static void close(EmbeddedPostgres database) {
      try {
        database.close();
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
