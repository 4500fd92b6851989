package dev.pictor.storage;

import dev.pictor.platform.Problem;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// The parameters of a URL as they are written, not decoded.
final class QueryText {
  private QueryText() {}

  /// @throws Problem BAD_SIGNATURE when a name comes twice: which of the two counts is where
  ///   readers differ
  static SequencedMap<String, String> parse(@Nullable String query) {
    var parameters = new LinkedHashMap<String, String>();
    if (query == null) {
      return parameters;
    }
    for (String pair : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      if (parameters.putIfAbsent(name, equals < 0 ? "" : pair.substring(equals + 1)) != null) {
        throw Problem.of(Problem.Kind.BAD_SIGNATURE, "The link has a parameter twice.");
      }
    }
    return parameters;
  }
}
