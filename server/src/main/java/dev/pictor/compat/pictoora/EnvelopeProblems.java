package dev.pictor.compat.pictoora;

import dev.pictor.platform.Problem;
import dev.pictor.platform.http.ProblemJson;
import dev.pictor.platform.http.ProblemRenderer;
import dev.pictor.platform.http.RequestId;
import io.javalin.http.Context;
import java.util.stream.Collectors;

/// Problems of this contract's paths, wherever they come from, in its envelope.
final class EnvelopeProblems implements ProblemRenderer {
  @Override
  public boolean isFor(String path) {
    return Endpoint.owns(path);
  }

  @Override
  public void write(Context response, Problem problem) {
    ProblemJson.headers(response, problem);
    body(problem, response.path(), RequestId.of(response))
        .send(response, status(problem.kind().status()));
  }

  /// What a problem at this path says.
  static Envelope body(Problem problem, String path, String requestId) {
    var fault =
        new Envelope.Fault(
            problem.kind().code(), problem.kind().retryable(), requestId, problem.errors());
    return Envelope.error(Endpoint.of(path), message(problem), fault);
  }

  /// The contract names the statuses that its clients know: a conflict is a bad request to them,
  /// and whatever ails the server is 500. Of 403 and 405 it has no likeness, so they stay.
  private static int status(int status) {
    if (status >= 500) {
      return 500;
    }
    return status == 409 ? 400 : status;
  }

  private static String message(Problem problem) {
    return problem.errors().isEmpty()
        ? problem.detail()
        : problem.errors().stream()
            .map(error -> error.field() + ": " + error.message())
            .collect(Collectors.joining(" "));
  }
}
