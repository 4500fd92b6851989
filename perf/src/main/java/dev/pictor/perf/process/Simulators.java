package dev.pictor.perf.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pictor.providers.simulated.SimulatedComfy;
import dev.pictor.providers.simulated.SimulatedRunPod;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A simulated ComfyUI and a simulated RunPod in a process of their own. Pictures are made
/// beforehand, so that an order is answered at once.
public final class Simulators implements AutoCloseable {
  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

  private final Process process;
  private final URI comfy;
  private final URI runPod;

  private Simulators(Process process, URI comfy, URI runPod) {
    this.process = process;
    this.comfy = comfy;
    this.runPod = runPod;
  }

  /// @param slow how long an order takes at RunPod that was [#slowDown]
  public static Simulators start(Duration slow) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx512m",
                "-Dpictor.simulated.ready=true",
                "-Dpictor.simulated.slow=" + slow.toMillis(),
                "-cp",
                System.getProperty("java.class.path"),
                Simulators.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    var said = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    String line = said.readLine();
    while (line != null && !line.startsWith("at ")) {
      line = said.readLine();
    }
    if (line == null) {
      process.destroyForcibly();
      throw new IOException("the simulated providers did not start");
    }
    Thread.ofVirtual().start(() -> said.lines().forEach(_ -> {}));
    String[] words = line.split(" ", -1);
    return new Simulators(process, URI.create(words[1]), URI.create(words[2]));
  }

  /// The settings that lead a server to them.
  public Map<String, String> variables() {
    return Map.of(
        "COMFY_LOCAL_URL",
        comfy.toString(),
        "RUNPOD_URL",
        runPod.toString(),
        "RUNPOD_API_KEY",
        "simulated-key-of-runpod",
        "RUNPOD_ENDPOINT_ID",
        SimulatedRunPod.ENDPOINT,
        "ALLOW_PRIVATE_ADDRESSES",
        "true");
  }

  /// The next orders at RunPod take their time.
  public void slowDown(int orders) throws IOException, InterruptedException {
    String words = String.join(",", Collections.nCopies(orders, "\"slow\""));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(runPod + "/_simulator/faults"))
            .PUT(BodyPublishers.ofString("[" + words + "]"))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      int status = client.send(request, BodyHandlers.discarding()).statusCode();
      if (status != 204) {
        throw new IOException("the simulated RunPod answered " + status);
      }
    }
  }

  @Override
  public void close() {
    process.destroy(); // So that it can remove its files.
    process
        .onExit()
        .completeOnTimeout(process, STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
        .join()
        .destroyForcibly();
  }

  /// Ends when it is told to.
  public static void main(String[] arguments) throws InterruptedException {
    var comfy = new SimulatedComfy(0);
    var runPod = new SimulatedRunPod(0);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> {
              comfy.close();
              runPod.close();
            }));
    System.out.println("at " + comfy.uri() + " " + runPod.uri());
    Thread.currentThread().join();
  }
}
