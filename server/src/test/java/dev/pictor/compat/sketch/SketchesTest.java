package dev.pictor.compat.sketch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pictor.testkit.RunningApp;
import dev.pictor.testkit.SketchClient;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// `/api/sketch` of the Image-to-Sketch contract.
class SketchesTest {
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
  void aPhotoBecomesASketchOfItsOwnSize() throws IOException {
    JsonNode made =
        create(ada, Map.of("key", key, "style", "pencil", "method", "Basic")).is(202).json();
    assertThat(made.get("status").asText()).isEqualTo("pending");
    JsonNode sketch = ada.finished(made.get("id").asText());
    assertThat(sketch.get("status").asText()).isEqualTo("completed");
    assertThat(sketch.get("progress").asInt()).isEqualTo(100);
    assertThat(sketch.get("style").asText()).isEqualTo("PENCIL");
    assertThat(sketch.get("processing_time_ms").asLong()).isPositive();
    BufferedImage picture = picture(sketch.get("sketch_url").asText());
    assertThat(picture.getWidth()).isEqualTo(512).isEqualTo(sketch.get("width").asInt());
    assertThat(picture.getHeight()).isEqualTo(600).isEqualTo(sketch.get("height").asInt());
    assertThat(picture(sketch.get("thumbnail_url").asText()).getHeight()).isEqualTo(480);
    assertThat(ada.follow(sketch.get("download_url").asText()).header("Content-Disposition"))
        .contains("grace-pencil-basic.jpg");
    JsonNode task = ada.get("/api/sketch/task/" + sketch.get("task_id").asText()).is(200).json();
    assertThat(task.get("status").asText()).isEqualTo("completed");
    assertThat(task.get("result").get("sketch_url").asText()).contains("/objects/");
  }

  @Test
  void everyFaultOfAWishIsToldAtOnce() {
    JsonNode refusal =
        create(ada, Map.of("style", "crayon", "intensity", 2, "webhook_url", "https://10.0.0.1"))
            .is(422)
            .json();
    assertThat(refusal.get("errors").findValuesAsText("field"))
        .containsExactlyInAnyOrder("style", "method", "intensity", "key", "webhook_url");
    assertThat(
            create(ada, Map.of("key", key, "style", "INK", "method", "BASIC", "colour", "red"))
                .problem())
        .isEqualTo("422 invalid_request");
  }

  @Test
  void aPictureMayComeInsideTheRequest() {
    String data =
        "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(SketchClient.portrait());
    JsonNode made =
        create(ada, Map.of("image_url", data, "style", "INK", "method", "BASIC")).is(202).json();
    assertThat(ada.finished(made.get("id").asText()).get("status").asText()).isEqualTo("completed");
    assertThat(
            create(
                    ada,
                    Map.of(
                        "image_url",
                        "data:image/jpeg;base64,AAAA",
                        "style",
                        "INK",
                        "method",
                        "BASIC"))
                .problem())
        .isEqualTo("415 unsupported_type");
  }

  @Test
  void oneOfOurOwnLinksIsReadFromTheStore() {
    String link = ada.get("/api/upload/download-url/" + key).json().get("download_url").asText();
    create(ada, Map.of("image_url", link, "style", "INK", "method", "BASIC")).is(202);
    SketchClient eve = SketchClient.signedIn(app);
    create(eve, Map.of("image_url", link, "style", "INK", "method", "BASIC")).is(202);
    String altered = link.replaceFirst("signature=.", "signature=~");
    assertThat(
            create(eve, Map.of("image_url", altered, "style", "INK", "method", "BASIC")).problem())
        .isEqualTo("403 bad_signature");
  }

  /// J10 over HTTP: one key, many at once, one job.
  @Test
  void theSameRetryTokenMakesOneSketchHoweverManyAskAtOnce() throws Exception {
    String token = UUID.randomUUID().toString();
    var calls = new ArrayList<Callable<SketchClient.Answer>>();
    for (int i = 0; i < 100; i++) {
      calls.add(() -> create(ada, wish("CHARCOAL", "BASIC"), "Idempotency-Key", token));
    }
    var ids = new HashSet<String>();
    int replays = 0;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var answer : threads.invokeAll(calls)) {
        ids.add(answer.get().is(202).json().get("id").asText());
        replays += answer.get().header("Idempotency-Replayed").isEmpty() ? 0 : 1;
      }
    }
    assertThat(ids).hasSize(1);
    assertThat(replays).isEqualTo(99);
    assertThat(create(ada, wish("OIL", "BASIC"), "Idempotency-Key", token).problem())
        .isEqualTo("409 idempotency_conflict");
  }

  @Test
  void aListHasPagesAndCanBeOfOneStyle() {
    SketchClient bob = SketchClient.signedIn(app);
    String picture = bob.uploadPortrait();
    for (String style : List.of("INK", "PASTEL", "INK")) {
      create(bob, Map.of("key", picture, "style", style, "method", "BASIC")).is(202);
    }
    JsonNode first = bob.get("/api/sketch/?limit=2").is(200).json();
    assertThat(first.get("items")).hasSize(2);
    assertThat(first.get("items").findValuesAsText("style")).containsExactly("INK", "PASTEL");
    JsonNode second =
        bob.get("/api/sketch/?limit=2&cursor=" + first.get("next_cursor").asText()).is(200).json();
    assertThat(second.get("items")).hasSize(1);
    assertThat(second.get("next_cursor").isNull()).isTrue();
    assertThat(bob.get("/api/sketch/?style=pastel").json().get("items")).hasSize(1);
    for (String bad : List.of("limit=0", "limit=101", "limit=x", "cursor=x", "style=crayon")) {
      assertThat(bob.get("/api/sketch/?" + bad).problem()).isEqualTo("422 invalid_request");
    }
  }

  @Test
  void somebodyElsesSketchIsNotThere() {
    String id = create(ada, wish("INK", "BASIC")).json().get("id").asText();
    SketchClient eve = SketchClient.signedIn(app);
    assertThat(eve.get("/api/sketch/" + id).problem()).isEqualTo("404 not_found");
    assertThat(eve.get("/api/sketch/task/" + id).problem()).isEqualTo("404 not_found");
    assertThat(eve.delete("/api/sketch/" + id).problem()).isEqualTo("404 not_found");
    assertThat(eve.post("/api/sketch/" + id + "/cancel", Map.of()).problem())
        .isEqualTo("404 not_found");
    assertThat(create(eve, wish("INK", "BASIC")).problem()).isEqualTo("404 not_found");
    assertThat(eve.get("/api/sketch/preview?style=INK&method=BASIC&key=" + key).problem())
        .isEqualTo("404 not_found");
    assertThat(ada.get("/api/sketch/not-an-id").problem()).isEqualTo("404 not_found");
  }

  @Test
  void aDeletedSketchTakesItsPicturesWithIt() {
    SketchClient bob = SketchClient.signedIn(app);
    String picture = bob.uploadPortrait();
    String id =
        create(bob, Map.of("key", picture, "style", "INK", "method", "BASIC"))
            .json()
            .get("id")
            .asText();
    JsonNode sketch = bob.finished(id);
    bob.delete("/api/sketch/" + id).is(204);
    assertThat(bob.get("/api/sketch/" + id).problem()).isEqualTo("404 not_found");
    assertThat(bob.follow(sketch.get("sketch_url").asText()).problem()).isEqualTo("404 not_found");
    assertThat(bob.follow(sketch.get("original_url").asText()).problem())
        .isEqualTo("404 not_found");
    assertThat(bob.delete("/api/sketch/" + id).problem()).isEqualTo("404 not_found");
  }

  @Test
  void whatIsCancelledStaysCancelled() {
    SketchClient bob = SketchClient.signedIn(app);
    String picture = bob.uploadPortrait();
    var ids = new ArrayList<String>();
    for (int i = 0; i < 12; i++) {
      ids.add(
          create(bob, Map.of("key", picture, "style", "OIL", "method", "ARTISTIC"))
              .json()
              .get("id")
              .asText());
    }
    ids.forEach(id -> bob.post("/api/sketch/" + id + "/cancel", Map.of()).is(200));
    assertThat(bob.finished(ids.getLast()).get("status").asText()).isEqualTo("cancelled");
    String first = bob.finished(ids.getFirst()).get("status").asText();
    bob.post("/api/sketch/" + ids.getFirst() + "/cancel", Map.of()).is(200);
    assertThat(bob.finished(ids.getFirst()).get("status").asText()).isEqualTo(first);
  }

  @Test
  void aPreviewIsASmallPictureAtOnce() throws IOException {
    var answer =
        ada.get("/api/sketch/preview?style=watercolor&method=artistic&intensity=0.5&key=" + key)
            .is(200);
    BufferedImage preview = ImageIO.read(new ByteArrayInputStream(answer.response().body()));
    assertThat(Math.max(preview.getWidth(), preview.getHeight())).isEqualTo(320);
    assertThat(ada.get("/api/sketch/preview?key=" + key).problem())
        .isEqualTo("422 invalid_request");
    assertThat(
            ada.get("/api/sketch/preview?style=INK&method=BASIC&intensity=x&key=" + key).problem())
        .isEqualTo("422 invalid_request");
  }

  @Test
  void stylesAndLimitsAreThereForEverybody() throws IOException {
    JsonNode there = SketchClient.stranger(app).get("/api/sketch/styles/available").is(200).json();
    assertThat(there.get("styles").findValuesAsText("id"))
        .containsExactly("PENCIL", "CHARCOAL", "WATERCOLOR", "INK", "PASTEL", "OIL", "ACRYLIC");
    assertThat(there.get("methods").findValuesAsText("id"))
        .containsExactly("BASIC", "ADVANCED", "ARTISTIC");
    assertThat(there.get("limits").get("max_file_size").asLong()).isEqualTo(10_485_760);
    assertThat(there.get("intensity").get("default").asDouble()).isEqualTo(0.8);
    String example = there.get("styles").get(0).get("preview_url").asText();
    assertThat(ImageIO.read(new ByteArrayInputStream(ada.get(example).is(200).response().body())))
        .isNotNull();
  }

  private static Map<String, Object> wish(String style, String method) {
    return Map.of("key", key, "style", style, "method", method);
  }

  private static SketchClient.Answer create(
      SketchClient client, Map<String, ?> wish, String... headers) {
    return client.post("/api/sketch/create", new HashMap<>(wish), headers);
  }

  private static BufferedImage picture(String url) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(ada.follow(url).is(200).response().body()));
  }
}
