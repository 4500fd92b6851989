package dev.pictor.platform.http;

import java.util.LinkedHashMap;
import java.util.Map;

/// The headers of answers, as the OpenAPI document describes them.
final class DocumentHeaders {
  private DocumentHeaders() {}

  /// For `components.headers`.
  static Map<String, Object> components() {
    var all = new LinkedHashMap<String, Object>();
    all.put(
        "RequestId", text("Ties the answer to the log; the caller's own when it is a decent one"));
    all.put("RateLimitLimit", number("Requests a minute"));
    all.put(
        "RateLimitPolicy",
        text("The same as draft-ietf-httpapi-ratelimit-headers has it: `\"minute\";q=30;w=60`"));
    all.put("RateLimitRemaining", number("Requests that would be let through now"));
    all.put("RateLimitReset", number("Seconds until all of them are there again"));
    all.put("RetryAfter", number("Seconds until the same request is welcome"));
    return all;
  }

  /// What every answer of a route has. A limit that is switched off has no headers.
  static Map<String, Object> usual(Route route) {
    var headers = new LinkedHashMap<String, Object>();
    headers.put(RequestId.HEADER, reference("RequestId"));
    if (route.access() != Access.OPEN && route.access() != Access.SIGNED) {
      headers.put("RateLimit-Limit", reference("RateLimitLimit"));
      headers.put("RateLimit-Policy", reference("RateLimitPolicy"));
      headers.put("RateLimit-Remaining", reference("RateLimitRemaining"));
      headers.put("RateLimit-Reset", reference("RateLimitReset"));
    }
    return headers;
  }

  static Map<String, Object> reference(String name) {
    return Map.of("$ref", "#/components/headers/" + name);
  }

  static Map<String, Object> text(String sentence) {
    return Map.of("description", sentence, "schema", Map.of("type", "string"));
  }

  private static Map<String, Object> number(String sentence) {
    return Map.of("description", sentence, "schema", Map.of("type", "integer"));
  }
}
