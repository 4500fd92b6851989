package dev.pictor.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.pictor.platform.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/// An HTTP server that keeps whole requests and gives every one the same answer.
public final class HeardRequests implements AutoCloseable {
  private final HttpServer server;
  private final List<Heard> heard = new CopyOnWriteArrayList<>();

  /// A request as it came.
  public record Heard(
      String method, URI address, com.sun.net.httpserver.Headers headers, byte[] body) {
    /// Empty when there is none.
    public String header(String name) {
      return Optional.ofNullable(headers.getFirst(name)).orElse("");
    }

    public JsonNode json() {
      try {
        return Json.MAPPER.readTree(body);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private HeardRequests(int status, String type, String answer) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", exchange -> answer(exchange, status, type, answer));
    server.start();
  }

  public static HeardRequests answering(int status, String type, String answer) {
    return new HeardRequests(status, type, answer);
  }

  private void answer(HttpExchange exchange, int status, String type, String answer)
      throws IOException {
    try (exchange) {
      heard.add(
          new Heard(
              exchange.getRequestMethod(),
              exchange.getRequestURI(),
              exchange.getRequestHeaders(),
              exchange.getRequestBody().readAllBytes()));
      byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("Content-Type", type);
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  public List<Heard> all() {
    return heard;
  }

  public Heard last() {
    return heard.getLast();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
