package dev.pictor.platform.http;

import io.javalin.http.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Where a list goes on, as `Link: <…>; rel="next"` (RFC 8288): the same request with the caller's
/// own filters and limit, further on.
public final class NextPage {
  private NextPage() {}

  /// @param parameter `cursor` or `skip`, which gets another value
  public static void link(Context request, String parameter, String value) {
    Map<String, List<String>> query = new LinkedHashMap<>(request.queryParamMap());
    query.put(parameter, List.of(value));
    var target = new StringBuilder(request.path());
    char separator = '?';
    for (var each : query.entrySet()) {
      for (String one : each.getValue()) {
        target.append(separator).append(encoded(each.getKey())).append('=').append(encoded(one));
        separator = '&';
      }
    }
    request.header("Link", "<" + target + ">; rel=\"next\"");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
