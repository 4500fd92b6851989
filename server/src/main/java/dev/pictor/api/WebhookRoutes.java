package dev.pictor.api;

import static dev.pictor.platform.http.Route.route;
import static io.javalin.http.HandlerType.DELETE;
import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.PATCH;
import static io.javalin.http.HandlerType.POST;

import dev.pictor.identity.Caller;
import dev.pictor.identity.UserId;
import dev.pictor.platform.Problem;
import dev.pictor.platform.http.Accepts;
import dev.pictor.platform.http.Access;
import dev.pictor.platform.http.Reply;
import dev.pictor.platform.http.RequestBody;
import dev.pictor.platform.http.Route;
import dev.pictor.platform.http.Scope;
import dev.pictor.webhooks.Endpoint;
import dev.pictor.webhooks.Endpoints;
import dev.pictor.webhooks.Replays;
import dev.pictor.webhooks.Webhooks;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A user's endpoints for events. The secret of one is in two answers: the one that makes it and
/// the one that rotates it.
public final class WebhookRoutes {
  static final String GROUP = "Pictor: webhooks";
  private static final String ALL = "/api/v1/webhooks";
  private static final String ONE = ALL + "/{id}";
  private static final Instant TIME = Instant.parse("2026-11-22T10:00:00Z");
  private static final String SECRET = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
  private static final List<String> EVENTS =
      List.of("job.succeeded", "job.failed", "job.cancelled");

  private static final EndpointView EXAMPLE =
      new EndpointView(
          "0199f0c2-7c1a-7000-8000-3f5e1c2d4b6a",
          "https://shop.example.com/pictor",
          "orders",
          EVENTS,
          true,
          null,
          null,
          TIME,
          TIME);

  private final Endpoints endpoints;
  private final Replays replays;

  public WebhookRoutes(Webhooks webhooks) {
    this.endpoints = webhooks.endpoints();
    this.replays = webhooks.replays();
  }

  /// An endpoint to be.
  ///
  /// @param url https, on a public host
  /// @param description for yourself
  /// @param events everything but `job.progress` when not given
  /// @param enabled true when not given
  record CreateWebhook(
      @Accepts(required = true) @Nullable String url,
      @Nullable String description,
      @Nullable List<String> events,
      @Nullable Boolean enabled) {
    Endpoint.Wish wish() {
      return new Endpoint.Wish(url, description, events, enabled);
    }
  }

  /// What is to change; what is not given stays.
  record ChangeWebhook(
      @Nullable String url,
      @Nullable String description,
      @Nullable List<String> events,
      @Nullable Boolean enabled) {
    Endpoint.Wish wish() {
      return new Endpoint.Wish(url, description, events, enabled);
    }
  }

  /// An endpoint.
  ///
  /// @param failingSince nothing but failures since then; null while it answers
  /// @param disabled why it is told of nothing; null while it is
  record EndpointView(
      String id,
      String url,
      String description,
      List<String> events,
      boolean enabled,
      @Nullable Instant failingSince,
      @Nullable DisabledView disabled,
      Instant createdAt,
      Instant updatedAt) {
    static EndpointView of(Endpoint endpoint) {
      Endpoint.Disabled disabled = endpoint.disabled();
      return new EndpointView(
          endpoint.id().toString(),
          endpoint.url(),
          endpoint.description(),
          endpoint.events().stream().map(each -> each.word()).toList(),
          disabled == null,
          endpoint.failingSince(),
          disabled == null
              ? null
              : new DisabledView(
                  disabled.at(), disabled.reason().word(), disabled.reason().sentence()),
          endpoint.createdAt(),
          endpoint.updatedAt());
    }
  }

  /// Since when and why an endpoint is disabled.
  ///
  /// @param reason `asked`, `gone`, `failing` or `secret_lost`
  record DisabledView(Instant at, String reason, String detail) {}

  /// All endpoints of a user.
  record EndpointList(List<EndpointView> items) {}

  /// An endpoint with its secret.
  record MadeWebhook(String secret, EndpointView endpoint) {
    @Override
    public String toString() {
      return "MadeWebhook[" + endpoint.id() + "]";
    }
  }

  /// How long the secret before signs as well; a day when not given.
  record Rotate(@Accepts(min = 0, max = 604_800) @Nullable Integer overlapSeconds) {
    Duration overlap() {
      return overlapSeconds == null ? Endpoints.USUAL_OVERLAP : Duration.ofSeconds(overlapSeconds);
    }
  }

  /// A secret, shown once.
  record SecretView(String secret) {
    @Override
    public String toString() {
      return "SecretView[***]";
    }
  }

  /// What is to be sent again.
  ///
  /// @param since events from then on
  /// @param until events before then; now when not given
  /// @param all also what was delivered; only what was not when not given
  record ReplayRange(
      @Accepts(required = true) @Nullable Instant since,
      @Nullable Instant until,
      @Nullable Boolean all) {}

  /// How much is sent again, at most 1000 at once.
  record Replayed(int replayed) {}

  /// A delivery that was made.
  record MadeDelivery(String deliveryId) {}

  public List<Route> routes() {
    var all = new ArrayList<>(keeping());
    all.addAll(using());
    return all;
  }

  /// To make, see, change and delete.
  private List<Route> keeping() {
    return List.of(
        route(POST, ALL, Access.USER)
            .scope(Scope.ACCOUNT)
            .in(GROUP)
            .says("Register an address for events; its secret is shown in this answer only")
            .takes(new CreateWebhook(EXAMPLE.url(), EXAMPLE.description(), EVENTS, true))
            .answers(201, "The endpoint", new MadeWebhook(SECRET, EXAMPLE))
            .answers(409, "You have this address already, or as many as one may have")
            .by(this::create),
        route(GET, ALL, Access.USER)
            .scope(Scope.ACCOUNT)
            .in(GROUP)
            .says("Your endpoints")
            .answers(200, "The endpoints", new EndpointList(List.of(EXAMPLE)))
            .by(request ->
                Reply.json(
                    request,
                    new EndpointList(
                        endpoints.list(user(request)).stream().map(EndpointView::of).toList()))),
        route(GET, ONE, Access.USER)
            .scope(Scope.ACCOUNT)
            .in(GROUP)
            .says("One endpoint")
            .answers(200, "The endpoint", EXAMPLE)
            .by(request ->
                Reply.json(request, EndpointView.of(endpoints.get(user(request), id(request))))),
        route(PATCH, ONE, Access.USER)
            .scope(Scope.ACCOUNT)
            .in(GROUP)
            .says("Change an endpoint, disable it or enable it again")
            .takes(new ChangeWebhook(null, null, EVENTS, true))
            .answers(200, "The endpoint", EXAMPLE)
            .answers(409, "You have this address already")
            .by(this::change),
        route(DELETE, ONE, Access.USER)
            .scope(Scope.ACCOUNT)
            .in(GROUP)
            .says("Delete an endpoint with its log")
            .answers(204, "Deleted")
            .by(this::delete));
  }

  /// Secrets, and sending by hand.
  private List<Route> using() {
    return List.of(
        route(POST, ONE + "/rotate-secret", Access.USER)
            .scope(Scope.ACCOUNT)
            .in(GROUP)
            .says("Give an endpoint a new secret; for a while the one before signs as well")
            .takes(new Rotate(86_400))
            .answers(200, "The new secret", new MadeWebhook(SECRET, EXAMPLE))
            .by(this::rotate),
        route(POST, ONE + "/test", Access.USER)
            .scope(Scope.ACCOUNT)
            .in(GROUP)
            .says("Send webhook.test, to see whether an endpoint answers")
            .answers(202, "It is on its way", new MadeDelivery(EXAMPLE.id()))
            .answers(409, "The endpoint is disabled")
            .by(request ->
                Reply.json(
                    request,
                    202,
                    new MadeDelivery(endpoints.test(user(request), id(request)).toString()))),
        route(POST, ONE + "/replay", Access.USER)
            .scope(Scope.ACCOUNT)
            .in(GROUP)
            .says("Send again what an endpoint missed in a time, in its order")
            .takes(new ReplayRange(TIME, TIME.plusSeconds(86_400), false))
            .answers(202, "How much is sent again", new Replayed(12))
            .answers(409, "The endpoint is disabled")
            .by(this::replay),
        route(POST, "/api/v1/webhook-secret", Access.USER)
            .scope(Scope.ACCOUNT)
            .in(GROUP)
            .says(
                "Make, or rotate, the secret that signs what goes to the webhook_url of your jobs")
            .takes(new Rotate(86_400))
            .answers(201, "The secret", new SecretView(SECRET))
            .by(this::rotateForJobs));
  }

  private void create(Context request) throws InterruptedException {
    CreateWebhook form = RequestBody.json(request, CreateWebhook.class);
    Endpoint.WithSecret made = endpoints.create(user(request), form.wish());
    request.header("Location", ALL + "/" + made.endpoint().id());
    Reply.json(request, 201, new MadeWebhook(made.secret(), EndpointView.of(made.endpoint())));
  }

  private void change(Context request) throws InterruptedException {
    ChangeWebhook form = RequestBody.json(request, ChangeWebhook.class);
    Reply.json(request, EndpointView.of(endpoints.change(user(request), id(request), form.wish())));
  }

  private void delete(Context request) {
    endpoints.delete(user(request), id(request));
    request.status(204);
  }

  private void rotate(Context request) {
    Rotate form = RequestBody.json(request, Rotate.class);
    Endpoint.WithSecret made = endpoints.rotate(user(request), id(request), form.overlap());
    Reply.json(request, new MadeWebhook(made.secret(), EndpointView.of(made.endpoint())));
  }

  private void rotateForJobs(Context request) {
    Rotate form = RequestBody.json(request, Rotate.class);
    Reply.json(
        request, 201, new SecretView(endpoints.rotateForJobs(user(request), form.overlap())));
  }

  private void replay(Context request) {
    ReplayRange form = RequestBody.json(request, ReplayRange.class);
    UUID id = id(request);
    endpoints.get(user(request), id);
    Instant since = form.since();
    if (since == null) {
      throw Problem.invalid("since", "is missing; it is a time such as 2026-11-22T10:00:00Z.");
    }
    boolean all = Boolean.TRUE.equals(form.all());
    int count = replays.range(user(request), id, new Replays.Range(since, form.until(), all));
    Reply.json(request, 202, new Replayed(count));
  }

  private static UserId user(Context request) {
    return Caller.of(request).userId();
  }

  private static UUID id(Context request) {
    try {
      return UUID.fromString(request.pathParam("id"));
    } catch (IllegalArgumentException _) {
      throw Problem.notFound("webhook endpoint");
    }
  }
}
