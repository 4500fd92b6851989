package dev.pictor.identity;

import dev.pictor.platform.Problem;
import io.javalin.http.Context;
import java.util.Optional;

/// Who makes a request, as the guard found out.
public final class Caller {
  private static final String ATTRIBUTE = "pictor.principal";

  private Caller() {}

  /// The caller of a route for users; the guard has let nobody else through.
  public static Principal of(Context request) {
    return find(request)
        .orElseThrow(() -> Problem.of(Problem.Kind.UNAUTHENTICATED, "Sign in first."));
  }

  public static Optional<Principal> find(Context request) {
    return Optional.ofNullable(request.attribute(ATTRIBUTE));
  }

  static void remember(Context request, Principal principal) {
    request.attribute(ATTRIBUTE, principal);
  }
}
