package dev.pictor.jobs;

import dev.pictor.platform.Problem;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.jspecify.annotations.Nullable;

/// Tells a database that is away from a statement that is wrong.
final class Outage {
  private Outage() {}

  /// Whether the same thing may work once the database is back: no connection (SQLSTATE class 08),
  /// no resources (53), shutting down or starting up (57P), or no answer from the pool.
  static boolean is(Throwable thrown) {
    for (Throwable each = thrown; each != null; each = each.getCause()) {
      if (each instanceof SQLTransientConnectionException) {
        return true;
      }
      if (each instanceof SQLException e && isOutageState(e.getSQLState())) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOutageState(@Nullable String state) {
    return state != null
        && (state.startsWith("08") || state.startsWith("53") || state.startsWith("57P"));
  }

  /// For callers: an outage is a problem that ends, data that the database refuses is a bad
  /// request, and anything else stays what it is.
  static RuntimeException explain(RuntimeException thrown) {
    if (is(thrown)) {
      return Problem.because(
          Problem.Kind.UNAVAILABLE, "The database does not answer; try again soon.", thrown);
    }
    for (Throwable each = thrown; each != null; each = each.getCause()) {
      // Class 22 is data: above all text with a NUL, which JSON allows and PostgreSQL does not.
      if (each instanceof SQLException e
          && e.getSQLState() != null
          && e.getSQLState().startsWith("22")) {
        return Problem.because(
            Problem.Kind.INVALID_REQUEST, "The request holds text that cannot be stored.", thrown);
      }
    }
    return thrown;
  }
}
