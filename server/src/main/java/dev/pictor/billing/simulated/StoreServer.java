package dev.pictor.billing.simulated;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pictor.platform.Json;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.jspecify.annotations.Nullable;

/// What all simulated stores have: a server, a queue of faults, and a way to tell the service.
public abstract class StoreServer implements AutoCloseable {
  private static final Duration SLOWNESS = Duration.ofSeconds(2);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Queue<StoreFault> faults = new ArrayDeque<>();
  private @Nullable Javalin javalin;
  private volatile @Nullable URI service;

  /// Begins to answer; the last thing that a constructor does.
  ///
  /// @param port 0 for a free one
  final void open(int port) {
    javalin =
        Javalin.create(
                config -> {
                  config.startup.showJavalinBanner = false;
                  config.startup.showOldJavalinVersionWarning = false;
                  config.startup.startupWatcherEnabled = false;
                  config.concurrency.useVirtualThreads = true;
                  config.routes.before(this::mayMisbehave);
                  config.routes.put("/_simulator/faults", this::takeFaults);
                  routes(config);
                })
            .start("127.0.0.1", port);
  }

  /// Adds the store's own paths.
  abstract void routes(JavalinConfig config);

  /// The settings with which the service takes it for the real one.
  public abstract Map<String, String> variables();

  /// Where it answers.
  public final URI uri() {
    if (javalin == null) {
      throw new IllegalStateException("not open yet");
    }
    return URI.create("http://127.0.0.1:" + javalin.port());
  }

  /// Where the service is that is to be told.
  public final void tellTo(URI address) {
    service = address;
  }

  /// One of these goes wrong with each of the next calls.
  public final void misbehave(StoreFault... next) {
    synchronized (faults) {
      faults.addAll(List.of(next));
    }
  }

  private void mayMisbehave(Context request) throws InterruptedException {
    if (request.path().startsWith("/_simulator")) {
      return;
    }
    StoreFault fault;
    synchronized (faults) {
      fault = faults.poll();
    }
    switch (fault) {
      case SLOW -> Thread.sleep(SLOWNESS);
      case BROKEN -> request.status(500).skipRemainingHandlers();
      case BUSY -> request.status(429).header("Retry-After", "1").skipRemainingHandlers();
      case DROPPED -> {
        ServletContextRequest.getServletContextRequest(request.req())
            .getConnectionMetaData()
            .getConnection()
            .getEndPoint()
            .close();
        request.skipRemainingHandlers();
      }
      case null -> {}
    }
  }

  private void takeFaults(Context request) {
    for (JsonNode word : body(request)) {
      misbehave(StoreFault.valueOf(word.asText().toUpperCase(Locale.ROOT)));
    }
    request.status(204);
  }

  static JsonNode body(Context request) {
    try {
      return Json.MAPPER.readTree(request.bodyAsBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void json(Context request, int status, Object body) {
    request.status(status).contentType("application/json").result(Json.write(body));
  }

  /// Tells the service something.
  ///
  /// @param headers names and values by turns
  /// @return the status of its answer
  final int post(String path, byte[] body, String... headers) {
    URI target = service;
    if (target == null) {
      throw new IllegalStateException("nobody to tell; see tellTo");
    }
    var request =
        HttpRequest.newBuilder(URI.create(target + path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return client.send(request.build(), BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted");
    }
  }

  @Override
  public void close() {
    if (javalin != null) {
      javalin.stop();
    }
    client.shutdownNow();
  }
}
