package dev.pictor.providers.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.pictor.engine.theme.Themes;
import dev.pictor.platform.Json;
import dev.pictor.platform.Problem;
import dev.pictor.platform.http.Access;
import dev.pictor.platform.http.HttpServer;
import dev.pictor.platform.http.HttpSettings;
import dev.pictor.platform.telemetry.Metrics;
import dev.pictor.providers.ThemeShelf;
import dev.pictor.providers.remote.SampleOrders;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Admins add, change and delete workflows over HTTP.
class WorkflowAdminRoutesTest {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final String NEGATIVE =
      """
      {"template": {"name": "Negative", "serves": "cut_out", "rank": 10, "output": "3",
                    "pictures": {"input": {"node": "1", "input": "image"}}},
       "workflow": {"1": {"class_type": "LoadImage", "inputs": {"image": "x.png"}},
                    "3": {"class_type": "SaveImage",
                          "inputs": {"images": ["1", 0], "filename_prefix": "x"}}}}
      """;

  @TempDir private Path folder;
  private final Metrics metrics = new Metrics();
  private Workflows workflows;
  private HttpServer server;

  @BeforeEach
  void start() {
    workflows = new Workflows(folder.resolve("workflows"), ThemeShelf.of(Themes::bundled));
    server =
        HttpServer.start(
            new HttpSettings("127.0.0.1", 0, List.of(), false),
            new HttpServer.Content(
                new WorkflowAdminRoutes(workflows).routes(),
                Map.of(),
                (request, route) -> {
                  if (route.access() != Access.ADMIN || request.header("X-Admin") == null) {
                    throw Problem.of(Problem.Kind.FORBIDDEN, "Admins only.");
                  }
                },
                metrics));
  }

  @AfterEach
  void stop() {
    server.close();
    metrics.close();
  }

  private HttpResponse<String> call(String method, String path, String body) throws Exception {
    return CLIENT.send(
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + server.port() + "/api/v1/admin/workflows" + path))
            .method(method, BodyPublishers.ofString(body))
            .header("X-Admin", "yes")
            .header("Content-Type", "application/json")
            .build(),
        BodyHandlers.ofString());
  }

  private static JsonNode json(HttpResponse<String> answer) throws JsonProcessingException {
    return Json.MAPPER.readTree(answer.body());
  }

  @Test
  void whatAnAdminPutsServesAtOnceUntilItIsDeleted() throws Exception {
    HttpResponse<String> put = call("PUT", "/negative", NEGATIVE);
    assertThat(put.statusCode()).as(put.body()).isEqualTo(200);
    assertThat(json(put).path("origin").asText()).isEqualTo("own");
    assertThat(workflows.serving(SampleOrders.CUT_OUT))
        .extracting(Workflow::id)
        .containsExactly("negative", "cut-out");
    JsonNode files = json(call("GET", "/negative", ""));
    assertThat(files).isEqualTo(Json.MAPPER.readTree(NEGATIVE));
    assertThat(call("PUT", "/negative", NEGATIVE.replace("Negative", "Other")).statusCode())
        .isEqualTo(200);
    assertThat(workflows.find("negative").map(Workflow::name)).contains("Other");
    assertThat(call("DELETE", "/negative", "").statusCode()).isEqualTo(204);
    assertThat(call("DELETE", "/negative", "").statusCode()).isEqualTo(404);
    assertThat(workflows.serving(SampleOrders.CUT_OUT))
        .extracting(Workflow::id)
        .containsExactly("cut-out");
    assertThat(folder.resolve("workflows")).isEmptyDirectory();
  }

  @Test
  void aWrongOneIsRefusedWithItsFieldAndChangesNothing() throws Exception {
    call("PUT", "/negative", NEGATIVE);
    HttpResponse<String> wrong =
        call("PUT", "/negative", NEGATIVE.replace("\"output\": \"3\"", "\"output\": \"8\""));
    assertThat(wrong.statusCode()).isEqualTo(422);
    assertThat(json(wrong).path("detail").asText())
        .isEqualTo(
            "The workflow negative: template.json: output is a node of workflow.json, not"
                + " \"8\".");
    assertThat(workflows.find("negative")).isPresent();
    assertThat(call("PUT", "/Not-An-Id", NEGATIVE).statusCode()).isEqualTo(422);
    assertThat(call("PUT", "/..%2F..%2Fx", NEGATIVE).statusCode()).isGreaterThanOrEqualTo(400);
    assertThat(call("PUT", "/half", "{\"template\": {}}").statusCode()).isEqualTo(422);
    assertThat(folder.resolve("x")).doesNotExist();
  }

  @Test
  void whatShipsIsListedAndCanBeReplacedButNotDeleted() throws Exception {
    assertThat(json(call("GET", "", ""))).hasSize(10);
    assertThat(call("DELETE", "/sketch", "").statusCode()).isEqualTo(409);
    assertThat(json(call("GET", "/sketch", "")).path("template").path("serves").asText())
        .isEqualTo("sketch");
    String other = NEGATIVE.replace("cut_out", "sketch");
    assertThat(json(call("PUT", "/sketch", other)).path("name").asText()).isEqualTo("Negative");
    assertThat(call("DELETE", "/sketch", "").statusCode()).isEqualTo(204);
    assertThat(workflows.find("sketch").map(Workflow::name).orElseThrow())
        .startsWith("Sketch by prompt");
  }
}
