package dev.pictor.compat.nursefilter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pictor.platform.Json;
import dev.pictor.testkit.RunningApp;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The themes and their previews, which anybody may see.
class ThemesTest {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static RunningApp app;

  @BeforeAll
  static void start() {
    app = RunningApp.start();
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  @Test
  void eightThemesAreListedWithoutACredential() throws Exception {
    List<String> ids = new ArrayList<>();
    for (JsonNode theme : themes()) {
      ids.add(theme.get("id").asText());
      assertThat(theme.get("workflow_id")).isEqualTo(theme.get("id"));
      assertThat(theme.get("enabled").asBoolean()).isTrue();
      assertThat(theme.get("name").asText()).isNotBlank();
      assertThat(theme.get("description").asText()).isNotBlank();
    }
    assertThat(ids).hasSize(8).doesNotHaveDuplicates();
  }

  @Test
  void eachIsShownOnAPersonAndNoTwoLookTheSame() throws Exception {
    Set<Integer> seen = new HashSet<>();
    for (JsonNode theme : themes()) {
      HttpResponse<byte[]> preview = bytes(theme.get("preview_url").asText());
      assertThat(preview.statusCode()).isEqualTo(200);
      assertThat(preview.headers().firstValue("Content-Type")).contains("image/jpeg");
      var picture = ImageIO.read(new ByteArrayInputStream(preview.body()));
      assertThat(Math.max(picture.getWidth(), picture.getHeight())).isLessThanOrEqualTo(480);
      seen.add(Arrays.hashCode(preview.body()));
    }
    assertThat(seen).hasSize(8);
  }

  @Test
  void aThemeThatIsNotThereHasNoPreview() throws Exception {
    assertThat(bytes("/static/theme_previews/pirate.jpg").statusCode()).isEqualTo(404);
    assertThat(bytes("/static/theme_previews/..%2f..%2fsecrets").statusCode()).isEqualTo(404);
  }

  @Test
  void anOperatorsThemeIsThereAtOnceAndABrokenOneSaysWhatIsWrong() throws Exception {
    Path folder = app.data().resolve("themes").resolve("pirate");
    Files.createDirectories(folder);
    Path description = folder.resolve("theme.json");
    Files.writeString(
        description,
        """
        {"id": "pirate", "name": "Pirate", "description": "A warm evening at sea.",
         "prompt": "portrait of a pirate at sunset", "strength": 0.5, "lora": {},
         "parts": [], "grade": {"warmth": 0.6}}
        """);
    try {
      assertThat(ids()).hasSize(9).contains("pirate");
      Files.writeString(description, "{\"id\": \"pirate\"");
      HttpResponse<byte[]> answer = bytes("/api/themes");
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(Json.MAPPER.readTree(answer.body()).get("detail").asText())
          .contains("pirate", "theme.json");
    } finally {
      Files.delete(description);
      Files.delete(folder);
    }
    assertThat(ids()).hasSize(8);
  }

  private static List<String> ids() throws Exception {
    List<String> ids = new ArrayList<>();
    themes().forEach(theme -> ids.add(theme.get("id").asText()));
    return ids;
  }

  private static JsonNode themes() throws Exception {
    HttpResponse<byte[]> answer = bytes("/api/themes");
    assertThat(answer.statusCode()).isEqualTo(200);
    return Json.MAPPER.readTree(answer.body());
  }

  private static HttpResponse<byte[]> bytes(String path) throws IOException, InterruptedException {
    return CLIENT.send(HttpRequest.newBuilder(app.uri(path)).build(), BodyHandlers.ofByteArray());
  }
}
