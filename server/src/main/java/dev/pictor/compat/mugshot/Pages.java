package dev.pictor.compat.mugshot;

import dev.pictor.platform.Problem;
import dev.pictor.projects.Paging;
import io.javalin.http.Context;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Lists with cursors: `limit` and `cursor` in, `next_cursor` and the header `Link` out.
final class Pages {
  private static final int MOST = 100;

  private Pages() {}

  static int limit(Context request, int usual) {
    String text = request.queryParam("limit");
    if (text == null) {
      return usual;
    }
    int limit = text.matches("\\d{1,3}") ? Integer.parseInt(text) : 0;
    if (limit < 1 || limit > MOST) {
      throw Problem.invalid("limit", "is within 1 to " + MOST + ".");
    }
    return limit;
  }

  static @Nullable String cursor(Context request) {
    String cursor = request.queryParam("cursor");
    return cursor == null || cursor.isBlank() ? null : cursor;
  }

  /// Says where the next part is.
  ///
  /// @param query further parameters of it, each with an ampersand before it
  static <T, V> List<V> shown(
      Context request, Paging<T> part, int limit, String query, Function<T, V> view) {
    if (part.next() != null) {
      String target = request.path() + "?limit=" + limit + "&cursor=" + part.next() + query;
      request.header("Link", "<" + target + ">; rel=\"next\"");
    }
    return part.items().stream().map(view).toList();
  }
}
