package dev.pictor.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pictor.testkit.RunningApp;
import dev.pictor.testkit.SketchClient;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What an operator and a reader of the documentation see.
class OperationsTest {
  private static RunningApp app;
  private static SketchClient nobody;

  @BeforeAll
  static void start() {
    app = RunningApp.start(Map.of("METRICS_TOKEN", "scrape-me"));
    nobody = SketchClient.stranger(app);
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  @Test
  void healthNamesEachPartAndKeepsAliveAndReadyApart() {
    JsonNode health = nobody.get("/health").is(200).json();
    assertThat(health.get("live").asBoolean()).isTrue();
    assertThat(health.get("ready").asBoolean()).isTrue();
    assertThat(health.get("checks").get("database").asText()).isEqualTo("up");
    assertThat(health.get("checks").get("objects").asText()).isEqualTo("up");
    assertThat(nobody.get("/health/live").is(200).json().get("status").asText()).isEqualTo("ok");
    nobody.get("/health/ready").is(200);
  }

  @Test
  void metricsAreBehindTheTokenWhenThereIsOne() throws Exception {
    assertThat(nobody.get("/metrics").problem()).isEqualTo("401 unauthenticated");
    nobody.get("/health");
    String text = metrics();
    assertThat(text)
        .contains("pictor_jobs_ready", "pictor_engine_cores_busy", "jvm_memory_used_bytes")
        .contains("pictor_http_requests_seconds_count{method=\"GET\",route=\"/health\"");
  }

  @Test
  void thePageAndTheDocumentationAreThere() {
    var page = nobody.get("/").is(200);
    assertThat(body(page)).contains("<div id=\"root\"");
    assertThat(page.header("Content-Security-Policy"))
        .contains("frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(body(nobody.get("/docs").is(200))).contains("/docs/ui/swagger-ui-bundle.js");
    assertThat(nobody.get("/docs/ui/swagger-ui.css").is(200).header("ETag")).isNotEmpty();
    assertThat(nobody.get("/docs/ui/..%2Findex.html").status()).isBetween(400, 404);
    assertThat(nobody.get("/assets/nothing.js").problem()).isEqualTo("404 not_found");
  }

  @Test
  void everyRouteIsInTheDocumentWithAnExample() {
    JsonNode paths = nobody.get("/openapi.json").is(200).json().get("paths");
    for (String path :
        new String[] {
          "/api/auth/register",
          "/api/auth/login",
          "/api/auth/logout",
          "/api/auth/me",
          "/api/upload/presigned-url",
          "/api/upload/confirm",
          "/api/upload/download-url/{key}",
          "/api/sketch/create",
          "/api/sketch/{sketch_id}",
          "/api/sketch",
          "/api/sketch/task/{task_id}",
          "/api/sketch/styles/available",
          "/api/images",
          "/api/v1/jobs",
          "/api/v1/jobs/{job_id}",
          "/api/v1/jobs/{job_id}/cancel",
          "/health",
          "/metrics",
          "/docs",
          "/openapi.json"
        }) {
      assertThat(paths.has(path)).as(path).isTrue();
    }
    JsonNode create = paths.get("/api/sketch/create").get("post");
    assertThat(create.at("/requestBody/content/application~1json/example/style").asText())
        .isEqualTo("PENCIL");
    assertThat(create.at("/responses/202/content/application~1json/example/status").asText())
        .isEqualTo("completed");
  }

  /// A1: made from the document, so a new route is in the matrix by itself.
  @Test
  void whatIsNotOpenIsClosedToStrangers() throws Exception {
    JsonNode paths = nobody.get("/openapi.json").json().get("paths");
    var wrong = new ArrayList<String>();
    for (var path : paths.properties()) {
      for (var operation : path.getValue().properties()) {
        boolean needsUser = !operation.getValue().get("security").isEmpty();
        int status = call(operation.getKey(), path.getKey().replaceAll("\\{[^}]*}", "x"));
        if (needsUser != (status == 401) && !path.getKey().equals("/metrics")) {
          wrong.add(operation.getKey() + " " + path.getKey() + " -> " + status);
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(paths.size()).isGreaterThan(20);
  }

  @Test
  void aLogLineIsJsonAndHasItsIds() throws IOException {
    SketchClient ada = SketchClient.signedIn(app);
    ada.get("/api/auth/me").is(200);
    // JSON may write a slash as two characters, and Logback does.
    String log =
        Files.readString(app.data().resolve("logs").resolve("pictor.log")).replace("\\/", "/");
    assertThat(log.lines().filter(line -> line.contains("/api/auth/me")).findFirst().orElse(""))
        .startsWith("{")
        .contains("request_id", "user_id");
    assertThat(log).doesNotContain(SketchClient.PASSWORD).doesNotContain(ada.token());
  }

  private static int call(String method, String path) throws Exception {
    var request =
        HttpRequest.newBuilder(app.uri(path))
            .method(method.toUpperCase(Locale.ROOT), HttpRequest.BodyPublishers.ofString("{}"))
            .build();
    return HttpClient.newHttpClient()
        .send(request, HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  private static String metrics() throws Exception {
    var request =
        HttpRequest.newBuilder(app.uri("/metrics"))
            .header("Authorization", "Bearer scrape-me")
            .build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  private static String body(SketchClient.Answer answer) {
    return new String(answer.response().body(), StandardCharsets.UTF_8);
  }
}
