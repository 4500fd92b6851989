package dev.pictor.providers.remote;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Something that answers where a provider should, and is none.
public final class OddServer implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<String> asked = new CopyOnWriteArrayList<>();

  private interface Answer {
    void to(HttpExchange exchange, String body) throws IOException;
  }

  private OddServer(Answer answer) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
          try (exchange) {
            answer.to(exchange, new String(body, StandardCharsets.UTF_8));
          }
        });
    server.start();
  }

  /// The same to everybody.
  public static OddServer answering(int status, String body, String... headers) {
    return new OddServer((exchange, _) -> {
      for (int i = 0; i < headers.length; i += 2) {
        exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
      }
      write(exchange, status, body);
    });
  }

  /// Says back what it was told, headers and address included, as an error in each of the shapes
  /// that providers use.
  public static OddServer echoing(int status) {
    return new OddServer((exchange, _) -> {
      String told =
          (exchange.getRequestURI() + " " + exchange.getRequestHeaders().entrySet())
              .replaceAll("[\"\\\\\\p{Cntrl}]", "");
      write(
          exchange,
          status,
          """
          {"error": {"message": "%1$s", "code": "%1$s", "status": "%1$s", "type": "%1$s"},
           "detail": "%1$s", "message": "%1$s", "status": "FAILED", "id": "x"}
          """
              .formatted(told));
    });
  }

  /// JSON without an end.
  public static OddServer flooding(long most) {
    return new OddServer((exchange, _) -> {
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, 0);
      byte[] much =
          "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\",".repeat(2048).getBytes(StandardCharsets.UTF_8);
      try (OutputStream out = exchange.getResponseBody()) {
        out.write('[');
        for (long sent = 0; sent < most; sent += much.length) {
          out.write(much);
        }
      }
    });
  }

  /// A port that takes connections and never says a word.
  public static ServerSocket silent() {
    try {
      return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Where nobody listens.
  public static URI nobody() {
    try (ServerSocket gone = silent()) {
      return at(gone);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static URI at(ServerSocket socket) {
    return URI.create("http://127.0.0.1:" + socket.getLocalPort());
  }

  private static void write(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    boolean without = bytes.length == 0 || status == 204;
    exchange.sendResponseHeaders(status, without ? -1 : bytes.length);
    if (!without) {
      exchange.getResponseBody().write(bytes);
    }
  }

  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /// Method and path of each request, in the order in which they came.
  public List<String> asked() {
    return asked;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
