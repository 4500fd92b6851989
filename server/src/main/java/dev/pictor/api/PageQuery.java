package dev.pictor.api;

import dev.pictor.platform.Problem;
import io.javalin.http.Context;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Which part of a list is asked for: `cursor`.
final class PageQuery {

  private PageQuery() {}

  static @Nullable UUID cursor(Context request) {
    String given = request.queryParam("cursor");
    try {
      return given == null ? null : UUID.fromString(given);
    } catch (IllegalArgumentException _) {
      throw Problem.invalid("cursor", "Give next of the page before.");
    }
  }
}
