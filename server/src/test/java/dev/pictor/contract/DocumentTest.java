package dev.pictor.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pictor.platform.Json;
import dev.pictor.testkit.ApiDocument;
import dev.pictor.testkit.ApiDocument.Operation;
import dev.pictor.testkit.RunningApp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The OpenAPI document as such: valid, complete, and with examples that keep their own promises.
class DocumentTest {
  private static final Path META_SCHEMA =
      Path.of("src", "test", "resources", "openapi", "oas-3.1-2025-11-23.json");

  private static RunningApp app;
  private static ApiDocument document;

  @BeforeAll
  static void start() throws IOException {
    app = RunningApp.start(Map.of("PICTOR_ROLE", "api"));
    document = ApiDocument.read(Caller.nobody(app).get("/openapi.json").text());
    Files.writeString(Path.of("target", "openapi.json"), document.json().toPrettyString());
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  @Test
  void itIsAnOpenApiDocument() throws IOException {
    JsonNode meta = Json.MAPPER.readTree(Files.readAllBytes(META_SCHEMA));
    assertThat(ApiDocument.metaSchema(meta).validate(document.json())).isEmpty();
  }

  @Test
  void theSchemaOfDocumentsNoticesAFault() throws IOException {
    JsonNode meta = Json.MAPPER.readTree(Files.readAllBytes(META_SCHEMA));
    JsonNode broken =
        Json.MAPPER.readTree(
            document.json().toString().replace("\"in\":\"path\"", "\"in\":\"road\""));
    assertThat(ApiDocument.metaSchema(meta).validate(broken)).isNotEmpty();
  }

  @Test
  void everySchemaIsASchema() throws IOException {
    JsonNode dialect =
        Json.MAPPER.readTree("{\"$ref\":\"https://json-schema.org/draft/2020-12/schema\"}");
    var meta = ApiDocument.metaSchema(dialect);
    var faults = new ArrayList<String>();
    document
        .json()
        .findValues("schema")
        .forEach(
            schema -> meta.validate(schema).forEach(error -> faults.add(error + " in " + schema)));
    document
        .json()
        .at("/components/schemas")
        .forEach(
            schema -> meta.validate(schema).forEach(error -> faults.add(error + " in " + schema)));
    assertThat(faults).isEmpty();
  }

  @Test
  void everyOperationHasAnIdOfItsOwnAGroupAndASentence() {
    List<Operation> all = document.operations();
    assertThat(all)
        .extracting(each -> each.json().path("operationId").asText())
        .doesNotHaveDuplicates()
        .allMatch(id -> id.matches("[a-z]+[A-Za-z0-9]*"));
    assertThat(all).allMatch(each -> !each.json().path("summary").asText().isBlank(), "a sentence");
    assertThat(all).allMatch(each -> each.json().path("tags").size() == 1, "one group");
    var tags = document.json().findValuesAsText("name");
    assertThat(all).allMatch(each -> tags.contains(each.json().at("/tags/0").asText()));
  }

  @Test
  void everyExampleKeepsItsSchema() {
    var faults = new ArrayList<String>();
    int examples = 0;
    for (Operation operation : document.operations()) {
      var contents = new ArrayList<JsonNode>();
      operation.json().path("requestBody").path("content").forEach(contents::add);
      operation
          .json()
          .path("responses")
          .forEach(each -> each.path("content").forEach(contents::add));
      for (JsonNode content : contents) {
        for (JsonNode example : examples(content)) {
          examples++;
          document
              .fault(content.get("schema"), example)
              .ifPresent(fault -> faults.add(operation + ": " + fault));
        }
      }
    }
    assertThat(faults).isEmpty();
    assertThat(examples).isGreaterThan(document.operations().size());
  }

  private static List<JsonNode> examples(JsonNode content) {
    var examples = new ArrayList<JsonNode>();
    if (content.has("example")) {
      examples.add(content.get("example"));
    }
    content.path("examples").forEach(each -> examples.add(each.get("value")));
    return examples;
  }

  @Test
  void everyBodyInJsonHasAnExample() {
    var without = new ArrayList<String>();
    for (Operation operation : document.operations()) {
      var contents = new ArrayList<JsonNode>();
      contents.add(operation.requestContent());
      operation
          .json()
          .path("responses")
          .forEach(each -> contents.add(each.at("/content/application~1json")));
      boolean isDocument = operation.path().equals("/openapi.json");
      for (JsonNode content : contents) {
        if (!content.isMissingNode() && examples(content).isEmpty() && !isDocument) {
          without.add(operation.name());
        }
      }
    }
    assertThat(without).isEmpty();
  }

  @Test
  void everyOperationSaysWhoMayCallItAndWithWhichScope() {
    for (Operation operation : document.operations()) {
      assertThat(operation.access())
          .as("access of %s", operation)
          .isIn("public", "open", "signed", "user", "admin");
      boolean needsCredential = operation.access().matches("user|admin");
      JsonNode security = operation.json().get("security");
      assertThat(security.size())
          .as("security of %s", operation)
          .isEqualTo(needsCredential ? 3 : 0);
      if (needsCredential) {
        assertThat(security.findValues("api_key").getFirst().get(0).asText())
            .as("scope of %s", operation)
            .isEqualTo(operation.scope())
            .isIn("read", "write", "account", "admin");
      }
    }
  }

  @Test
  void nothingInItIsOnAnotherHost() {
    Pattern elsewhere = Pattern.compile("https?://(?!…|127\\.0\\.0\\.1|localhost)[a-z0-9.-]+");
    List<String> addresses =
        elsewhere
            .matcher(document.json().at("/servers").toString())
            .results()
            .map(found -> found.group())
            .toList();
    assertThat(addresses).isEmpty();
  }
}
