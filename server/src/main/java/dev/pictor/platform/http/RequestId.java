package dev.pictor.platform.http;

import io.javalin.http.Context;
import java.util.UUID;
import java.util.regex.Pattern;

/// The id that ties a request to its log lines: the caller's `X-Request-Id` when it is a decent
/// one, else ours.
public final class RequestId {
  public static final String HEADER = "X-Request-Id";
  private static final String ATTRIBUTE = "pictor.request-id";
  private static final Pattern DECENT = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private RequestId() {}

  public static String of(Context request) {
    String known = request.attribute(ATTRIBUTE);
    if (known != null) {
      return known;
    }
    String chosen = choose(request);
    request.attribute(ATTRIBUTE, chosen);
    return chosen;
  }

  private static String choose(Context request) {
    String given = request.header(HEADER);
    return given != null && DECENT.matcher(given).matches() ? given : UUID.randomUUID().toString();
  }
}
