package dev.pictor.api;

import static dev.pictor.platform.http.Route.route;
import static io.javalin.http.HandlerType.GET;

import dev.pictor.platform.http.Access;
import dev.pictor.platform.http.Reply;
import dev.pictor.platform.http.Route;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Is it alive, and is it ready? Alive means that the process answers; ready means that every part
/// it needs does.
public final class HealthRoutes {
  /// A part that does not answer in this time counts as down.
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private static final ThreadFactory CHECKERS = Thread.ofVirtual().name("health-", 0).factory();

  private final Map<String, Callable<Boolean>> parts;
  private final String version;

  /// @param parts what is needed, by the name that is shown, with a check that does a little real
  ///   work
  public HealthRoutes(Map<String, Callable<Boolean>> parts, String version) {
    this.parts = new LinkedHashMap<>(parts);
    this.version = version;
  }

  /// The answer.
  ///
  /// @param status `ok` or `unavailable`
  /// @param checks for each part `up` or `down`
  public record Health(
      String status, boolean live, boolean ready, String version, Map<String, String> checks) {}

  /// The answer of the shorter probes.
  public record Probe(String status) {}

  public List<Route> routes() {
    var healthy = new Health("ok", true, true, version, Map.of("database", "up", "objects", "up"));
    return List.of(
        route(GET, "/health", Access.OPEN)
            .in("Operations")
            .says("Whether this node is alive and ready, part by part")
            .answers(200, "Ready", healthy)
            .answers(503, "Alive, and a part that is needed is down")
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
            .answers(503, "Not ready")
            .by(this::health));
  }

  private void health(Context request) throws InterruptedException {
    Map<String, String> checks = check();
    boolean ready = checks.values().stream().allMatch("up"::equals);
    Reply.json(
        request,
        ready ? 200 : 503,
        new Health(ready ? "ok" : "unavailable", true, ready, version, checks));
  }

  /// All parts at once, so that the slowest and not their sum decides.
  private Map<String, String> check() throws InterruptedException {
    var asked = new LinkedHashMap<String, Future<Boolean>>();
    parts.forEach((name, part) -> {
      var task = new FutureTask<>(part);
      CHECKERS.newThread(task).start();
      asked.put(name, task);
    });
    var found = new LinkedHashMap<String, String>();
    for (var each : new ArrayList<>(asked.entrySet())) {
      found.put(each.getKey(), isUp(each.getValue()) ? "up" : "down");
    }
    return found;
  }

  private static boolean isUp(Future<Boolean> answer) throws InterruptedException {
    try {
      return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException _) {
      return false;
    } catch (TimeoutException _) {
      answer.cancel(true);
      return false;
    }
  }
}
