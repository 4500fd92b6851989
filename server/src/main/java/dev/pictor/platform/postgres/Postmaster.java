package dev.pictor.platform.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// One running PostgreSQL server under its supervisor.
final class Postmaster {
  /// Starts the server named by the arguments and waits for its end. Meanwhile a second process
  /// reads standard input, a pipe from this JVM: when that closes, the server is asked to stop.
  /// Interrupts from a terminal are ignored, for stopping is the JVM's decision.
  private static final String SUPERVISE =
      """
      exec 3<&0
      "$@" </dev/null 3<&- &
      server=$!
      trap '' INT TERM HUP
      { while read -r line; do :; done; kill -INT $server; } <&3 2>/dev/null &
      watcher=$!
      wait $server
      code=$?
      kill -KILL $watcher 2>/dev/null
      exit $code
      """;

  /// How long a start may take. Replaying the log after a crash is the long part; its size is
  /// bounded by `max_wal_size`.
  private static final Duration START_LIMIT = Duration.ofMinutes(3);

  private static final Duration STOP_LIMIT = Duration.ofSeconds(6);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(15);
  private static final long LOG_LIMIT_BYTES = 4L << 20;
  private static final int LOG_TAIL_LINES = 8;

  private final Process supervisor;
  private final Path data;

  private Postmaster(Process supervisor, Path data) {
    this.supervisor = supervisor;
    this.data = data;
  }

  /// What is to run: where, how and with which files.
  ///
  /// @param home the folder for `pictor.conf` and `postgres.log`
  /// @param data the data folder as a real path
  record Launch(Path home, Path data, Binaries binaries, Unprivileged way) {
    private List<String> command(int port, Path settings) {
      var command = new ArrayList<>(List.of("setsid", "sh", "-c", SUPERVISE, "pictor-postgres"));
      command.addAll(
          way.command(
              List.of(
                  binaries.program("postgres").toString(),
                  "-D",
                  data.toString(),
                  "-p",
                  Integer.toString(port),
                  "--config-file=" + settings)));
      return command;
    }

    private Path log() {
      return home.resolve("postgres.log");
    }
  }

  /// Returns when the server accepts connections on `port`.
  static Postmaster start(Launch launch, int port) throws IOException, InterruptedException {
    // Nobody works on the folder, so a process id left in this file can only mislead PostgreSQL.
    Path pidFile = launch.data().resolve("postmaster.pid");
    Files.deleteIfExists(pidFile);
    Path settings = ServerSettings.write(launch.home());
    rotate(launch.log());
    launch.way().handOver(launch.home(), launch.binaries().program("postgres"));
    var builder = new ProcessBuilder(launch.command(port, settings));
    builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
    Process supervisor =
        builder
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(launch.log().toFile()))
            .start();
    var postmaster = new Postmaster(supervisor, launch.data());
    try {
      postmaster.awaitReady(launch, port);
      return postmaster;
    } catch (IOException | InterruptedException | EmbeddedPostgresException e) {
      postmaster.askToStop();
      throw e;
    }
  }

  private void awaitReady(Launch launch, int port) throws IOException, InterruptedException {
    long end = System.nanoTime() + START_LIMIT.toNanos();
    while (!isReady(port)) {
      if (!supervisor.isAlive() || System.nanoTime() > end) {
        throw new EmbeddedPostgresException(
            "PostgreSQL did not start; the end of " + launch.log() + ":\n" + tail(launch.log()));
      }
      Thread.sleep(LOOK_AGAIN);
    }
  }

  /// PostgreSQL writes its port on the fourth line of this file and its status on the eighth.
  private boolean isReady(int port) {
    try {
      List<String> lines = Files.readAllLines(data.resolve("postmaster.pid"));
      return lines.size() > 7
          && lines.get(3).strip().equals(Integer.toString(port))
          && lines.get(7).startsWith("ready");
    } catch (IOException e) {
      return false; // Not written yet.
    }
  }

  /// Blocks until the server or its supervisor has ended, for whatever reason.
  void awaitEnd() throws InterruptedException {
    supervisor.waitFor();
  }

  /// Ends the server; at most about 14 seconds, usually far below one.
  void stop() throws IOException, InterruptedException {
    askToStop();
    supervisor.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    // Also when the supervisor itself has been killed, and the server with it forgotten.
    ServerProcesses.stop(data);
    supervisor.destroyForcibly();
  }

  void askToStop() {
    try {
      supervisor.getOutputStream().close();
    } catch (IOException e) {
      throw new UncheckedIOException("the pipe to PostgreSQL's supervisor does not close", e);
    }
  }

  private static void rotate(Path log) throws IOException {
    if (Files.exists(log) && Files.size(log) > LOG_LIMIT_BYTES) {
      Files.move(log, log.resolveSibling("postgres.log.1"), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static String tail(Path log) throws IOException {
    List<String> lines = Files.readAllLines(log);
    return lines.stream()
        .skip(Math.max(0, lines.size() - LOG_TAIL_LINES))
        .collect(Collectors.joining("\n"));
  }
}
