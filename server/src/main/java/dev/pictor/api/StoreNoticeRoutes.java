package dev.pictor.api;

import static dev.pictor.platform.http.Route.route;
import static io.javalin.http.HandlerType.POST;

import dev.pictor.billing.Receipts;
import dev.pictor.platform.Problem;
import dev.pictor.platform.http.Access;
import dev.pictor.platform.http.Reply;
import dev.pictor.platform.http.RequestBody;
import dev.pictor.platform.http.Route;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;

/// Where the App Store and Google Play tell of renewals, refunds and the rest. Superwall's way in
/// is one of OneShot's contract.
public final class StoreNoticeRoutes {
  private static final String GROUP = "Stores";
  private static final int MOST_BYTES = 256 * 1024;

  private final Receipts receipts;

  public StoreNoticeRoutes(Receipts receipts) {
    this.receipts = receipts;
  }

  /// The notification was taken.
  record Taken(boolean ok) {}

  public List<Route> routes() {
    var message =
        Map.of(
            "message",
            Map.of("data", "eyJ2ZXJzaW9uIjoiMS4wIn0=", "messageId", "136969346945"),
            "subscription",
            "projects/my-app/subscriptions/play");
    return List.of(
        route(POST, "/api/v1/billing/app-store", Access.SIGNED)
            .in(GROUP)
            .says("App Store Server Notifications, version 2; Apple's signature is the credential")
            .takes(Map.of("signedPayload", "eyJhbGciOiJFUzI1NiIsIng1YyI6W119.e30.c2ln"))
            .answers(200, "Taken, as often as it comes", new Taken(true))
            .answers(422, "Apple did not sign it, or for another app or environment")
            .answers(503, "The App Store is not configured, or Apple is to send it again")
            .fails(
                Problem.Kind.INVALID_REQUEST,
                Problem.Kind.RECEIPT_INVALID,
                Problem.Kind.RECEIPT_OF_OTHER_APP,
                Problem.Kind.WRONG_STORE_ENVIRONMENT,
                Problem.Kind.BILLING_NOT_CONFIGURED,
                Problem.Kind.UNAVAILABLE,
                Problem.Kind.BUSY)
            .by(this::appStore),
        route(POST, "/api/v1/billing/play", Access.SIGNED)
            .in(GROUP)
            .says(
                "Real-time notifications of Google Play, pushed by Pub/Sub; its token is the"
                    + " credential")
            .header("Authorization", "Bearer and the OpenID Connect token of the push subscription")
            .takes(message)
            .answers(200, "Taken, as often as it comes", new Taken(true))
            .answers(401, "There is no token")
            .answers(403, "The token is not Google's for this subscription")
            .answers(422, "There is no message in it")
            .answers(503, "Google Play is not configured, or Google is to send it again")
            .fails(
                Problem.Kind.INVALID_REQUEST,
                Problem.Kind.UNAUTHENTICATED,
                Problem.Kind.BAD_SIGNATURE,
                Problem.Kind.BILLING_NOT_CONFIGURED,
                Problem.Kind.UNAVAILABLE,
                Problem.Kind.BUSY)
            .by(this::play));
  }

  private void appStore(Context request) throws InterruptedException {
    receipts.appStore(RequestBody.bytes(request, MOST_BYTES));
    Reply.json(request, new Taken(true));
  }

  private void play(Context request) throws InterruptedException {
    receipts.play(RequestBody.bytes(request, MOST_BYTES), request.header("Authorization"));
    Reply.json(request, new Taken(true));
  }
}
