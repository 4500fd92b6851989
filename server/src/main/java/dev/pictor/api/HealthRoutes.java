package dev.pictor.api;

import static dev.pictor.platform.http.Route.route;
import static io.javalin.http.HandlerType.GET;

import dev.pictor.platform.http.Access;
import dev.pictor.platform.http.Reply;
import dev.pictor.platform.http.Route;
import dev.pictor.platform.telemetry.PartChecks;
import io.javalin.http.Context;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// Is it alive, and is it ready? Alive means that the process answers; ready means that every part
/// it needs does.
public final class HealthRoutes {
  private final PartChecks checks;
  private final String version;
  private final Supplier<Map<String, String>> providers;
  private final Supplier<List<String>> warnings;

  /// @param providers on other machines, with `up` or `down`, as they were last found
  /// @param warnings of what an operator should mend before it breaks
  public HealthRoutes(
      PartChecks checks,
      String version,
      Supplier<Map<String, String>> providers,
      Supplier<List<String>> warnings) {
    this.checks = checks;
    this.version = version;
    this.providers = providers;
    this.warnings = warnings;
  }

  /// The answer.
  ///
  /// @param status `ok` or `unavailable`
  /// @param checks for each part `up` or `down`
  /// @param providers on other machines; one that is down makes nobody unready
  /// @param warnings such as a model that will be gone soon
  public record Health(
      String status,
      boolean live,
      boolean ready,
      String version,
      Map<String, String> checks,
      Map<String, String> providers,
      List<String> warnings,
      Machine system) {}

  /// What the process and its machine have to do.
  ///
  /// @param loadAverage of the last minute; negative where the system does not tell
  /// @param memoryUsedBytes of the Java heap
  /// @param memoryMaxBytes of the Java heap
  public record Machine(
      long uptimeSeconds,
      int processors,
      double loadAverage,
      long memoryUsedBytes,
      long memoryMaxBytes) {
    static Machine now() {
      var heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
      var system = ManagementFactory.getOperatingSystemMXBean();
      return new Machine(
          Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime()).toSeconds(),
          system.getAvailableProcessors(),
          system.getSystemLoadAverage(),
          heap.getUsed(),
          heap.getMax());
    }
  }

  /// The answer of the shorter probes.
  public record Probe(String status) {}

  public List<Route> routes() {
    var machine = new Machine(86_400, 4, 0.7, 180_000_000, 536_870_912);
    var healthy =
        new Health(
            "ok",
            true,
            true,
            version,
            Map.of("database", "up", "objects", "up"),
            Map.of("openai", "up"),
            List.of(),
            machine);
    var ailing =
        new Health(
            "unavailable",
            true,
            false,
            version,
            Map.of("database", "down", "objects", "up"),
            Map.of(),
            List.of(),
            machine);
    return List.of(
        route(GET, "/health", Access.OPEN)
            .in("Operations")
            .says("Whether this node is alive and ready, part by part")
            .answers(200, "Ready", healthy)
            .answers(503, "Alive, and a part that is needed is down", ailing)
            .by(this::health),
        route(GET, "/health/live", Access.OPEN)
            .in("Operations")
            .says("Whether the process answers; nothing else is looked at")
            .answers(200, "Alive", new Probe("ok"))
            .by(request -> Reply.json(request, new Probe("ok"))),
        route(GET, "/health/ready", Access.OPEN)
            .in("Operations")
            .says("The same as /health, for probes that read only the status")
            .answers(200, "Ready", healthy)
            .answers(503, "Not ready", ailing)
            .by(this::health));
  }

  private void health(Context request) throws InterruptedException {
    PartChecks.Found found = checks.run();
    boolean ready = found.isReady();
    Reply.json(
        request,
        ready ? 200 : 503,
        new Health(
            ready ? "ok" : "unavailable",
            true,
            ready,
            version,
            found.words(),
            providers.get(),
            warnings.get(),
            Machine.now()));
  }
}
