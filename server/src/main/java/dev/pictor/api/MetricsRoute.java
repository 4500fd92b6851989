package dev.pictor.api;

import static dev.pictor.platform.http.Route.route;
import static io.javalin.http.HandlerType.GET;

import dev.pictor.platform.Problem;
import dev.pictor.platform.http.Access;
import dev.pictor.platform.http.Route;
import dev.pictor.platform.telemetry.Metrics;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;

/// `/metrics` for Prometheus; behind a bearer token when the operator sets one.
public final class MetricsRoute {
  private final Metrics metrics;
  private final String token;

  /// @param token empty when anybody may read
  public MetricsRoute(Metrics metrics, String token) {
    this.metrics = metrics;
    this.token = token;
  }

  public List<Route> routes() {
    return List.of(
        route(GET, "/metrics", Access.OPEN)
            .in("Operations")
            .says("Numbers in the Prometheus text format")
            .answersBytes(200, "The numbers", "text/plain; version=0.0.4; charset=utf-8")
            .by(request -> {
              if (!token.isEmpty() && !isToken(request.header("Authorization"))) {
                throw Problem.of(
                    Problem.Kind.UNAUTHENTICATED, "Send the METRICS_TOKEN as a bearer token.");
              }
              request
                  .contentType("text/plain; version=0.0.4; charset=utf-8")
                  .result(metrics.scrape());
            }));
  }

  private boolean isToken(@org.jspecify.annotations.Nullable String header) {
    byte[] given = (header == null ? "" : header).getBytes(StandardCharsets.UTF_8);
    return MessageDigest.isEqual(given, ("Bearer " + token).getBytes(StandardCharsets.UTF_8));
  }
}
