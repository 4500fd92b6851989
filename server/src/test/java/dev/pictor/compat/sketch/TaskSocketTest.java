package dev.pictor.compat.sketch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pictor.platform.Json;
import dev.pictor.testkit.RunningApp;
import dev.pictor.testkit.SketchClient;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// `/ws` of the Image-to-Sketch contract.
class TaskSocketTest {
  private static RunningApp app;
  private static SketchClient ada;
  private static String key;

  @BeforeAll
  static void start() {
    app = RunningApp.start();
    ada = SketchClient.signedIn(app);
    key = ada.uploadPortrait();
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  @Test
  void everyChangeOfAJobIsToldInOrderAndWithoutGaps() throws Exception {
    try (var line = Line.with("?token=" + ada.token(), null)) {
      assertThat(line.next().get("type").asText()).isEqualTo("hello");
      String id = create("PENCIL");
      List<JsonNode> told = line.until(id, "completed");
      assertThat(told.getFirst().get("status").asText()).isEqualTo("pending");
      for (int i = 0; i < told.size(); i++) {
        assertThat(told.get(i).get("seq").asInt()).isEqualTo(i + 1);
        assertThat(told.get(i).get("task_id").asText()).isEqualTo(id);
      }
      assertThat(told).extracting(each -> each.get("progress").asInt()).isSorted();
      assertThat(told.getLast().get("result").get("width").asInt()).isEqualTo(512);
    }
  }

  @Test
  void whatWasMissedIsToldAgainAfterAReconnect() throws Exception {
    String id = create("CHARCOAL");
    ada.finished(id);
    try (var line = Line.with("?token=" + ada.token(), null)) {
      line.next();
      line.say("{\"type\":\"resume\",\"since\":{\"" + id + "\":1,\"nonsense\":2}}");
      List<JsonNode> told = line.until(id, "completed");
      assertThat(told.getFirst().get("seq").asInt()).isEqualTo(2);
    }
  }

  @Test
  void nobodyHearsOfSomebodyElsesJobs() throws Exception {
    String id = create("INK");
    ada.finished(id);
    SketchClient eve = SketchClient.signedIn(app);
    try (var line = Line.with("?token=" + eve.token(), null)) {
      line.next();
      line.say("{\"type\":\"resume\",\"since\":{\"" + id + "\":0}}");
      create("INK");
      assertThat(line.poll(2)).isNull();
    }
  }

  @Test
  void theCookieWorksForAPageOfOursAndForNoOther() throws Exception {
    try (var line = Line.with("", app.uri().toString())) {
      assertThat(line.next().get("type").asText()).isEqualTo("hello");
    }
    try (var line = Line.with("", "https://evil.example.com")) {
      assertThat(line.closed()).isEqualTo(4401);
    }
  }

  @Test
  void withoutAValidTokenTheLineIsClosed() throws Exception {
    try (var line = Line.with("?token=nonsense", null)) {
      assertThat(line.closed()).isEqualTo(4401);
    }
  }

  @Test
  void signingOutEndsTheLineToo() throws Exception {
    SketchClient bob = SketchClient.signedIn(app);
    String picture = bob.uploadPortrait();
    try (var line = Line.with("?token=" + bob.token(), null)) {
      line.next();
      bob.post("/api/sketch/create", Map.of("key", picture, "style", "INK", "method", "ARTISTIC"))
          .is(202);
      bob.post("/api/auth/logout", Map.of()).is(204);
      assertThat(line.closed()).isEqualTo(4401);
    }
  }

  @Test
  void whatIsNoJsonEndsTheLine() throws Exception {
    try (var line = Line.with("?token=" + ada.token(), null)) {
      line.next();
      line.say("hello?");
      assertThat(line.closed()).isEqualTo(1008);
    }
  }

  private static String create(String style) {
    return ada.post("/api/sketch/create", Map.of("key", key, "style", style, "method", "BASIC"))
        .is(202)
        .json()
        .get("id")
        .asText();
  }

  /// A WebSocket whose messages can be waited for.
  private static final class Line implements WebSocket.Listener, AutoCloseable {
    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder part = new StringBuilder();
    private @Nullable WebSocket socket;

    static Line with(String query, @Nullable String origin) throws Exception {
      var line = new Line();
      var builder = HttpClient.newHttpClient().newWebSocketBuilder();
      if (origin != null) {
        builder.header("Origin", origin).header("Cookie", ada.cookie());
      }
      URI uri = URI.create(app.uri().toString().replaceFirst("http", "ws") + "/ws" + query);
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

    void say(String message) {
      if (socket != null) {
        socket.sendText(message, true).join();
      }
    }

    JsonNode next() throws Exception {
      JsonNode message = poll(60);
      assertThat(message).isNotNull();
      return message == null ? Json.MAPPER.nullNode() : message;
    }

    @Nullable JsonNode poll(int seconds) throws Exception {
      String message = messages.poll(seconds, TimeUnit.SECONDS);
      return message == null ? null : Json.MAPPER.readTree(message);
    }

    List<JsonNode> until(String id, String status) throws Exception {
      var told = new ArrayList<JsonNode>();
      do {
        JsonNode message = next();
        if (message.path("job_id").asText().equals(id)) {
          told.add(message);
        }
      } while (told.isEmpty() || !told.getLast().get("status").asText().equals(status));
      return told;
    }

    int closed() throws Exception {
      return closed.get(20, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
      if (socket != null) {
        socket.abort();
      }
    }
  }
}
