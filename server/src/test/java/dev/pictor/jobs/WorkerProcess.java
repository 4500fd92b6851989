package dev.pictor.jobs;

import dev.pictor.platform.sql.Database;
import dev.pictor.platform.sql.DatabaseAddress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A worker in a process of its own, which a test can freeze and wake. It says on its output what
/// its handler does.
final class WorkerProcess implements AutoCloseable {
  private final Process process;
  private final BufferedReader output;

  private WorkerProcess(Process process) {
    this.process = process;
    this.output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /// Starts a worker with one slot for the kind `work`.
  ///
  /// @param leaseMillis its lease; it beats four times as often
  /// @param workMillis how long its handler works
  static WorkerProcess start(
      DatabaseAddress address, String queue, long leaseMillis, long workMillis) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var builder =
        new ProcessBuilder(
            List.of(
                java,
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                WorkerProcess.class.getName(),
                address.jdbcUrl(),
                String.valueOf(address.user()),
                queue,
                Long.toString(leaseMillis),
                Long.toString(workMillis)));
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    builder.environment().put("WORKER_PASSWORD", String.valueOf(address.password()));
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    return new WorkerProcess(builder.start());
  }

  /// Waits until the worker has said this.
  void await(String word) throws IOException {
    String line = output.readLine();
    while (line != null && !line.endsWith(word)) {
      line = output.readLine();
    }
    if (line == null) {
      throw new IOException("the worker ended and never said " + word);
    }
  }

  void freeze() throws IOException, InterruptedException {
    signal("STOP");
  }

  void wake() throws IOException, InterruptedException {
    signal("CONT");
  }

  private void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }

  public static void main(String[] args) throws InterruptedException {
    var address = new DatabaseAddress(args[0], args[1], System.getenv("WORKER_PASSWORD"));
    Duration lease = Duration.ofMillis(Long.parseLong(args[3]));
    long workMillis = Long.parseLong(args[4]);
    JobHandler work =
        context -> {
          System.out.println("begun");
          context.progress(10, JobPhase.PROCESSING);
          long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(workMillis);
          // Heeds nothing, as a native call does; only the fence can keep it from writing.
          while (System.nanoTime() < end) {
            Thread.onSpinWait();
          }
          context.progress(90, JobPhase.STORING);
          System.out.println("done");
          return new Outcome.Succeeded(
              TestJobs.RESULT,
              (transaction, id) ->
                  transaction.execute(
                      "insert into effect values (?, ?)", id.value(), context.attempt()));
        };
    try (var database = Database.open(address, 4);
        var jobs = TestJobs.open(database, TestJobs.settings(-1, lease));
        var _ = Workers.start(jobs, args[2], 1, Map.of("work", work))) {
      System.out.println("ready");
      Thread.sleep(Duration.ofMinutes(10));
    }
  }
}
