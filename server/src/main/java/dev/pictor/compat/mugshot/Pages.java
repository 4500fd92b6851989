package dev.pictor.compat.mugshot;

import dev.pictor.platform.http.NextPage;
import dev.pictor.projects.Paging;
import io.javalin.http.Context;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Lists with cursors: `cursor` in, `next_cursor` and the header `Link` out.
final class Pages {

  private Pages() {}

  static @Nullable String cursor(Context request) {
    String cursor = request.queryParam("cursor");
    return cursor == null || cursor.isBlank() ? null : cursor;
  }

  /// Says where the next part is.
  static <T, V> List<V> shown(Context request, Paging<T> part, Function<T, V> view) {
    if (part.next() != null) {
      NextPage.link(request, "cursor", part.next());
    }
    return part.items().stream().map(view).toList();
  }
}
