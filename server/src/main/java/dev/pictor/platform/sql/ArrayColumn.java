package dev.pictor.platform.sql;

import java.util.List;
import java.util.function.Function;
import org.jdbi.v3.core.argument.Argument;
import org.jspecify.annotations.Nullable;

/// A column of many rows as one array parameter, so that one statement takes a whole batch through
/// `unnest`.
public final class ArrayColumn {
  private ArrayColumn() {}

  /// @param type PostgreSQL's name of the elements' type, such as `uuid`
  public static <T> Argument of(String type, List<T> rows, Function<T, @Nullable Object> column) {
    @Nullable Object[] values = new @Nullable Object[rows.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = column.apply(rows.get(i));
    }
    return (position, statement, _) ->
        statement.setArray(position, statement.getConnection().createArrayOf(type, values));
  }
}
