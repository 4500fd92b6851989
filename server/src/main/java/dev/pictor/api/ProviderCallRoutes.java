package dev.pictor.api;

import static dev.pictor.platform.http.Route.route;
import static io.javalin.http.HandlerType.POST;

import dev.pictor.images.ProviderCalls;
import dev.pictor.platform.Problem;
import dev.pictor.platform.http.Access;
import dev.pictor.platform.http.Reply;
import dev.pictor.platform.http.Route;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Where providers of ours call when an order has moved. RunPod's way in is one of NurseFilter's
/// contract.
public final class ProviderCallRoutes {
  private static final String FAL = "fal";
  private static final int MOST_BYTES = 4 << 20;

  private final ProviderCalls calls;

  public ProviderCallRoutes(ProviderCalls calls) {
    this.calls = calls;
  }

  /// The call was heard.
  record Taken(boolean ok) {}

  public List<Route> routes() {
    return List.of(
        route(POST, "/api/webhooks/fal/{token}", Access.SIGNED)
            .in("Providers")
            .says(
                "fal says that an order moved; it is asked itself how far it is. The token and the"
                    + " signature are the credentials")
            .takes(Map.of("request_id", "764cabcf-b745-4b3e-ae38-1200304cf45b", "status", "OK"))
            .answers(200, "Heard, as often as it comes", new Taken(true))
            .answers(403, "The signature is not fal's")
            .answers(404, "The token is not one of ours")
            .by(this::hear));
  }

  private void hear(Context request) throws InterruptedException {
    byte[] body;
    try {
      body = request.req().getInputStream().readNBytes(MOST_BYTES);
    } catch (IOException e) {
      throw Problem.because(Problem.Kind.MALFORMED_REQUEST, "The body ended early.", e);
    }
    calls.hear(
        FAL,
        request.pathParam("token"),
        name -> Objects.requireNonNullElse(request.header(name), ""),
        body);
    Reply.json(request, new Taken(true));
  }
}
