package dev.pictor.platform.http;

import dev.pictor.platform.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The OpenAPI 3.1 document, made from the table of routes, so that it cannot say anything else
/// than what is served.
public final class OpenApi {
  private static final Pattern PATH_PARAMETER = Pattern.compile("[{<]([a-zA-Z_]+)[}>]");

  private final JsonSchema schemas = new JsonSchema();

  private OpenApi() {}

  public static Map<String, Object> describe(
      String title, String version, String baseUrl, List<Route> routes) {
    return new OpenApi().document(title, version, baseUrl, routes);
  }

  private Map<String, Object> document(
      String title, String version, String baseUrl, List<Route> routes) {
    var paths = new TreeMap<String, Map<String, Object>>();
    for (Route route : routes) {
      paths
          .computeIfAbsent(
              route.path().replace('<', '{').replace('>', '}'), _ -> new LinkedHashMap<>())
          .put(route.method().name().toLowerCase(Locale.ROOT), operation(route));
    }
    var components = new LinkedHashMap<String, Object>();
    components.put("schemas", withProblem());
    components.put("securitySchemes", securitySchemes());
    var document = new LinkedHashMap<String, Object>();
    document.put("openapi", "3.1.0");
    document.put(
        "info", Map.of("title", title, "version", version, "license", Map.of("name", "MIT")));
    document.put("servers", List.of(Map.of("url", baseUrl)));
    document.put("paths", paths);
    document.put("components", components);
    return document;
  }

  private Map<String, Object> operation(Route route) {
    var operation = new LinkedHashMap<String, Object>();
    operation.put("tags", List.of(route.group()));
    operation.put("summary", route.summary());
    List<Map<String, Object>> parameters = parameters(route);
    if (!parameters.isEmpty()) {
      operation.put("parameters", parameters);
    }
    if (route.request() != null) {
      operation.put("requestBody", Map.of("required", true, "content", content(route.request())));
    }
    operation.put("responses", responses(route));
    operation.put(
        "security",
        switch (route.access()) {
          case PUBLIC, OPEN, SIGNED -> List.of();
          case USER, ADMIN ->
              List.of(
                  Map.of("bearer", List.of()),
                  Map.of("cookie", List.of()),
                  Map.of("api_key", List.of()));
        });
    if (route.access() == Access.USER || route.access() == Access.ADMIN) {
      operation.put("x-scope", route.scope().word());
    }
    return operation;
  }

  private List<Map<String, Object>> parameters(Route route) {
    var parameters = new ArrayList<Map<String, Object>>();
    var inPath = PATH_PARAMETER.matcher(route.path());
    while (inPath.find()) {
      parameters.add(parameter("path", inPath.group(1), String.class, true, ""));
    }
    for (Route.Parameter each : route.parameters()) {
      parameters.add(
          parameter(each.in(), each.name(), each.type(), each.required(), each.sentence()));
    }
    return parameters;
  }

  private Map<String, Object> parameter(
      String in, String name, Class<?> type, boolean required, String sentence) {
    var parameter = new LinkedHashMap<String, Object>();
    parameter.put("in", in);
    parameter.put("name", name);
    parameter.put("required", required);
    parameter.put("schema", schemas.of(type));
    if (!sentence.isEmpty()) {
      parameter.put("description", sentence);
    }
    return parameter;
  }

  private Map<String, Object> content(Route.Body body) {
    var content = new LinkedHashMap<String, Object>();
    content.put("schema", schemas.of(body.type()));
    if (body.example() != null) {
      content.put("example", body.example());
    }
    return Map.of(body.mediaType(), content);
  }

  private Map<String, Object> responses(Route route) {
    var responses = new LinkedHashMap<String, Object>();
    for (Route.Answer answer : route.answers()) {
      var response = new LinkedHashMap<String, Object>();
      response.put("description", answer.sentence());
      if (answer.body() != null) {
        response.put("content", content(answer.body()));
      }
      responses.put("" + answer.status(), response);
    }
    responses.put(
        "default",
        Map.of(
            "description",
            "A problem (RFC 9457)",
            "content",
            Map.of(
                "application/problem+json",
                Map.of("schema", Map.of("$ref", "#/components/schemas/Problem")))));
    return responses;
  }

  private Map<String, Object> withProblem() {
    var all = new TreeMap<>(schemas.components());
    Map<String, Object> text = Map.of("type", "string");
    var properties = new LinkedHashMap<String, Object>();
    properties.put("type", text);
    properties.put("title", text);
    properties.put("status", Map.of("type", "integer"));
    properties.put(
        "detail", Map.of("description", "A sentence; a list where fields are not valid"));
    properties.put("instance", text);
    properties.put(
        "code",
        Map.of(
            "type",
            "string",
            "enum",
            java.util.Arrays.stream(Problem.Kind.values()).map(Problem.Kind::code).toList()));
    properties.put("retryable", Map.of("type", "boolean"));
    properties.put("request_id", text);
    properties.put(
        "errors", Map.of("type", "array", "items", schemas.of(Problem.FieldError.class)));
    all.putAll(schemas.components());
    all.put("Problem", Map.of("type", "object", "properties", properties));
    return all;
  }

  private static Map<String, Object> securitySchemes() {
    return Map.of(
        "bearer",
        Map.of("type", "http", "scheme", "bearer", "bearerFormat", "JWT"),
        "cookie",
        Map.of("type", "apiKey", "in", "cookie", "name", "access_token"),
        "api_key",
        Map.of("type", "apiKey", "in", "header", "name", "X-API-Key"));
  }
}
