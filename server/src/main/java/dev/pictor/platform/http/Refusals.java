package dev.pictor.platform.http;

import dev.pictor.platform.Problem;
import dev.pictor.platform.Problem.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The problems that a route can answer with, as the OpenAPI document names them: those that follow
/// from who may call it, from its path and from its bodies, and those that it names itself.
final class Refusals {
  private static final String EXAMPLE_ID = "7f1d0c58-2f0e-4a3e-9d57-0d9d7a3a2b11";

  private final JsonSchema schemas;

  Refusals(JsonSchema schemas) {
    this.schemas = schemas;
  }

  /// The answers below 500 by status, and `5XX` for all others.
  Map<String, Object> of(Route route) {
    var answers = new LinkedHashMap<String, Object>();
    byStatus(route)
        .forEach((status, kinds) -> {
          if (status < 500) {
            answers.put("" + status, answer(route, kinds, sentence(route, status)));
          }
        });
    answers.put(
        "5XX",
        answer(
            route,
            Arrays.stream(Kind.values()).filter(kind -> kind.status() >= 500).toList(),
            "A fault here, or a part that is needed is not there; the log has it under the request"
                + " id"));
    return answers;
  }

  private static Map<Integer, List<Kind>> byStatus(Route route) {
    var found = new TreeMap<Integer, List<Kind>>();
    for (Kind kind : new TreeSet<>(kinds(route))) {
      found.computeIfAbsent(kind.status(), _ -> new ArrayList<>()).add(kind);
    }
    // A status that a route names without a code: every problem that has it.
    for (Route.Answer answer : route.answers()) {
      int status = answer.status();
      boolean coded = route.failures().stream().anyMatch(kind -> kind.status() == status);
      if (status >= 400 && status < 500 && answer.body() == null && !coded) {
        found.put(
            status, Arrays.stream(Kind.values()).filter(kind -> kind.status() == status).toList());
      }
    }
    return found;
  }

  private static List<Kind> kinds(Route route) {
    var kinds = new ArrayList<Kind>(route.failures());
    kinds.add(Kind.MALFORMED_REQUEST); // Any address can be escaped wrongly.
    boolean changes = route.scope() != Scope.READ || !isRead(route);
    switch (route.access()) {
      case OPEN -> {}
      case SIGNED -> kinds.addAll(List.of(Kind.BAD_SIGNATURE, Kind.NOT_FOUND));
      case PUBLIC -> {
        kinds.add(Kind.RATE_LIMITED);
        if (changes) {
          kinds.add(Kind.CROSS_SITE);
        }
      }
      case USER, ADMIN -> {
        kinds.addAll(List.of(Kind.UNAUTHENTICATED, Kind.RATE_LIMITED, Kind.INSUFFICIENT_SCOPE));
        if (changes) {
          kinds.add(Kind.CROSS_SITE);
        }
        if (route.access() == Access.ADMIN) {
          kinds.add(Kind.FORBIDDEN);
        }
      }
    }
    if (route.path().contains("{") || route.path().contains("<")) {
      kinds.add(Kind.NOT_FOUND);
    }
    if (!route.requests().isEmpty()) {
      kinds.add(Kind.TOO_LARGE);
    }
    if (!route.parameters().isEmpty()
        || (!route.requests().isEmpty() && route.access() != Access.SIGNED)) {
      kinds.add(Kind.INVALID_REQUEST);
    }
    return kinds;
  }

  private static boolean isRead(Route route) {
    return route.method().name().equals("GET") || route.method().name().equals("HEAD");
  }

  private static @Nullable String sentence(Route route, int status) {
    return route.answers().stream()
        .filter(answer -> answer.status() == status)
        .map(Route.Answer::sentence)
        .findFirst()
        .orElse(null);
  }

  private Map<String, Object> answer(Route route, List<Kind> kinds, @Nullable String sentence) {
    var answer = new LinkedHashMap<String, Object>();
    List<String> codes = kinds.stream().map(Kind::code).toList();
    String titles = String.join("; ", kinds.stream().map(Kind::title).distinct().toList());
    answer.put(
        "description",
        (sentence == null ? titles : sentence) + ". `" + String.join("`, `", codes) + "`");
    var headers = new LinkedHashMap<String, Object>(DocumentHeaders.usual(route));
    if (kinds.contains(Kind.UNAUTHENTICATED)) {
      headers.put("WWW-Authenticate", DocumentHeaders.text("Always `Bearer`"));
    }
    if (kinds.contains(Kind.RATE_LIMITED) || kinds.contains(Kind.BUSY)) {
      headers.put("Retry-After", DocumentHeaders.reference("RetryAfter"));
    }
    answer.put("headers", headers);
    if (!route.method().name().equals("HEAD")) {
      answer.put("content", content(route, kinds, codes));
    }
    return answer;
  }

  private Map<String, Object> content(Route route, List<Kind> kinds, List<String> codes) {
    Problem problem = example(kinds.getFirst());
    if (route.problemForm() != null) {
      Object body = route.problemForm().apply(problem);
      return Map.of(
          "application/json", Map.of("schema", schemas.like(body, true), "example", body));
    }
    Map<String, Object> schema =
        Map.of(
            "allOf",
            List.of(
                Map.of("$ref", "#/components/schemas/Problem"),
                Map.of("properties", Map.of("code", Map.of("enum", codes)))));
    String path = route.path().replace('<', '{').replace('>', '}');
    return Map.of(
        "application/problem+json",
        Map.of("schema", schema, "example", ProblemJson.body(problem, path, EXAMPLE_ID)));
  }

  private static Problem example(Kind kind) {
    return kind == Kind.INVALID_REQUEST
        ? Problem.invalid("name", "is missing.")
        : Problem.of(kind, kind.title() + ".");
  }
}
