package dev.pictor.platform.http;

import dev.pictor.platform.Problem;
import dev.pictor.platform.telemetry.Metrics;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.websocket.WsConfig;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.ForwardedRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.component.LifeCycle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Serves the table of routes, a virtual thread for each request. It is the boundary where whatever
/// a route throws becomes a problem.
public final class HttpServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);

  /// How long requests in flight may go on once the server is told to stop.
  private static final Duration GRACE = Duration.ofSeconds(3);

  /// Connections that may wait to be accepted: a thousand clients that come at once.
  private static final int WAITING_CONNECTIONS = 2048;

  private final Javalin javalin;

  private HttpServer(Javalin javalin) {
    this.javalin = javalin;
  }

  /// What is served.
  ///
  /// @param sockets WebSocket handlers by path
  /// @param renderers for paths whose problems have another form than [ProblemJson]
  public record Content(
      List<Route> routes,
      Map<String, Consumer<WsConfig>> sockets,
      Guard guard,
      Metrics metrics,
      List<ProblemRenderer> renderers) {
    public Content(
        List<Route> routes, Map<String, Consumer<WsConfig>> sockets, Guard guard, Metrics metrics) {
      this(routes, sockets, guard, metrics, List.of());
    }

    private void write(Context response, Problem problem) {
      String path = response.path();
      for (ProblemRenderer each : renderers) {
        if (each.isFor(path)) {
          each.write(response, problem);
          return;
        }
      }
      ProblemJson.write(response, problem);
    }
  }

  public static HttpServer start(HttpSettings settings, Content content) {
    var javalin = Javalin.create(config -> configure(config, settings, content));
    javalin.start(settings.host(), settings.port());
    return new HttpServer(javalin);
  }

  private static void configure(JavalinConfig config, HttpSettings settings, Content content) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.concurrency.useVirtualThreads = true;
    config.router.ignoreTrailingSlashes = true;
    config.http.prefer405over404 = true;
    config.http.generateEtags = false;
    config.jetty.modifyHttpConfiguration(http -> {
      http.setSendServerVersion(false);
      if (settings.trustProxy()) {
        http.addCustomizer(new ForwardedRequestCustomizer());
      }
    });
    config.jetty.modifyServer(server -> {
      server.setStopTimeout(GRACE.toMillis());
      server.insertHandler(new GracefulHandler());
      server.insertHandler(new LingeringClose());
      server.setErrorHandler(new BareProblems());
      server.addEventListener(
          new LifeCycle.Listener() {
            @Override
            public void lifeCycleStarting(LifeCycle starting) {
              allowBursts(server);
            }
          });
    });
    config.jetty.modifyServletContextHandler(
        context -> context.setErrorHandler(new BareProblems()));
    var cors = new Cors(settings.allowedOrigins());
    methods(content.routes()).forEach((path, routes) -> serve(config, path, routes, content, cors));
    content.sockets().forEach((path, socket) -> config.routes.ws(path, socket));
    config.routes.exception(
        HttpResponseException.class,
        (e, response) -> {
          common(response);
          cors.answer(response);
          String methods = e.getDetails().get("availableMethods");
          if (e.getStatus() == 405 && methods != null) {
            response.header("Allow", methods);
          }
          content.write(response, unrouted(e));
        });
    config.routes.exception(Exception.class, (e, response) -> refuse(content, response, e));
  }

  /// The routes of each path, by method. A GET answers HEAD as well, without the body.
  private static Map<String, Map<HandlerType, Route>> methods(List<Route> routes) {
    var paths = new LinkedHashMap<String, Map<HandlerType, Route>>();
    for (Route route : routes) {
      var methods = paths.computeIfAbsent(route.path(), _ -> new LinkedHashMap<>());
      if (methods.put(route.method(), route) != null) {
        throw new IllegalStateException("two routes for " + route.method() + " " + route.path());
      }
    }
    for (Map<HandlerType, Route> methods : paths.values()) {
      if (methods.containsKey(HandlerType.GET)) {
        methods.putIfAbsent(HandlerType.HEAD, methods.get(HandlerType.GET));
      }
    }
    return paths;
  }

  private static void serve(
      JavalinConfig config,
      String path,
      Map<HandlerType, Route> routes,
      Content content,
      Cors cors) {
    routes.forEach((method, route) ->
        config.routes.addHttpHandler(method, path, served(route, content, cors)));
    if (!routes.containsKey(HandlerType.OPTIONS)) {
      String allowed =
          Stream.concat(routes.keySet().stream().map(HandlerType::name), Stream.of("OPTIONS"))
              .sorted()
              .collect(Collectors.joining(", "));
      config.routes.addHttpHandler(
          HandlerType.OPTIONS,
          path,
          request -> {
            common(request);
            cors.preflight(request, allowed);
          });
    }
  }

  /// What every answer says, whatever else it does.
  private static void common(Context response) {
    response.header(RequestId.HEADER, RequestId.of(response));
    response.header("X-Content-Type-Options", "nosniff");
    response.header("Referrer-Policy", "same-origin");
  }

  /// Java's own default lets 50 connections wait to be accepted; the system resets those beyond.
  private static void allowBursts(Server server) {
    for (Connector connector : server.getConnectors()) {
      if (connector instanceof ServerConnector sockets) {
        sockets.setAcceptQueueSize(WAITING_CONNECTIONS);
      }
    }
  }

  private static Handler served(Route route, Content content, Cors cors) {
    return request -> {
      try (var _ = RequestLog.begin(request, route, content.metrics())) {
        common(request);
        cors.answer(request);
        try {
          content.guard().admit(request, route);
          refuseNul(request.queryString());
          route.handler().handle(request);
        } catch (Exception e) { // The boundary: nothing passes it but a problem.
          refuse(content, request, e);
        }
      }
    };
  }

  /// A path with NUL never gets here; in a query it has no meaning either, and no text of
  /// PostgreSQL has it.
  private static void refuseNul(@Nullable String query) {
    if (query != null && query.contains("%00")) {
      throw Problem.of(Problem.Kind.MALFORMED_REQUEST, "The query contains the character NUL.");
    }
  }

  private static void refuse(Content content, Context response, Exception fault) {
    if (fault instanceof Problem problem) {
      if (problem.kind().status() >= 500) {
        LOG.atError()
            .addKeyValue("code", problem.kind().code())
            .setCause(problem.getCause())
            .log("{}", problem.detail());
      }
      content.write(response, problem);
      return;
    }
    if (fault instanceof HttpResponseException e) {
      content.write(response, unrouted(e));
      return;
    }
    LOG.atError()
        .setCause(fault)
        .log("a request failed; the caller gets a 500 with its request id");
    content.write(
        response,
        Problem.of(
            Problem.Kind.INTERNAL,
            "Something went wrong here. Give the request id when you report it."));
  }

  /// Javalin's own refusals: no such path, or the path is there for another method.
  private static Problem unrouted(HttpResponseException e) {
    return switch (e.getStatus()) {
      case 404 -> Problem.of(Problem.Kind.NOT_FOUND, "Nothing is served at this path; see /docs.");
      case 405 ->
          Problem.of(Problem.Kind.METHOD_NOT_ALLOWED, "This path takes other methods; see /docs.");
      case 413 -> Problem.because(Problem.Kind.TOO_LARGE, "The body is too large.", e);
      default -> Problem.because(Problem.Kind.MALFORMED_REQUEST, "The request cannot be read.", e);
    };
  }

  public int port() {
    return javalin.port();
  }

  @Override
  public void close() {
    javalin.stop();
  }
}
