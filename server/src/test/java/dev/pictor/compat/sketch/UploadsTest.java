package dev.pictor.compat.sketch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pictor.testkit.RunningApp;
import dev.pictor.testkit.SketchClient;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// `/api/upload` of the Image-to-Sketch contract, and the signed links behind it.
class UploadsTest {
  private static RunningApp app;
  private static SketchClient ada;

  @BeforeAll
  static void start() {
    app = RunningApp.start(Map.of("MAX_FILE_SIZE", "200000"));
    ada = SketchClient.signedIn(app);
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  @Test
  void aConfirmedPictureHasItsFactsAndCanBeSeen() {
    byte[] bytes = SketchClient.portrait();
    JsonNode place = ada.announce("grace.jpg", "image/jpeg", bytes.length).is(200).json();
    assertThat(place.get("expires_in").asInt()).isEqualTo(900);
    ada.put(place.get("upload_url").asText(), bytes, "image/jpeg").is(200);
    JsonNode picture =
        ada.post("/api/upload/confirm", Map.of("key", place.get("key").asText())).is(200).json();
    assertThat(picture.get("width").asInt()).isEqualTo(512);
    assertThat(picture.get("height").asInt()).isEqualTo(600);
    assertThat(picture.get("size").asInt()).isEqualTo(bytes.length);
    var seen = SketchClient.stranger(app).follow(picture.get("url").asText()).is(200);
    assertThat(seen.response().body()).isEqualTo(bytes);
    assertThat(seen.header("Content-Type")).isEqualTo("image/jpeg");
    assertThat(seen.header("Content-Security-Policy")).contains("sandbox");
    assertThat(seen.header("X-Content-Type-Options")).isEqualTo("nosniff");
  }

  @Test
  void confirmingTwiceIsTheSameAsOnce() {
    String key = ada.uploadPortrait();
    ada.post("/api/upload/confirm", Map.of("key", key)).is(200);
  }

  @Test
  void aWishThatCannotBeMetSaysWhyBeforeAnythingIsSent() {
    JsonNode refusal = ada.announce("", "image/tiff", 999_999_999).is(422).json();
    assertThat(refusal.get("errors").findValuesAsText("field"))
        .containsExactlyInAnyOrder("filename", "content_type", "file_size");
  }

  @Test
  void whatWasNotUploadedCannotBeConfirmed() {
    String key = ada.announce("a.png", "image/png", 100).json().get("key").asText();
    assertThat(ada.post("/api/upload/confirm", Map.of("key", key)).problem())
        .isEqualTo("404 not_found");
    assertThat(ada.post("/api/upload/confirm", Map.of("key", "users/x/y.png")).problem())
        .isEqualTo("404 not_found");
    assertThat(ada.post("/api/upload/confirm", Map.of()).problem())
        .isEqualTo("422 invalid_request");
  }

  /// I4: magic bytes decide, whatever was declared.
  @Test
  void aPictureOfAnotherTypeThanDeclaredIsRefused() {
    assertThat(confirmAs("image/png", SketchClient.portrait())).isEqualTo("409 upload_mismatch");
  }

  @Test
  void whatIsNoPictureIsRefused() {
    byte[] page = "<html><script>alert(1)</script></html>".getBytes(StandardCharsets.UTF_8);
    assertThat(confirmAs("image/jpeg", page)).isEqualTo("415 unsupported_type");
  }

  @Test
  void aPictureThatIsCutShortIsRefused() {
    byte[] half = Arrays.copyOf(SketchClient.portrait(), 20_000);
    assertThat(confirmAs("image/jpeg", half)).isEqualTo("422 bad_picture");
  }

  @Test
  void theLinkTakesExactlyWhatWasDeclared() {
    byte[] bytes = SketchClient.portrait();
    String url =
        ada.announce("a.jpg", "image/jpeg", bytes.length).json().get("upload_url").asText();
    assertThat(ada.put(url, bytes, "image/png").problem()).isEqualTo("403 bad_signature");
    assertThat(ada.put(url, new byte[10], "image/jpeg").problem()).isEqualTo("403 bad_signature");
    assertThat(ada.put(url.replace("max=", "max=9"), bytes, "image/jpeg").problem())
        .isEqualTo("403 bad_signature");
    assertThat(ada.follow(url).problem()).isEqualTo("403 bad_signature");
  }

  @Test
  void aDownloadLinkIsForOnesOwnPicturesOnly() {
    String key = ada.uploadPortrait();
    JsonNode link = ada.get("/api/upload/download-url/" + key).is(200).json();
    var saved = ada.follow(link.get("download_url").asText()).is(200);
    assertThat(saved.header("Content-Disposition")).startsWith("attachment").contains("grace.jpg");
    SketchClient eve = SketchClient.signedIn(app);
    assertThat(eve.get("/api/upload/download-url/" + key).problem()).isEqualTo("404 not_found");
    assertThat(eve.post("/api/upload/confirm", Map.of("key", key)).problem())
        .isEqualTo("404 not_found");
  }

  private static String confirmAs(String type, byte[] bytes) {
    JsonNode place = ada.announce("a", type, bytes.length).is(200).json();
    ada.put(place.get("upload_url").asText(), bytes, type).is(200);
    return ada.post("/api/upload/confirm", Map.of("key", place.get("key").asText())).problem();
  }
}
