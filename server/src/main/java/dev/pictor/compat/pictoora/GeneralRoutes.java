package dev.pictor.compat.pictoora;

import static dev.pictor.platform.http.Route.route;
import static io.javalin.http.HandlerType.GET;

import dev.pictor.platform.http.Access;
import dev.pictor.platform.http.Route;
import dev.pictor.platform.telemetry.PartChecks;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Who answers here, and whether it is well.
final class GeneralRoutes {
  private static final String GROUP = "Pictoora: general";

  private final Service service;
  private final PartChecks checks;
  private final long begun = System.nanoTime();

  GeneralRoutes(Service service, PartChecks checks) {
    this.service = service;
    this.checks = checks;
  }

  /// What the service calls itself.
  record Service(String name, String version) {}

  /// @param status `healthy` or `unhealthy`
  /// @param checks for each part `up` or `down`
  record Health(String status, long uptimeSeconds, Map<String, String> checks) {}

  List<Route> routes() {
    var healthy = new Health("healthy", 86_400, Map.of("database", "up", "objects", "up"));
    var unhealthy = new Health("unhealthy", 86_400, Map.of("database", "down", "objects", "up"));
    return List.of(
        route(GET, Endpoint.ROOT.path(), Access.PUBLIC)
            .in(GROUP)
            .says("Welcome")
            .answers(200, "Who answers", welcome())
            .by(request -> welcome().send(request, 200)),
        route(GET, Endpoint.HEALTH.path(), Access.OPEN)
            .in(GROUP)
            .says("Whether this node is well, part by part")
            .answers(200, "It is", health(healthy, true))
            .answers(500, "A part that is needed is down", health(unhealthy, false))
            .by(this::health));
  }

  private Envelope welcome() {
    return Envelope.success(Endpoint.ROOT, "Welcome to " + service.name(), service);
  }

  private void health(Context request) throws InterruptedException {
    PartChecks.Found found = checks.run();
    long uptime = Duration.ofNanos(System.nanoTime() - begun).toSeconds();
    var health = new Health(found.isReady() ? "healthy" : "unhealthy", uptime, found.words());
    health(health, found.isReady()).send(request, found.isReady() ? 200 : 500);
  }

  private static Envelope health(Health health, boolean isWell) {
    return isWell
        ? Envelope.success(Endpoint.HEALTH, "System healthy", health)
        : Envelope.error(Endpoint.HEALTH, "System unhealthy", health);
  }
}
