package dev.pictor.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pictor.platform.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A line of `/ws` whose messages can be waited for.
public final class UpdatesLine implements WebSocket.Listener, AutoCloseable {
  private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final StringBuilder part = new StringBuilder();
  private @Nullable WebSocket socket;

  private UpdatesLine() {}

  /// @param query with its question mark, or nothing
  /// @param headers names and values in turns
  public static UpdatesLine with(RunningApp app, String query, String... headers) throws Exception {
    return at(app, "/ws" + query, headers);
  }

  /// The same at another address.
  ///
  /// @param target with its query
  public static UpdatesLine at(RunningApp app, String target, String... headers) throws Exception {
    var line = new UpdatesLine();
    var builder = HttpClient.newHttpClient().newWebSocketBuilder();
    for (int i = 0; i < headers.length; i += 2) {
      builder.header(headers[i], headers[i + 1]);
    }
    URI uri = URI.create(app.uri().toString().replaceFirst("http", "ws") + target);
    line.socket = builder.buildAsync(uri, line).get(20, TimeUnit.SECONDS);
    return line;
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    part.append(data);
    if (last) {
      messages.add(part.toString());
      part.setLength(0);
    }
    from.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    closed.complete(code);
    return null;
  }

  /// Sends a message.
  public void say(String message) {
    if (socket != null) {
      socket.sendText(message, true).join();
    }
  }

  /// The next message, within a minute.
  public JsonNode next() throws Exception {
    JsonNode message = poll(60);
    if (message == null) {
      throw new AssertionError("nothing was said for a minute");
    }
    return message;
  }

  /// The next message; null when none came in time.
  public @Nullable JsonNode poll(int seconds) throws Exception {
    String message = messages.poll(seconds, TimeUnit.SECONDS);
    return message == null ? null : Json.MAPPER.readTree(message);
  }

  /// All that is said of a job until it has this status.
  public List<JsonNode> until(String id, String status) throws Exception {
    var told = new ArrayList<JsonNode>();
    do {
      JsonNode message = next();
      if (message.path("job_id").asText().equals(id)) {
        told.add(message);
      }
    } while (told.isEmpty() || !told.getLast().get("status").asText().equals(status));
    return told;
  }

  /// Whether the server has not closed it.
  public boolean isOpen() {
    return !closed.isDone();
  }

  /// The code that the server closed with.
  public int closed() throws Exception {
    return closed.get(20, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    if (socket != null) {
      socket.abort();
    }
  }
}
