package dev.pictor.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.pictor.platform.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;

/// Somebody's server that is told of events: real HTTP on this machine. It remembers what came and
/// answers what a test wants.
public final class HookReceiver implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /// What came.
  public record Message(String path, Map<String, List<String>> headers, String body) {
    public String header(String name) {
      return headers.entrySet().stream()
          .filter(each -> each.getKey().equalsIgnoreCase(name))
          .map(each -> each.getValue().getFirst())
          .findFirst()
          .orElse("");
    }

    public JsonNode json() {
      return Json.read(body, JsonNode.class);
    }

    public String type() {
      return json().get("type").asText();
    }

    public JsonNode data() {
      return json().get("data");
    }
  }

  /// What is answered.
  public record Reply(int status, Map<String, String> headers, String body) {
    public static Reply of(int status) {
      return new Reply(status, Map.of(), "");
    }
  }

  private final HttpServer server;
  private final List<Message> messages = new CopyOnWriteArrayList<>();
  private volatile Function<Message, Reply> reply = _ -> Reply.of(204);

  public HookReceiver() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    var message =
        new Message(
            exchange.getRequestURI().toString(), Map.copyOf(exchange.getRequestHeaders()), body);
    messages.add(message);
    Reply wanted = reply.apply(message);
    byte[] bytes = wanted.body().getBytes(StandardCharsets.UTF_8);
    wanted.headers().forEach(exchange.getResponseHeaders()::add);
    exchange.sendResponseHeaders(wanted.status(), bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }

  /// From now on it answers so; the function may take its time.
  public void replies(Function<Message, Reply> wanted) {
    reply = wanted;
  }

  public void replies(int status) {
    replies(_ -> Reply.of(status));
  }

  public String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  public List<Message> messages() {
    return List.copyOf(messages);
  }

  /// Waits until so many have come.
  public List<Message> await(int count) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (messages.size() < count) {
      if (System.nanoTime() > end) {
        throw new AssertionError("expected " + count + " messages, came " + messages);
      }
      pause();
    }
    return messages();
  }

  private static void pause() {
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
