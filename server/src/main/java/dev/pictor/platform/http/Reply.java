package dev.pictor.platform.http;

import dev.pictor.platform.Json;
import io.javalin.http.Context;

/// Answers in JSON. What is a caller's own is not kept by anything between us.
public final class Reply {
  private Reply() {}

  public static void json(Context request, Object body) {
    json(request, 200, body);
  }

  public static void json(Context request, int status, Object body) {
    request
        .status(status)
        .header("Cache-Control", "no-store")
        .contentType("application/json")
        .result(Json.write(body));
  }
}
