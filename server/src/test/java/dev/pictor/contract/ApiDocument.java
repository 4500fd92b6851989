package dev.pictor.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.pictor.platform.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// `/openapi.json` of a running service: its operations, and whether an answer is one of those that
/// it promises.
final class ApiDocument {
  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  private final JsonNode document;
  private final JsonNode closedComponents;
  private final List<Operation> operations = new ArrayList<>();
  private final Map<JsonNode, Schema> compiled = new ConcurrentHashMap<>();

  private ApiDocument(JsonNode document) {
    this.document = document;
    this.closedComponents = closed(document.get("components"));
    document
        .get("paths")
        .properties()
        .forEach(path ->
            path.getValue()
                .properties()
                .forEach(method ->
                    operations.add(
                        new Operation(
                            method.getKey().toUpperCase(Locale.ROOT),
                            path.getKey(),
                            method.getValue()))));
  }

  /// One operation of the document.
  record Operation(String method, String path, JsonNode json) {
    /// `GET /api/sketch/{sketch_id}`.
    String name() {
      return method + " " + path;
    }

    /// `public`, `open`, `signed`, `user` or `admin`.
    String access() {
      return json.path("x-access").asText();
    }

    String scope() {
      return json.path("x-scope").asText();
    }

    List<String> parameters(String in) {
      var names = new ArrayList<String>();
      for (JsonNode parameter : json.path("parameters")) {
        if (parameter.get("in").asText().equals(in)) {
          names.add(parameter.get("name").asText());
        }
      }
      return names;
    }

    /// The body of the request in JSON; missing when there is none.
    JsonNode requestContent() {
      return json.at("/requestBody/content/application~1json");
    }

    boolean takesJson() {
      return !requestContent().isMissingNode();
    }

    @Override
    public String toString() {
      return name();
    }
  }

  static ApiDocument read(String json) {
    try {
      return new ApiDocument(Json.MAPPER.readTree(json));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  JsonNode json() {
    return document;
  }

  List<Operation> operations() {
    return operations;
  }

  /// What is wrong with an answer by the document; empty when nothing is.
  Optional<String> fault(Operation operation, int status, String contentType, byte[] body) {
    JsonNode response = operation.json().at("/responses/" + status);
    if (response.isMissingNode() && status >= 500) {
      response = operation.json().at("/responses/5XX");
    }
    if (response.isMissingNode()) {
      return Optional.of("the status " + status + " is not documented");
    }
    JsonNode content = response.path("content");
    if (body.length == 0 || operation.method().equals("HEAD")) {
      return content.isEmpty() || operation.method().equals("HEAD")
          ? Optional.empty()
          : Optional.of("a body is documented for " + status + ", and none came");
    }
    String type = contentType.replaceFirst(";.*", "").strip();
    JsonNode media = mediaType(content, type);
    if (media.isMissingNode()) {
      return Optional.of(
          "for " + status + " the type " + type + " is not documented, only " + names(content));
    }
    return type.endsWith("json") && media.has("schema")
        ? schemaFault(media.get("schema"), body)
        : Optional.empty();
  }

  private static JsonNode mediaType(JsonNode content, String type) {
    for (var each : content.properties()) {
      String documented = each.getKey().replaceFirst(";.*", "").strip();
      boolean any = documented.equals("*/*");
      boolean family =
          documented.endsWith("/*")
              && type.startsWith(documented.substring(0, documented.length() - 1));
      if (any || family || documented.equals(type)) {
        return each.getValue();
      }
    }
    return content.path("none");
  }

  private static List<String> names(JsonNode content) {
    return content.properties().stream().map(Map.Entry::getKey).toList();
  }

  private Optional<String> schemaFault(JsonNode schema, byte[] body) {
    try {
      JsonNode came = Json.MAPPER.readTree(body);
      return fault(schema, came);
    } catch (IOException _) {
      return Optional.of("the body is not JSON: " + new String(body, StandardCharsets.UTF_8));
    }
  }

  /// What is wrong with a value by a schema of the document.
  Optional<String> fault(JsonNode schema, JsonNode value) {
    var errors =
        compiled
            .computeIfAbsent(schema, each -> SCHEMAS.getSchema(withComponents(each)))
            .validate(value);
    return errors.isEmpty() ? Optional.empty() : Optional.of(errors + " in " + value);
  }

  private JsonNode withComponents(JsonNode schema) {
    ObjectNode whole = (ObjectNode) closed(schema);
    whole.set("components", closedComponents);
    return whole;
  }

  /// Answers may have no field that the document does not name.
  private static JsonNode closed(JsonNode schema) {
    JsonNode copy = schema.deepCopy();
    close(copy);
    return copy;
  }

  private static void close(JsonNode schema) {
    boolean named = schema.path("type").asText().equals("object") && schema.has("properties");
    if (named && !schema.has("additionalProperties")) {
      ((ObjectNode) schema).put("additionalProperties", false);
    }
    schema.forEach(ApiDocument::close);
  }

  /// The schema of OpenAPI documents itself.
  static Schema metaSchema(JsonNode schema) {
    return SCHEMAS.getSchema(schema);
  }
}
