package dev.pictor.platform.http;

import dev.pictor.platform.Json;
import dev.pictor.platform.Problem;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/// Problems in the form of RFC 9457, `application/problem+json`. Clients of the seeds' FastAPI
/// services find what they look for in the same body: `detail` is FastAPI's list when fields are
/// not valid.
public final class ProblemJson {
  private static final Set<HandlerType> WITHOUT_BODY = Set.of(HandlerType.GET, HandlerType.HEAD);

  private ProblemJson() {}

  public static void write(Context response, Problem problem) {
    response.status(problem.kind().status());
    headers(response, problem);
    byte[] body =
        Json.write(body(problem, response.path(), RequestId.of(response), placeIn(response)))
            .getBytes(StandardCharsets.UTF_8); // As text it would go out as ISO 8859-1.
    response.contentType("application/problem+json").result(body);
  }

  /// The headers that say the same in every form of answer.
  public static void headers(Context response, Problem problem) {
    if (problem.retryAfter() != null) {
      response.header(
          "Retry-After", "" + Math.max(1, problem.retryAfter().plusMillis(999).toSeconds()));
    }
    if (problem.kind().status() == 401) {
      response.header("WWW-Authenticate", "Bearer");
    }
    response.header("Cache-Control", "no-store");
  }

  static Map<String, Object> body(Problem problem, String path, String requestId) {
    return body(problem, path, requestId, _ -> "body");
  }

  /// Where a field of a request stands, in FastAPI's words. What is in no body is in the query,
  /// also when it is missing there.
  private static UnaryOperator<String> placeIn(Context request) {
    boolean hasBody = !WITHOUT_BODY.contains(request.method());
    return field -> {
      if (request.pathParamMap().containsKey(field)) {
        return "path";
      }
      if (field.contains("-") && request.header(field) != null) {
        return "header";
      }
      return hasBody && request.queryParam(field) == null ? "body" : "query";
    };
  }

  private static Map<String, Object> body(
      Problem problem, String path, String requestId, UnaryOperator<String> place) {
    Problem.Kind kind = problem.kind();
    var body = new LinkedHashMap<String, Object>();
    body.put("type", "urn:pictor:problem:" + kind.code());
    body.put("title", kind.title());
    body.put("status", kind.status());
    body.put(
        "detail", problem.errors().isEmpty() ? problem.detail() : fastApi(problem.errors(), place));
    body.put("instance", path);
    body.put("code", kind.code());
    body.put("retryable", kind.retryable());
    body.put("request_id", requestId);
    if (!problem.errors().isEmpty()) {
      body.put("errors", problem.errors());
    }
    return body;
  }

  private static List<Map<String, Object>> fastApi(
      List<Problem.FieldError> errors, UnaryOperator<String> place) {
    return errors.stream()
        .map(error ->
            Map.<String, Object>of(
                "loc",
                List.of(place.apply(error.field()), error.field()),
                "msg",
                error.message(),
                "type",
                "value_error"))
        .toList();
  }
}
