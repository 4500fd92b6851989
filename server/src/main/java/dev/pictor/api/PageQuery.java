package dev.pictor.api;

import dev.pictor.platform.Problem;
import io.javalin.http.Context;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Which part of a list is asked for: `cursor`.
final class PageQuery {

  private PageQuery() {}

  /// The id of the last one of the page before, where ids are numbers that grow.
  static @Nullable Long number(Context request) {
    String given = request.queryParam("cursor");
    if (given == null) {
      return null;
    }
    if (!given.matches("\\d{1,18}")) {
      throw Problem.invalid("cursor", "is not one that this list has answered with.");
    }
    return Long.valueOf(given);
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
