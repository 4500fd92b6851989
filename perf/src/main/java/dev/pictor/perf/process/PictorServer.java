package dev.pictor.perf.process;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A server started the way a person starts it, by `./pictor up`, on a data folder and a port of
/// its own.
public final class PictorServer implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofMinutes(3);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(5);

  private final Process process;
  private final int port;
  private final Path log;
  private final Duration startTime;

  private PictorServer(Process process, int port, Path log, Duration startTime) {
    this.process = process;
    this.port = port;
    this.log = log;
    this.startTime = startTime;
  }

  /// The repository, as the launcher says.
  public static Path home() {
    String home = System.getenv("PICTOR_HOME");
    if (home == null) {
      throw new IllegalStateException("PICTOR_HOME is not set: run this with ./pictor bench");
    }
    return Path.of(home);
  }

  /// Starts and waits for the first 200 on `/health`.
  ///
  /// @param environment what differs from ours
  public static PictorServer start(Path data, Map<String, String> environment)
      throws IOException, InterruptedException {
    int port = freePort();
    Path log = data.resolveSibling(data.getFileName() + ".log");
    List<String> command =
        List.of(
            home().resolve("pictor").toString(),
            "up",
            "--port",
            Integer.toString(port),
            "--data",
            data.toString());
    var builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    // The bench has seen to the build already; looking again would count as start time.
    builder.environment().put("PICTOR_BUILD", "never");
    long began = System.nanoTime();
    Process process = builder.start();
    awaitHealth(process, port, log, began);
    return new PictorServer(process, port, log, Duration.ofNanos(System.nanoTime() - began));
  }

  private static void awaitHealth(Process process, int port, Path log, long began)
      throws IOException, InterruptedException {
    while (!isHealthy(port)) {
      if (!process.isAlive() || System.nanoTime() - began > START_LIMIT.toNanos()) {
        process.destroyForcibly();
        throw new IOException("the server did not start:\n" + Files.readString(log));
      }
      Thread.sleep(LOOK_AGAIN);
    }
  }

  /// A plain socket: an HTTP client's own start would take longer than the answer.
  private static boolean isHealthy(int port) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout((int) STOP_LIMIT.toMillis());
      socket
          .getOutputStream()
          .write(
              "GET /health HTTP/1.1\r\nHost: bench\r\nConnection: close\r\n\r\n"
                  .getBytes(ISO_8859_1));
      InputStream answer = socket.getInputStream();
      return new String(answer.readNBytes("HTTP/1.1 200".length()), ISO_8859_1).endsWith(" 200");
    } catch (IOException e) {
      return false; // Not listening yet.
    }
  }

  /// From the command to the first 200 on `/health`.
  public Duration startTime() {
    return startTime;
  }

  public int port() {
    return port;
  }

  public URI address(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  public ProcessTree tree() {
    return new ProcessTree(process.toHandle());
  }

  /// What the server has printed.
  public String printed() throws IOException {
    return Files.readString(log);
  }

  /// SIGTERM; returns how long the server took to end.
  public Duration stop() throws InterruptedException {
    long began = System.nanoTime();
    process.destroy();
    if (!process.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
      process.destroyForcibly().waitFor();
    }
    return Duration.ofNanos(System.nanoTime() - began);
  }

  /// `kill -9`.
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    process.destroy();
    process
        .onExit()
        .completeOnTimeout(process, STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
        .join()
        .destroyForcibly();
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
