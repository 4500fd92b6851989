package dev.pictor.platform.http;

import dev.pictor.platform.telemetry.Metrics;
import io.javalin.http.Context;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/// One request in the log and in the metrics. Its ids are on every line that is logged meanwhile.
public final class RequestLog implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger("http");
  private static final String REQUEST = "request_id";
  private static final String USER = "user_id";

  private final Context request;
  private final Route route;
  private final Metrics metrics;
  private final String requestId;
  private final long begun = System.nanoTime();

  private RequestLog(Context request, Route route, Metrics metrics) {
    this.request = request;
    this.route = route;
    this.metrics = metrics;
    this.requestId = RequestId.of(request);
  }

  static RequestLog begin(Context request, Route route, Metrics metrics) {
    var begun = new RequestLog(request, route, metrics);
    MDC.put(REQUEST, begun.requestId);
    return begun;
  }

  /// Says who calls, once that is known.
  public static void user(String id) {
    MDC.put(USER, id);
  }

  String requestId() {
    return requestId;
  }

  @Override
  public void close() {
    var took = Duration.ofNanos(System.nanoTime() - begun);
    int status = request.statusCode();
    metrics.request(route.method().name(), route.path(), status, took);
    var level =
        status >= 500
            ? org.slf4j.event.Level.WARN
            : quiet() ? org.slf4j.event.Level.DEBUG : org.slf4j.event.Level.INFO;
    LOG.atLevel(level)
        .addKeyValue("method", route.method().name())
        .addKeyValue("path", request.path())
        .addKeyValue("status", status)
        .addKeyValue("ms", took.toMillis())
        .log("request");
    MDC.remove(REQUEST);
    MDC.remove(USER);
  }

  /// Probes and the page's own files would drown the rest.
  private boolean quiet() {
    return route.access() == Access.OPEN && request.statusCode() < 400;
  }
}
