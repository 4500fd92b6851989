package dev.pictor.platform.limits;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.pictor.platform.Json;
import dev.pictor.testkit.TestRedis;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.NestedMultiOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.ProtocolKeyword;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;

/// Upstash's REST API before a real Redis: commands as JSON lists, a bearer token, `result` or
/// `error`. Every command is executed as it came.
final class UpstashSimulator implements AutoCloseable {
  static final String TOKEN = "a token of the tests";

  /// What it does instead of answering well.
  enum Fault {
    NONE,
    UNAVAILABLE,
    HANGS,
    TALKS_NONSENSE
  }

  private final HttpServer http;
  private final RedisClient client;
  private final StatefulRedisConnection<String, String> redis;
  private final AtomicReference<Fault> fault = new AtomicReference<>(Fault.NONE);

  UpstashSimulator(TestRedis before) throws IOException {
    client = RedisClient.create(before.url());
    redis = client.connect();
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    http.createContext("/", this::answer);
    http.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
  }

  void order(Fault wanted) {
    fault.set(wanted);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      switch (fault.get()) {
        case UNAVAILABLE -> send(exchange, 503, Map.of("error", "no"));
        case TALKS_NONSENSE -> send(exchange, 200, Map.of("result", "what?"));
        case HANGS -> Thread.sleep(5_000);
        case NONE -> execute(exchange, body);
      }
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private void execute(HttpExchange exchange, byte[] body) throws IOException {
    String credential = exchange.getRequestHeaders().getFirst("Authorization");
    if (!("Bearer " + TOKEN).equals(credential)) {
      send(exchange, 401, Map.of("error", "WRONGPASS invalid or missing auth token"));
      return;
    }
    JsonNode command = Json.MAPPER.readTree(body);
    var arguments = new CommandArgs<>(StringCodec.UTF8);
    for (int i = 1; i < command.size(); i++) {
      arguments.add(command.get(i).asText());
    }
    try {
      var result =
          redis
              .sync()
              .dispatch(
                  new Word(command.get(0).asText()),
                  new NestedMultiOutput<>(StringCodec.UTF8),
                  arguments);
      send(exchange, 200, Map.of("result", result));
    } catch (io.lettuce.core.RedisException e) {
      send(exchange, 400, Map.of("error", String.valueOf(e.getMessage())));
    }
  }

  private static void send(HttpExchange exchange, int status, Object body) throws IOException {
    byte[] bytes = Json.write(body).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  /// The name of a command, as it came.
  private record Word(String word) implements ProtocolKeyword {
    @Override
    public byte[] getBytes() {
      return word.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public String toString() {
      return word;
    }
  }

  @Override
  public void close() {
    http.stop(0);
    redis.close();
    client.close();
  }
}
