package dev.pictor.platform.http;

import dev.pictor.platform.Json;
import dev.pictor.platform.Problem;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Problems in the form of RFC 9457, `application/problem+json`. Clients of the seeds' FastAPI
/// services find what they look for in the same body: `detail` is FastAPI's list when fields are
/// not valid.
public final class ProblemJson {
  private ProblemJson() {}

  public static void write(Context response, Problem problem) {
    response.status(problem.kind().status());
    headers(response, problem);
    byte[] body =
        Json.write(body(problem, response.path(), RequestId.of(response)))
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
    Problem.Kind kind = problem.kind();
    var body = new LinkedHashMap<String, Object>();
    body.put("type", "urn:pictor:problem:" + kind.code());
    body.put("title", kind.title());
    body.put("status", kind.status());
    body.put("detail", problem.errors().isEmpty() ? problem.detail() : fastApi(problem.errors()));
    body.put("instance", path);
    body.put("code", kind.code());
    body.put("retryable", kind.retryable());
    body.put("request_id", requestId);
    if (!problem.errors().isEmpty()) {
      body.put("errors", problem.errors());
    }
    return body;
  }

  private static List<Map<String, Object>> fastApi(List<Problem.FieldError> errors) {
    return errors.stream()
        .map(error ->
            Map.<String, Object>of(
                "loc",
                List.of("body", error.field()),
                "msg",
                error.message(),
                "type",
                "value_error"))
        .toList();
  }
}
