package dev.pictor.platform.http;

import dev.pictor.platform.Json;
import dev.pictor.platform.Problem;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Answers requests that are refused before any route sees them, such as a path with a broken
/// escape: as a problem like all others, and not as Jetty's own page.
final class BareProblems implements Request.Handler {
  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Problem problem = problem(response.getStatus());
    String id = UUID.randomUUID().toString();
    var headers = response.getHeaders();
    response.setStatus(problem.kind().status());
    headers.put(HttpHeader.CONTENT_TYPE, "application/problem+json");
    headers.put(HttpHeader.CACHE_CONTROL, "no-store");
    headers.put(RequestId.HEADER, id);
    headers.put("X-Content-Type-Options", "nosniff");
    String path = String.valueOf(request.getHttpURI().getPath());
    String body = Json.write(ProblemJson.body(problem, path, id));
    response.write(true, ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)), callback);
    return true;
  }

  private static Problem problem(int status) {
    return switch (status) {
      case 404 -> Problem.of(Problem.Kind.NOT_FOUND, "Nothing is served at this path; see /docs.");
      case 413, 414, 431 ->
          Problem.of(Problem.Kind.TOO_LARGE, "The address, the headers or the body are too long.");
      case 503 ->
          Problem.of(Problem.Kind.UNAVAILABLE, "This node is stopping; send the request again.");
      default ->
          status >= 500
              ? Problem.of(
                  Problem.Kind.INTERNAL,
                  "Something went wrong here. Give the request id when you report it.")
              : Problem.of(
                  Problem.Kind.MALFORMED_REQUEST,
                  "The request cannot be read; is its address escaped as UTF-8?");
    };
  }
}
