package dev.pictor.api;

import static dev.pictor.platform.http.Route.route;
import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.POST;

import dev.pictor.identity.Caller;
import dev.pictor.platform.Problem;
import dev.pictor.platform.http.Access;
import dev.pictor.platform.http.NextPage;
import dev.pictor.platform.http.Query;
import dev.pictor.platform.http.Reply;
import dev.pictor.platform.http.Route;
import dev.pictor.platform.http.Scope;
import dev.pictor.webhooks.Delivery;
import dev.pictor.webhooks.DeliveryLog;
import dev.pictor.webhooks.Replays;
import dev.pictor.webhooks.Webhooks;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What was sent to a user's receivers, what came back, and sending it again.
public final class WebhookDeliveryRoutes {
  private static final String ALL = "/api/v1/webhook-deliveries";
  private static final Instant TIME = Instant.parse("2026-11-22T10:00:00Z");
  private static final String BODY =
      "{\"type\":\"job.succeeded\",\"timestamp\":\"2026-11-22T10:00:00Z\",\"data\":{…}}";
  private static final DeliveryView EXAMPLE =
      new DeliveryView(
          "5f0f3c1e-8f0b-4a53-9d5c-1f3a5f6f7a8b",
          "5f0f3c1e-8f0b-4a53-9d5c-1f3a5f6f7a8b",
          null,
          "0199f0c2-7c1a-7000-8000-3f5e1c2d4b6a",
          "https://shop.example.com/pictor",
          "job.succeeded",
          "0199f0c2-9d00-7000-8000-2b1f0c9e8d7a",
          "pending",
          TIME,
          1,
          TIME.plusSeconds(60),
          null,
          503,
          null);
  private static final Delivery.Attempt ATTEMPT =
      new Delivery.Attempt(
          1,
          TIME,
          TIME.getEpochSecond(),
          184,
          "https://shop.example.com/pictor",
          503,
          "Down for maintenance",
          null);

  private final DeliveryLog log;
  private final Replays replays;

  public WebhookDeliveryRoutes(Webhooks webhooks) {
    this.log = webhooks.log();
    this.replays = webhooks.replays();
  }

  /// A delivery.
  ///
  /// @param webhookId what the receiver knows the event by
  /// @param endpointId null where it is the webhook_url of a job
  /// @param state `pending`, `delivered`, `failed` or `stopped`
  /// @param nextAttemptAt null when it is due now or done
  record DeliveryView(
      String id,
      String webhookId,
      @Nullable String replayOf,
      @Nullable String endpointId,
      String url,
      String type,
      @Nullable String jobId,
      String state,
      Instant happenedAt,
      int attempts,
      @Nullable Instant nextAttemptAt,
      @Nullable Instant finishedAt,
      @Nullable Integer lastStatus,
      @Nullable String lastError) {
    static DeliveryView of(Delivery delivery) {
      return new DeliveryView(
          delivery.id().toString(),
          delivery.eventId().toString(),
          text(delivery.replayOf()),
          text(delivery.endpointId()),
          delivery.url(),
          delivery.type().word(),
          text(delivery.jobId()),
          delivery.state(),
          delivery.happenedAt(),
          delivery.attempts(),
          delivery.nextAttemptAt(),
          delivery.finishedAt(),
          delivery.lastStatus(),
          delivery.lastError());
    }

    private static @Nullable String text(@Nullable UUID id) {
      return id == null ? null : id.toString();
    }
  }

  /// A part of the log.
  ///
  /// @param next the cursor of the next part; null after the last
  record DeliveryList(List<DeliveryView> items, @Nullable String next) {}

  /// A delivery with what was sent and every attempt.
  ///
  /// @param body null until the first attempt
  record DeliveryDetail(
      DeliveryView delivery, @Nullable String body, List<Delivery.Attempt> attempts) {}

  public List<Route> routes() {
    return List.of(
        route(GET, ALL, Access.USER)
            .scope(Scope.ACCOUNT)
            .in(WebhookRoutes.GROUP)
            .says("What was sent and what was not, newest first")
            .query("endpoint_id", String.class, "Of this endpoint only")
            .query("job_id", String.class, "About this job only")
            .query("state", String.class, "pending, delivered, failed or stopped")
            .query("limit", Integer.class, "Entries, 1 to 100; 20 when not given")
            .query("cursor", String.class, "next of the part before")
            .answers(200, "The log", new DeliveryList(List.of(EXAMPLE), null))
            .by(this::list),
        route(GET, ALL + "/{id}", Access.USER)
            .scope(Scope.ACCOUNT)
            .in(WebhookRoutes.GROUP)
            .says("One delivery: what was sent, and each attempt with the beginning of its answer")
            .answers(200, "The delivery", new DeliveryDetail(EXAMPLE, BODY, List.of(ATTEMPT)))
            .by(this::get),
        route(POST, ALL + "/{id}/replay", Access.USER)
            .scope(Scope.ACCOUNT)
            .in(WebhookRoutes.GROUP)
            .says("Send a delivery again, under the same webhook-id")
            .answers(
                202,
                "It is on its way, as a delivery of its own",
                new WebhookRoutes.MadeDelivery(EXAMPLE.id()))
            .answers(409, "It waits to be sent anyway, or its endpoint is disabled")
            .by(this::replay));
  }

  private void list(Context request) {
    String state = request.queryParam("state");
    if (state != null && !Delivery.STATES.contains(state)) {
      throw Problem.invalid("state", "is one of " + String.join(", ", Delivery.STATES) + ".");
    }
    var filter = new Delivery.Filter(id(request, "endpoint_id"), id(request, "job_id"), state);
    Delivery.Page page =
        log.list(Caller.of(request).userId(), filter, Query.limit(request), cursor(request));
    String next = page.next() == null ? null : page.next().toString();
    if (next != null) {
      NextPage.link(request, "cursor", next);
    }
    Reply.json(
        request, new DeliveryList(page.deliveries().stream().map(DeliveryView::of).toList(), next));
  }

  private static @Nullable UUID id(Context request, String name) {
    String text = request.queryParam(name);
    try {
      return text == null ? null : UUID.fromString(text);
    } catch (IllegalArgumentException _) {
      throw Problem.invalid(name, "is an id.");
    }
  }

  private static @Nullable Long cursor(Context request) {
    String text = request.queryParam("cursor");
    if (text == null) {
      return null;
    }
    if (!text.matches("\\d{1,18}")) {
      throw Problem.invalid("cursor", "is not one that this list has answered with.");
    }
    return Long.valueOf(text);
  }

  private void get(Context request) {
    Delivery.Detail detail = detail(request);
    Reply.json(
        request,
        new DeliveryDetail(DeliveryView.of(detail.delivery()), detail.body(), detail.attempts()));
  }

  private void replay(Context request) {
    UUID made = replays.one(Caller.of(request).userId(), detail(request).delivery());
    Reply.json(request, 202, new WebhookRoutes.MadeDelivery(made.toString()));
  }

  private Delivery.Detail detail(Context request) {
    try {
      return log.get(Caller.of(request).userId(), UUID.fromString(request.pathParam("id")));
    } catch (IllegalArgumentException _) {
      throw Problem.notFound("webhook delivery");
    }
  }
}
