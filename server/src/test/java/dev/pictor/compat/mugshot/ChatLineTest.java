package dev.pictor.compat.mugshot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pictor.testkit.RunningApp;
import dev.pictor.testkit.SketchClient;
import dev.pictor.testkit.TestPostgres;
import dev.pictor.testkit.UpdatesLine;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Messages of chats over the line of updates, from one node to another on the same database.
class ChatLineTest {
  private static RunningApp here;
  private static RunningApp there;

  @BeforeAll
  static void start() throws SQLException {
    TestPostgres.Address database = TestPostgres.emptyDatabase();
    var variables =
        Map.of("DATABASE_URL", database.url(), "JWT_SECRET_KEY", "a".repeat(20) + "b".repeat(20));
    here = RunningApp.start(variables);
    there = RunningApp.start(variables);
  }

  @AfterAll
  static void stop() {
    there.close();
    here.close();
  }

  @Test
  void theAnswerIsHeardOnTheOtherNodeAndByNobodyElse() throws Exception {
    SketchClient ada = SketchClient.signedIn(here);
    SketchClient eve = SketchClient.signedIn(here);
    try (var hers = UpdatesLine.with(there, "?token=" + ada.token());
        var others = UpdatesLine.with(there, "?token=" + eve.token())) {
      assertThat(hers.next().get("type").asText()).isEqualTo("hello");
      assertThat(others.next().get("type").asText()).isEqualTo("hello");
      String chat = newChat(ada);
      Map<String, Object> wish =
          Map.of("content", "Make the headline \"Space is close\"", "sender", "user");
      ada.post("/api/v1/chat/" + chat + "/messages", wish).is(201);
      JsonNode said = hers.next();
      if (said.at("/message/sender").asText().equals("user")) {
        said = hers.next();
      }
      assertThat(said.get("type").asText()).isEqualTo("chat_message");
      assertThat(said.get("chat_id").asText()).isEqualTo(chat);
      assertThat(said.at("/message/sender").asText()).isEqualTo("assistant");
      assertThat(said.at("/message/changes/headline").asText()).isEqualTo("Space is close");
      assertThat(others.poll(1)).isNull();
    }
  }

  private static String newChat(SketchClient user) {
    Map<String, Object> design =
        Map.of("mode", "design", "platform", "youtube", "headline", "Hello");
    String project = user.post("/api/v1/projects/", design).is(201).json().get("id").asText();
    JsonNode made = user.post("/api/v1/chat/new", Map.of("project_id", project)).is(201).json();
    return made.get("chat_id").asText();
  }
}
