package dev.pictor.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pictor.testkit.RunningApp;
import dev.pictor.testkit.S3Server;
import dev.pictor.testkit.SketchClient;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The whole service on a real S3 server: the Sketch contract's uploads go straight there, and a
/// user sees what they keep and makes room.
class StorageRoutesTest {
  private static S3Server server;
  private static RunningApp app;

  @BeforeAll
  static void start() {
    server = S3Server.start();
    var environment = new HashMap<>(server.environment());
    environment.put("USER_FILES", "2");
    app = RunningApp.start(environment);
  }

  @AfterAll
  static void stop() {
    app.close();
    server.close();
  }

  @Test
  void aFullUserIsToldWhatToDoAndMakesRoom() {
    SketchClient ada = SketchClient.signedIn(app);
    String first = ada.uploadPortrait();
    ada.uploadPortrait();
    JsonNode room = ada.get("/api/v1/account/storage").is(200).json();
    int size = SketchClient.portrait().length;
    assertThat(room.get("files_used").asLong()).isEqualTo(2);
    assertThat(room.get("files_limit").asLong()).isEqualTo(2);
    assertThat(room.get("bytes_used").asLong()).isEqualTo(2L * size);
    assertThat(room.get("bytes_limit").asLong()).isEqualTo(1_073_741_824L);

    JsonNode place = ada.announce("third.jpg", "image/jpeg", size).is(200).json();
    assertThat(place.get("upload_url").asText()).startsWith(server.uri().toString());
    ada.put(place.get("upload_url").asText(), SketchClient.portrait(), "image/jpeg").is(200);
    var third = Map.of("key", place.get("key").asText());
    var full = ada.post("/api/upload/confirm", third);
    assertThat(full.problem()).isEqualTo("413 storage_quota_exceeded");
    assertThat(full.json().get("detail").asText()).contains("/api/v1/account/storage");

    JsonNode part = ada.get("/api/v1/account/storage/objects?limit=1").is(200).json();
    String cursor = part.get("next_cursor").asText();
    JsonNode rest =
        ada.get("/api/v1/account/storage/objects?limit=1&cursor=" + cursor).is(200).json();
    assertThat(part.get("items").get(0).get("key").asText()).isEqualTo(first);
    assertThat(rest.get("items")).hasSize(1);
    assertThat(rest.get("next_cursor").isNull()).isTrue();
    String url = part.get("items").get(0).get("url").asText();
    assertThat(url).startsWith(server.uri().toString());
    assertThat(SketchClient.stranger(app).follow(url).is(200).response().body())
        .isEqualTo(SketchClient.portrait());

    SketchClient eve = SketchClient.signedIn(app);
    String path = "/api/v1/account/storage/objects/" + first;
    assertThat(eve.delete(path).problem()).isEqualTo("404 not_found");
    ada.delete(path).is(204);
    assertThat(ada.delete(path).problem()).isEqualTo("404 not_found");
    ada.post("/api/upload/confirm", third).is(200);
  }

  @Test
  void aStoreThatIsAwayIsToldAndNothingIsLost() {
    SketchClient ada = SketchClient.signedIn(app);
    byte[] bytes = SketchClient.portrait();
    JsonNode place = ada.announce("a.jpg", "image/jpeg", bytes.length).is(200).json();
    ada.put(place.get("upload_url").asText(), bytes, "image/jpeg").is(200);
    var key = Map.of("key", place.get("key").asText());
    server.goAway();
    try {
      assertThat(ada.post("/api/upload/confirm", key).problem()).isEqualTo("503 unavailable");
    } finally {
      server.comeBack();
    }
    ada.post("/api/upload/confirm", key).is(200);
  }

  @Test
  void aListsLimitIsChecked() {
    SketchClient ada = SketchClient.signedIn(app);
    for (String limit : new String[] {"0", "101", "-1", "x"}) {
      assertThat(ada.get("/api/v1/account/storage/objects?limit=" + limit).problem())
          .isEqualTo("422 invalid_request");
    }
  }
}
