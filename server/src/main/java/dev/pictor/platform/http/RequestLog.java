package dev.pictor.platform.http;

import dev.pictor.platform.telemetry.Logging;
import dev.pictor.platform.telemetry.Metrics;
import io.javalin.http.Context;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.event.Level;

/// One request in the log and in the metrics. Its ids are on every line that is logged meanwhile.
public final class RequestLog implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Logging.REQUESTS);
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

  @Override
  public void close() {
    var took = Duration.ofNanos(System.nanoTime() - begun);
    int status = request.statusCode();
    metrics.request(route.method().name(), route.path(), status, took);
    LOG.atLevel(level(status))
        .addKeyValue("method", route.method().name())
        .addKeyValue("path", request.path())
        .addKeyValue("status", status)
        .addKeyValue("ms", took.toMillis())
        .log("request");
    MDC.remove(REQUEST);
    MDC.remove(USER);
  }

  private Level level(int status) {
    if (status >= 500) {
      return Level.WARN;
    }
    return isQuiet() ? Level.DEBUG : Level.INFO;
  }

  /// Probes and the page's own files would drown the rest.
  private boolean isQuiet() {
    return route.access() == Access.OPEN && request.statusCode() < 400;
  }
}
