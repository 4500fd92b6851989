package dev.pictor.perf.storm;

import dev.pictor.jobs.JobId;
import dev.pictor.platform.sql.DatabaseAddress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/// A worker process that will be killed.
final class Victim {
  /// A worker that does not come to its point, because the jobs go to others, is killed where it
  /// is.
  private static final long PATIENCE_SECONDS = 20;

  private static final int LONGEST_LIFE_MILLIS = 3000;

  private final Process process;
  private final CrashPoint point;
  private final CountDownLatch reached = new CountDownLatch(1);

  private Victim(Process process, CrashPoint point) {
    this.process = process;
    this.point = point;
  }

  /// @param accepted gets the submissions that the worker was answered
  static Victim start(
      DatabaseAddress address,
      Duration lease,
      CrashPoint point,
      Set<JobId> accepted,
      ExecutorService threads)
      throws IOException {
    var builder =
        new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx96m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                StormWorker.class.getName(),
                address.jdbcUrl(),
                String.valueOf(address.user()),
                Long.toString(lease.toSeconds()),
                point.name()));
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    builder.environment().put(KillStorm.PASSWORD, String.valueOf(address.password()));
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    var victim = new Victim(builder.start(), point);
    threads.execute(() -> victim.listen(accepted));
    return victim;
  }

  private void listen(Set<JobId> accepted) {
    try (var output =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      String line = output.readLine();
      while (line != null) {
        if (line.startsWith(CrashPoint.ACCEPTED)) {
          accept(line.substring(CrashPoint.ACCEPTED.length()), accepted);
        } else if (line.endsWith(CrashPoint.REACHED)) {
          reached.countDown();
        }
        line = output.readLine();
      }
    } catch (IOException _) {
      // The worker is dead; its last line may be cut short.
    }
  }

  private static void accept(String id, Set<JobId> accepted) {
    if (id.length() == "00000000-0000-0000-0000-000000000000".length()) {
      accepted.add(JobId.parse(id));
    }
  }

  void awaitItsPointAndKill() throws InterruptedException {
    if (point == CrashPoint.ANYWHERE) {
      Thread.sleep(ThreadLocalRandom.current().nextInt(LONGEST_LIFE_MILLIS));
    } else {
      var _ = reached.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
    kill();
  }

  /// SIGKILL: nothing in the process learns of it.
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }
}
