package dev.pictor.platform.http;

import dev.pictor.platform.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// The OpenAPI 3.1 document, made from the table of routes, so that it cannot say anything else
/// than what is served.
public final class OpenApi {
  private final JsonSchema schemas = new JsonSchema();

  private OpenApi() {}

  /// @param title of the service
  /// @param baseUrl where it is reached; empty for the host that the document came from
  public static Map<String, Object> describe(
      String title, String version, String baseUrl, List<Route> routes) {
    return new OpenApi().document(title, version, baseUrl, routes);
  }

  /// The same with what the service sends to others.
  ///
  /// @param webhooks by name, as OpenAPI 3.1 writes paths
  public static Map<String, Object> withWebhooks(
      Map<String, Object> document, Map<String, Object> webhooks) {
    var whole = new LinkedHashMap<>(document);
    whole.put("webhooks", webhooks);
    return whole;
  }

  private Map<String, Object> document(
      String title, String version, String baseUrl, List<Route> routes) {
    var operations = new OperationDescription(schemas);
    var paths = new TreeMap<String, Map<String, Object>>();
    for (Route route : routes) {
      paths
          .computeIfAbsent(
              route.path().replace('<', '{').replace('>', '}'), _ -> new LinkedHashMap<>())
          .put(route.method().name().toLowerCase(Locale.ROOT), operations.of(route));
    }
    var document = new LinkedHashMap<String, Object>();
    document.put("openapi", "3.1.0");
    document.put("info", info(title, version));
    document.put("servers", List.of(Map.of("url", baseUrl.isEmpty() ? "/" : baseUrl)));
    document.put("tags", tags(routes));
    document.put("x-tagGroups", tagGroups(routes));
    document.put("paths", paths);
    document.put("components", components());
    return document;
  }

  private static Map<String, Object> info(String title, String version) {
    return Map.of(
        "title",
        title,
        "version",
        version,
        "description",
        """
        One service for pictures, with the contracts of five applications. Every credential opens \
        every surface: a bearer token, the session cookie, or an API key. An API key is good for \
        its scopes; each operation says which one it needs.

        Errors are problems (RFC 9457) with a stable `code`; ids of other people's things answer \
        404.\
        """,
        "license",
        Map.of("name", "MIT", "identifier", "MIT"));
  }

  private static List<Map<String, Object>> tags(List<Route> routes) {
    var groups = new TreeSet<String>();
    routes.forEach(route -> groups.add(route.group()));
    return groups.stream().map(group -> Map.<String, Object>of("name", group)).toList();
  }

  /// ReDoc's extension: a surface with its groups, which are named `Surface: group`.
  private static List<Map<String, Object>> tagGroups(List<Route> routes) {
    var surfaces = new TreeMap<String, TreeSet<String>>();
    for (Route route : routes) {
      String surface = route.group().contains(":") ? route.group().split(":", 2)[0] : "Pictor";
      surfaces.computeIfAbsent(surface, _ -> new TreeSet<>()).add(route.group());
    }
    var groups = new ArrayList<Map<String, Object>>();
    surfaces.forEach((name, tags) -> groups.add(Map.of("name", name, "tags", List.copyOf(tags))));
    return groups;
  }

  private Map<String, Object> components() {
    var named = new TreeMap<String, Object>();
    named.put("Problem", problem());
    named.putAll(schemas.components());
    var components = new LinkedHashMap<String, Object>();
    components.put("schemas", named);
    components.put("headers", DocumentHeaders.components());
    components.put("securitySchemes", securitySchemes());
    return components;
  }

  private Map<String, Object> problem() {
    Map<String, Object> text = Map.of("type", "string");
    var properties = new LinkedHashMap<String, Object>();
    properties.put("type", text);
    properties.put("title", text);
    properties.put("status", Map.of("type", "integer", "minimum", 400, "maximum", 599));
    properties.put(
        "detail",
        Map.of(
            "description",
            "A sentence that says what to do; where fields are not valid, FastAPI's list of them",
            "anyOf",
            List.of(text, Map.of("type", "array", "items", Map.of("type", "object")))));
    properties.put("instance", text);
    properties.put(
        "code",
        Map.of(
            "type",
            "string",
            "enum",
            Arrays.stream(Problem.Kind.values()).map(Problem.Kind::code).toList()));
    properties.put("retryable", Map.of("type", "boolean"));
    properties.put("request_id", text);
    Map<String, Object> error =
        Map.of(
            "type",
            "object",
            "properties",
            Map.of("field", text, "message", text),
            "required",
            List.of("field", "message"));
    properties.put("errors", Map.of("type", "array", "items", error));
    var problem = new LinkedHashMap<String, Object>();
    problem.put("type", "object");
    problem.put("description", "A problem (RFC 9457)");
    problem.put("properties", properties);
    problem.put(
        "required", properties.keySet().stream().filter(name -> !name.equals("errors")).toList());
    return problem;
  }

  private static Map<String, Object> securitySchemes() {
    var schemes = new LinkedHashMap<String, Object>();
    schemes.put(
        "bearer",
        Map.of(
            "type",
            "http",
            "scheme",
            "bearer",
            "description",
            "The token that signing in answers with, or an API key"));
    schemes.put(
        "cookie",
        Map.of(
            "type",
            "apiKey",
            "in",
            "cookie",
            "name",
            "access_token",
            "description",
            "The session of a browser; a page on another site cannot use it"));
    schemes.put(
        "api_key",
        Map.of(
            "type",
            "apiKey",
            "in",
            "header",
            "name",
            "X-API-Key",
            "description",
            "A key that a user made, good for its scopes, or the operator's own"));
    return schemes;
  }
}
