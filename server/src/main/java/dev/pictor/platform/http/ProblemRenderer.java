package dev.pictor.platform.http;

import dev.pictor.platform.Problem;
import io.javalin.http.Context;

/// Writes problems in a surface's own form, for the paths that are its own, whether they have a
/// route or not. Elsewhere problems are written by [ProblemJson].
public interface ProblemRenderer {
  /// @param path as it was requested, decoded
  boolean isFor(String path);

  /// Sets status, headers and body; [ProblemJson#headers] has the headers that do not depend on the
  /// form.
  void write(Context response, Problem problem);
}
