package dev.pictor.compat.sketch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pictor.testkit.RunningApp;
import dev.pictor.testkit.SketchClient;
import dev.pictor.testkit.UpdatesLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    try (var line = UpdatesLine.with(app, "?token=" + ada.token())) {
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
    try (var line = UpdatesLine.with(app, "?token=" + ada.token())) {
      line.next();
      line.say("{\"type\":\"resume\",\"since\":{\"" + id + "\":1,\"nonsense\":2}}");
      List<JsonNode> told = line.until(id, "completed");
      assertThat(told.getFirst().get("seq").asInt()).isEqualTo(2);
    }
  }

  @Test
  void whoHasTooManyLinesOpenIsToldSoOnTheNextOne() throws Exception {
    SketchClient many = SketchClient.signedIn(app);
    var lines = new ArrayList<UpdatesLine>();
    try {
      for (int i = 0; i < 20; i++) {
        lines.add(UpdatesLine.with(app, "?token=" + many.token()));
        assertThat(lines.getLast().next().get("type").asText()).isEqualTo("hello");
      }
      try (var refused = UpdatesLine.with(app, "?token=" + many.token())) {
        assertThat(refused.closed()).isEqualTo(1013);
      }
      lines.getFirst().say("{\"type\":\"resume\",\"since\":{}}");
      assertThat(lines.getFirst().isOpen()).as("the others stay").isTrue();
    } finally {
      lines.forEach(UpdatesLine::close);
    }
  }

  @Test
  void nobodyHearsOfSomebodyElsesJobs() throws Exception {
    String id = create("INK");
    ada.finished(id);
    SketchClient eve = SketchClient.signedIn(app);
    try (var line = UpdatesLine.with(app, "?token=" + eve.token())) {
      line.next();
      line.say("{\"type\":\"resume\",\"since\":{\"" + id + "\":0}}");
      create("INK");
      assertThat(line.poll(2)).isNull();
    }
  }

  @Test
  void theCookieWorksForAPageOfOursAndForNoOther() throws Exception {
    try (var line =
        UpdatesLine.with(app, "", "Origin", app.uri().toString(), "Cookie", ada.cookie())) {
      assertThat(line.next().get("type").asText()).isEqualTo("hello");
    }
    try (var line =
        UpdatesLine.with(app, "", "Origin", "https://evil.example.com", "Cookie", ada.cookie())) {
      assertThat(line.closed()).isEqualTo(4401);
    }
  }

  @Test
  void withoutAValidTokenTheLineIsClosed() throws Exception {
    try (var line = UpdatesLine.with(app, "?token=nonsense")) {
      assertThat(line.closed()).isEqualTo(4401);
    }
  }

  @Test
  void signingOutEndsTheLineToo() throws Exception {
    SketchClient bob = SketchClient.signedIn(app);
    String picture = bob.uploadPortrait();
    try (var line = UpdatesLine.with(app, "?token=" + bob.token())) {
      line.next();
      bob.post("/api/sketch/create", Map.of("key", picture, "style", "INK", "method", "ARTISTIC"))
          .is(202);
      bob.post("/api/auth/logout", Map.of()).is(204);
      assertThat(line.closed()).isEqualTo(4401);
    }
  }

  @Test
  void whatIsNoJsonEndsTheLine() throws Exception {
    try (var line = UpdatesLine.with(app, "?token=" + ada.token())) {
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
}
