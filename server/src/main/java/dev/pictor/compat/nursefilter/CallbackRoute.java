package dev.pictor.compat.nursefilter;

import static dev.pictor.platform.http.Route.route;
import static io.javalin.http.HandlerType.POST;

import dev.pictor.images.ProviderCalls;
import dev.pictor.platform.Problem;
import dev.pictor.platform.http.Access;
import dev.pictor.platform.http.Reply;
import dev.pictor.platform.http.Route;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;

/// Where RunPod calls when a job moved there.
final class CallbackRoute {
  private static final String RUNPOD = "runpod";
  private static final Taken TAKEN = new Taken(true);

  private final ProviderCalls calls;

  CallbackRoute(ProviderCalls calls) {
    this.calls = calls;
  }

  /// The call was heard.
  record Taken(boolean ok) {}

  List<Route> routes() {
    return List.of(
        route(POST, "/api/webhooks/runpod/{token}", Access.SIGNED)
            .in("NurseFilter: callbacks")
            .says(
                "RunPod says that a job moved; it is asked itself how far the job is. The token is"
                    + " the credential")
            .takes(Map.of("id", "sync-0f3a…", "status", "COMPLETED"))
            .answers(200, "Heard, as often as it comes", TAKEN)
            .answers(404, "The token is not one of ours")
            .by(this::hear));
  }

  private void hear(Context request) {
    calls.hear(RUNPOD, request.pathParam("token"));
    try {
      // Read to the end, for a client that is cut off while it writes calls again.
      request.req().getInputStream().transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw Problem.because(Problem.Kind.MALFORMED_REQUEST, "The body ended early.", e);
    }
    Reply.json(request, TAKEN);
  }
}
