package dev.pictor.api;

import dev.pictor.platform.Problem;
import io.javalin.http.Context;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Which part of a list is asked for: `limit` and `cursor`.
final class PageQuery {
  private static final int USUAL = 20;
  private static final int MOST = 100;

  private PageQuery() {}

  static int limit(Context request) {
    String given = request.queryParam("limit");
    if (given == null) {
      return USUAL;
    }
    try {
      int limit = Integer.parseInt(given);
      if (limit >= 1 && limit <= MOST) {
        return limit;
      }
    } catch (NumberFormatException _) {
      // Told below, like a number that is too large.
    }
    throw Problem.invalid("limit", "A whole number, 1 to " + MOST + ".");
  }

  static @Nullable UUID cursor(Context request) {
    String given = request.queryParam("cursor");
    try {
      return given == null ? null : UUID.fromString(given);
    } catch (IllegalArgumentException _) {
      throw Problem.invalid("cursor", "Give next of the page before.");
    }
  }
}
