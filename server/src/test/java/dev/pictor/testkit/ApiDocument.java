package dev.pictor.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.pictor.platform.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/// `/openapi.json` of a running service: its operations, and whether an answer is one of those that
/// it promises.
public final class ApiDocument {
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
  public record Operation(String method, String path, JsonNode json) {
    /// `GET /api/sketch/{sketch_id}`.
    public String name() {
      return method + " " + path;
    }

    /// Whether this is a path of this operation, with or without a slash at the end.
    boolean isOf(String request) {
      Pattern form =
          Pattern.compile(
              Pattern.quote(path)
                      .replaceAll("\\{key}", "\\\\E.+\\\\Q")
                      .replaceAll("\\{[^}]+}", "\\\\E[^/]+\\\\Q")
                  + "/?");
      return form.matcher(request).matches();
    }

    /// `public`, `open`, `signed`, `user` or `admin`.
    public String access() {
      return json.path("x-access").asText();
    }

    public String scope() {
      return json.path("x-scope").asText();
    }

    public List<String> parameters(String in) {
      var names = new ArrayList<String>();
      for (JsonNode parameter : json.path("parameters")) {
        if (parameter.get("in").asText().equals(in)) {
          names.add(parameter.get("name").asText());
        }
      }
      return names;
    }

    /// The body of the request in JSON; missing when there is none.
    public JsonNode requestContent() {
      return json.at("/requestBody/content/application~1json");
    }

    public boolean takesJson() {
      return !requestContent().isMissingNode();
    }

    @Override
    public String toString() {
      return name();
    }
  }

  public static ApiDocument read(JsonNode json) {
    return new ApiDocument(json);
  }

  public static ApiDocument read(String json) {
    try {
      return read(Json.MAPPER.readTree(json));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  public JsonNode json() {
    return document;
  }

  public List<Operation> operations() {
    return operations;
  }

  /// The operation that a request is for; of two that fit, the one with more said in its path.
  ///
  /// @param path with or without a query
  public Optional<Operation> find(String method, String path) {
    String bare = path.replaceFirst("[?#].*", "");
    return operations.stream()
        .filter(each -> each.method().equals(method) && each.isOf(bare))
        .min(Comparator.comparingInt(each -> each.path().split("\\{", -1).length));
  }

  /// What is wrong with an answer by the document; empty when nothing is.
  public Optional<String> fault(Operation operation, int status, String contentType, byte[] body) {
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
  public Optional<String> fault(JsonNode schema, JsonNode value) {
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
  public static Schema metaSchema(JsonNode schema) {
    return SCHEMAS.getSchema(schema);
  }
}
