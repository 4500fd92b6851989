package dev.pictor.platform.http;

import io.javalin.http.Context;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What pages of other origins may do (the Fetch standard's CORS protocol): those that the operator
/// names may call with credentials, all others are told nothing, so that browsers keep the answers
/// from them. `*` is never said: browsers refuse it together with credentials.
final class Cors {
  /// Browsers keep the answer to a preflight for at most two hours; Chromium's limit.
  private static final int MAX_AGE_SECONDS = 7200;

  private static final String EXPOSED =
      String.join(
          ", ",
          RequestId.HEADER,
          "Location",
          "Link",
          "Retry-After",
          "RateLimit-Limit",
          "RateLimit-Policy",
          "RateLimit-Remaining",
          "RateLimit-Reset",
          "ETag",
          "Content-Disposition",
          "Idempotency-Replayed");

  private final Set<String> origins;

  Cors(List<String> origins) {
    this.origins = Set.copyOf(origins);
  }

  /// Says whether the page that asks may read the answer.
  void answer(Context request) {
    if (origins.isEmpty()) {
      return;
    }
    // A cache must not give one page's answer to another.
    request.res().addHeader("Vary", "Origin");
    String origin = allowed(request);
    if (origin != null) {
      request
          .header("Access-Control-Allow-Origin", origin)
          .header("Access-Control-Allow-Credentials", "true")
          .header("Access-Control-Expose-Headers", EXPOSED);
    }
  }

  /// Answers what a browser asks before it lets a page send something unusual.
  ///
  /// @param methods those of the path
  void preflight(Context request, String methods) {
    answer(request);
    String headers = request.header("Access-Control-Request-Headers");
    if (request.header("Access-Control-Request-Method") != null && allowed(request) != null) {
      request
          .header("Access-Control-Allow-Methods", methods)
          .header("Access-Control-Max-Age", "" + MAX_AGE_SECONDS);
      if (headers != null) {
        request.header("Access-Control-Allow-Headers", headers);
      }
    }
    request.header("Allow", methods).status(204);
  }

  private @Nullable String allowed(Context request) {
    String origin = request.header("Origin");
    return origin != null && origins.contains(origin) ? origin : null;
  }
}
