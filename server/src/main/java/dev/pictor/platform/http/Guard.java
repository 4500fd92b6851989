package dev.pictor.platform.http;

import io.javalin.http.Context;

/// Decides before each request whether the caller may go on; throws a problem when not.
@FunctionalInterface
public interface Guard {
  void admit(Context request, Route route);
}
