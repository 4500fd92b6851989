package dev.pictor;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// The whole service in a process of its own, which a test can kill at any moment.
final class CrashNode implements AutoCloseable {
  private final Process process;
  private final int port;

  private CrashNode(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /// Returns when it is ready.
  static CrashNode start(Map<String, String> variables) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var builder =
        new ProcessBuilder(
            List.of(
                java,
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                CrashNode.class.getName()));
    builder.environment().putAll(variables);
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    Process process = builder.start();
    var output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = output.readLine();
    while (line != null && !line.startsWith("port ")) {
      line = output.readLine();
    }
    if (line == null) {
      throw new IOException("the node ended before it was ready");
    }
    Thread.ofVirtual().start(() -> output.lines().forEach(_ -> {}));
    return new CrashNode(process, Integer.parseInt(line.substring(5)));
  }

  int port() {
    return port;
  }

  /// As `kill -9` does; returns when it is gone.
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  @Override
  public void close() {
    kill();
  }

  public static void main(String[] args) throws InterruptedException {
    try (var app = TestApp.start(System.getenv())) {
      System.out.println("port " + app.port());
      Thread.sleep(Duration.ofMinutes(10));
    }
  }
}
