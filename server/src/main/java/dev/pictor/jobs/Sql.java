package dev.pictor.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.pictor.platform.Json;
import dev.pictor.platform.sql.ArrayColumn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.argument.Argument;
import org.jspecify.annotations.Nullable;

/// Columns to values and back, where JDBC has no word of its own.
final class Sql {
  private Sql() {}

  /// A list as an array parameter, so that one statement takes a whole batch through `unnest`.
  static <T> Argument array(String type, List<T> rows, Function<T, @Nullable Object> column) {
    return ArrayColumn.of(type, rows, column);
  }

  static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  static Instant time(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  static UUID uuid(ResultSet row, String column) throws SQLException {
    return row.getObject(column, UUID.class);
  }

  static @Nullable JsonNode json(@Nullable String text) {
    return text == null ? null : tree(text);
  }

  static JsonNode tree(String text) {
    try {
      return Json.MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("stored JSON does not read", e);
    }
  }

  static @Nullable JobPhase phase(@Nullable String word) {
    return word == null ? null : JobPhase.ofWord(word);
  }
}
