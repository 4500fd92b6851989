package dev.pictor.platform.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// One route as an operation of the OpenAPI document.
final class OperationDescription {
  private static final Pattern PATH_PARAMETER = Pattern.compile("[{<]([a-zA-Z_]+)[}>]");

  private final JsonSchema schemas;
  private final Refusals refusals;

  OperationDescription(JsonSchema schemas) {
    this.schemas = schemas;
    this.refusals = new Refusals(schemas);
  }

  Map<String, Object> of(Route route) {
    var operation = new LinkedHashMap<String, Object>();
    operation.put("operationId", idOf(route));
    operation.put("tags", List.of(route.group()));
    operation.put("summary", route.summary());
    if (needsCredential(route)) {
      operation.put("description", description(route));
      operation.put("x-scope", route.scope().word());
    }
    operation.put("x-access", route.access().name().toLowerCase(Locale.ROOT));
    List<Map<String, Object>> parameters = parameters(route);
    if (!parameters.isEmpty()) {
      operation.put("parameters", parameters);
    }
    if (!route.requests().isEmpty()) {
      operation.put(
          "requestBody", Map.of("required", true, "content", contents(route.requests(), false)));
    }
    operation.put("responses", responses(route));
    operation.put("security", security(route));
    return operation;
  }

  private static String description(Route route) {
    String role = route.access() == Access.ADMIN ? " For admins only." : "";
    return "An API key needs the scope `" + route.scope().word() + "`." + role;
  }

  private static boolean needsCredential(Route route) {
    return route.access() == Access.USER || route.access() == Access.ADMIN;
  }

  /// Stable as long as method and path are: `getApiSketchBySketchId`.
  private static String idOf(Route route) {
    var id = new StringBuilder(route.method().name().toLowerCase(Locale.ROOT));
    for (String segment : route.path().split("/", -1)) {
      boolean parameter = segment.startsWith("{") || segment.startsWith("<");
      if (parameter) {
        id.append("By");
      }
      for (String word : segment.split("[^A-Za-z0-9]+", -1)) {
        if (!word.isEmpty()) {
          id.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
        }
      }
    }
    return id.toString();
  }

  private static List<Map<String, Object>> security(Route route) {
    if (!needsCredential(route)) {
      return List.of();
    }
    List<String> scopes = List.of(route.scope().word());
    return List.of(Map.of("bearer", scopes), Map.of("cookie", scopes), Map.of("api_key", scopes));
  }

  private static List<Map<String, Object>> parameters(Route route) {
    var parameters = new ArrayList<Map<String, Object>>();
    var inPath = PATH_PARAMETER.matcher(route.path());
    while (inPath.find()) {
      String name = inPath.group(1);
      boolean slashes = inPath.group().startsWith("<");
      parameters.add(
          parameter(
              new Route.Parameter(
                  "path",
                  name,
                  Map.of("type", "string"),
                  true,
                  slashes ? "May contain slashes, as they are" : "")));
    }
    route.parameters().forEach(each -> parameters.add(parameter(each)));
    return parameters;
  }

  private static Map<String, Object> parameter(Route.Parameter said) {
    var parameter = new LinkedHashMap<String, Object>();
    parameter.put("in", said.in());
    parameter.put("name", said.name());
    parameter.put("required", said.required());
    parameter.put("schema", said.schema());
    if (!said.sentence().isEmpty()) {
      parameter.put("description", said.sentence());
    }
    return parameter;
  }

  /// By media type; several bodies of one type are alternatives.
  private Map<String, Object> contents(List<Route.Body> bodies, boolean inAnswer) {
    var byType = new LinkedHashMap<String, List<Route.Body>>();
    bodies.forEach(
        body -> byType.computeIfAbsent(body.mediaType(), _ -> new ArrayList<>()).add(body));
    var contents = new LinkedHashMap<String, Object>();
    byType.forEach((type, same) -> contents.put(type, content(same, inAnswer)));
    return contents;
  }

  private Map<String, Object> content(List<Route.Body> same, boolean inAnswer) {
    var content = new LinkedHashMap<String, Object>();
    List<Map<String, Object>> alternatives =
        same.stream().map(body -> schema(body, inAnswer)).distinct().toList();
    content.put(
        "schema",
        alternatives.size() == 1 ? alternatives.getFirst() : Map.of("anyOf", alternatives));
    List<Object> examples = new ArrayList<>();
    for (Route.Body body : same) {
      if (body.example() != null) {
        examples.add(body.example());
      }
    }
    if (examples.size() == 1) {
      content.put("example", examples.getFirst());
    } else if (!examples.isEmpty()) {
      var named = new LinkedHashMap<String, Object>();
      for (int i = 0; i < examples.size(); i++) {
        named.put("example" + (i + 1), Map.of("value", examples.get(i)));
      }
      content.put("examples", named);
    }
    return content;
  }

  private Map<String, Object> schema(Route.Body body, boolean inAnswer) {
    return switch (body.shape()) {
      case Route.Shape.Like like -> schemas.like(like.example(), inAnswer);
      case Route.Shape.Written written -> written.schema();
      case Route.Shape.Bytes() when body.mediaType().endsWith("json") -> Map.of("type", "object");
      case Route.Shape.Bytes() -> Map.of("type", "string", "format", "binary");
      case Route.Shape.Form form -> form(form.fields());
    };
  }

  private static Map<String, Object> form(List<Route.Field> fields) {
    var properties = new LinkedHashMap<String, Object>();
    for (Route.Field field : fields) {
      var schema = new LinkedHashMap<String, Object>();
      schema.put("type", "string");
      if (field.isFile()) {
        schema.put("format", "binary");
      }
      schema.put("description", field.sentence());
      properties.put(field.name(), schema);
    }
    return Map.of(
        "type",
        "object",
        "properties",
        properties,
        "required",
        fields.stream().filter(Route.Field::required).map(Route.Field::name).toList());
  }

  private Map<String, Object> responses(Route route) {
    var responses = new TreeMap<String, Object>(refusals.of(route));
    var byStatus = new LinkedHashMap<Integer, List<Route.Answer>>();
    for (Route.Answer answer : route.answers()) {
      if (answer.status() >= 400 && answer.body() == null && answer.status() < 500) {
        continue; // A problem, which is described already.
      }
      byStatus.computeIfAbsent(answer.status(), _ -> new ArrayList<>()).add(answer);
    }
    byStatus.forEach((status, same) -> responses.put("" + status, success(route, same)));
    return responses;
  }

  /// @param same answers of one status; their bodies are alternatives
  private Map<String, Object> success(Route route, List<Route.Answer> same) {
    Route.Answer answer = same.getFirst();
    var response = new LinkedHashMap<String, Object>();
    response.put("description", answer.sentence());
    var headers = new LinkedHashMap<String, Object>(DocumentHeaders.usual(route));
    answer.headers().forEach((name, sentence) -> headers.put(name, DocumentHeaders.text(sentence)));
    response.put("headers", headers);
    var bodies = new ArrayList<Route.Body>();
    for (Route.Answer each : same) {
      if (each.body() != null) {
        bodies.add(each.body());
      }
    }
    if (!bodies.isEmpty()) {
      response.put("content", contents(bodies, true));
    } else if (answer.status() >= 500) {
      response.put(
          "content",
          Map.of(
              "application/problem+json",
              Map.of("schema", Map.of("$ref", "#/components/schemas/Problem"))));
    }
    return response;
  }
}
