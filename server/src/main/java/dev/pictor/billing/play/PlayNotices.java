package dev.pictor.billing.play;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pictor.billing.Store;
import dev.pictor.billing.StoreFact;
import dev.pictor.billing.StoreFact.Kind;
import dev.pictor.billing.StoreFact.Source;
import dev.pictor.billing.StoreNotice;
import dev.pictor.billing.StoreNotice.Told;
import dev.pictor.platform.Json;
import dev.pictor.platform.Problem;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Real-time developer notifications. Each is only a nudge: what counts is what Google says when it
/// is asked then.
final class PlayNotices {
  private static final Logger LOG = LoggerFactory.getLogger(PlayNotices.class);

  /// As far as Google's list of voided purchases goes back.
  private static final Duration LISTED = Duration.ofDays(30);

  private static final int RESTARTED = 7;
  private static final int DEFERRED = 9;
  private static final int REVOKED = 12;

  private final PlaySettings settings;
  private final Uses uses;
  private final InstantSource clock;
  private final @Nullable PushedCalls calls;

  /// What it asks.
  record Uses(PlayApi api, PurchaseTokens tokens, PlayLines lines) {}

  PlayNotices(PlaySettings settings, Uses uses, InstantSource clock) {
    this.settings = settings;
    this.uses = uses;
    this.clock = clock;
    this.calls = settings.push().isWhole() ? new PushedCalls(settings.push(), clock) : null;
  }

  StoreNotice read(byte[] body, @Nullable String authorization) throws InterruptedException {
    if (calls == null) {
      throw Problem.of(
          Problem.Kind.BILLING_NOT_CONFIGURED,
          "PLAY_PUSH_AUDIENCE and PLAY_PUSH_EMAIL are not set, so pushed notifications cannot be"
              + " checked.");
    }
    calls.check(authorization);
    JsonNode message = tree(body).path("message");
    String id = message.path("messageId").asText(message.path("message_id").asText());
    if (id.isEmpty() || id.length() > 255) {
      throw Problem.invalid("message.messageId", "is missing.");
    }
    JsonNode notice = tree(decoded(message.path("data").asText()));
    if (!settings.packageName().equals(notice.path("packageName").asText())) {
      LOG.warn("Google Play told of another app than PLAY_PACKAGE_NAME; it is not listened to");
      return new StoreNotice(id, "other_app", List.of());
    }
    try {
      return read(id, notice);
    } catch (IllegalArgumentException e) {
      throw Problem.because(
          Problem.Kind.UNAVAILABLE, "Google Play answers in a way that is not understood.", e);
    }
  }

  private StoreNotice read(String id, JsonNode notice) throws InterruptedException {
    if (notice.has("subscriptionNotification")) {
      JsonNode part = notice.path("subscriptionNotification");
      int type = part.path("notificationType").asInt();
      String token = part.path("purchaseToken").asText();
      return new StoreNotice(id, "subscription." + type, subscription(id, type, token));
    }
    if (notice.has("oneTimeProductNotification")) {
      JsonNode part = notice.path("oneTimeProductNotification");
      return new StoreNotice(
          id,
          "product." + part.path("notificationType").asInt(),
          product(id, part.path("purchaseToken").asText()));
    }
    if (notice.has("voidedPurchaseNotification")) {
      JsonNode part = notice.path("voidedPurchaseNotification");
      return new StoreNotice(id, "voided", voided(part.path("orderId").asText()));
    }
    return new StoreNotice(id, notice.has("testNotification") ? "test" : "other", List.of());
  }

  private List<Told> subscription(String id, int type, String token) throws InterruptedException {
    Optional<PlayPurchase> found = uses.api().subscription(token).map(PlayPurchase::ofSubscription);
    if (found.isEmpty() || isNothing(found.get())) {
      return List.of();
    }
    PlayPurchase purchase = found.get();
    PlayFacts facts = facts(token, purchase);
    var told = new ArrayList<>(facts.payments(Source.NOTIFICATION));
    if (!uses.tokens().isOvertaken(token)) {
      StoreFact state = state(id, type, facts);
      if (state != null) {
        told.add(state);
      }
    }
    return told.stream().map(fact -> new Told(fact, purchase.account())).toList();
  }

  private static @Nullable StoreFact state(String id, int type, PlayFacts facts) {
    PlayPurchase.Term term = facts.purchase().term();
    Instant until = term == null ? null : term.until();
    return switch (facts.purchase().state()) {
      case ACTIVE ->
          switch (type) {
            case RESTARTED ->
                facts.state(id, Kind.UNCANCELLED, facts.at(), until, Source.NOTIFICATION);
            case DEFERRED -> facts.state(id, Kind.EXTENDED, facts.at(), until, Source.NOTIFICATION);
            default -> null;
          };
      case EXPIRED ->
          type == REVOKED
              ? facts.state(id, Kind.REVOKED, facts.at(), null, Source.NOTIFICATION)
              : facts.state(id, Source.NOTIFICATION);
      case PENDING, CANCELLED, GRACE, HOLD, PAUSED, VOID -> facts.state(id, Source.NOTIFICATION);
    };
  }

  private List<Told> product(String id, String token) throws InterruptedException {
    Optional<PlayPurchase> found = uses.api().products(token).map(PlayPurchase::ofProducts);
    if (found.isEmpty() || isNothing(found.get())) {
      return List.of();
    }
    PlayPurchase purchase = found.get();
    PlayFacts facts = facts(token, purchase);
    var told = new ArrayList<>(facts.payments(Source.NOTIFICATION));
    StoreFact state = facts.state(id, Source.NOTIFICATION);
    if (state != null) {
      told.add(state);
    }
    return told.stream().map(fact -> new Told(fact, purchase.account())).toList();
  }

  /// Nobody has paid, or not yet.
  private boolean isNothing(PlayPurchase purchase) {
    return switch (purchase.state()) {
      case PENDING -> true;
      case VOID -> purchase.orderId().isEmpty() || purchase.isSubscription();
      case ACTIVE, CANCELLED, GRACE, HOLD, PAUSED, EXPIRED -> false;
    };
  }

  private PlayFacts facts(String token, PlayPurchase purchase) throws InterruptedException {
    String line = uses.lines().of(token, purchase);
    uses.tokens().remember(token, line, purchase);
    return new PlayFacts(purchase, line, PurchaseTokens.name(token), clock.instant());
  }

  /// One voided order, as Google's list has it.
  private List<Told> voided(String orderId) throws InterruptedException {
    for (JsonNode each : uses.api().voided(clock.instant().minus(LISTED))) {
      if (each.path("orderId").asText().equals(orderId)) {
        return voided(orderId, each.path("purchaseToken").asText(), each).told();
      }
    }
    throw Problem.of(
        Problem.Kind.UNAVAILABLE,
        "Google Play does not list the purchase as voided yet; tell it again.");
  }

  /// What was voided in the last month of what was ever shown or told here.
  List<StoreNotice> voided() throws InterruptedException {
    var notices = new ArrayList<StoreNotice>();
    for (JsonNode each : uses.api().voided(clock.instant().minus(LISTED))) {
      String orderId = each.path("orderId").asText();
      String token = each.path("purchaseToken").asText();
      if (!orderId.isEmpty() && uses.tokens().line(token).isPresent()) {
        notices.add(voided(orderId, token, each));
      }
    }
    return notices;
  }

  /// Of what was bought several times at once a part may be voided.
  private StoreNotice voided(String orderId, String token, JsonNode each)
      throws InterruptedException {
    int quantity = Math.clamp(each.path("voidedQuantity").asInt(0), 0, 1000);
    Instant at = Instant.ofEpochMilli(each.path("voidedTimeMillis").asLong());
    String id = "voided:" + orderId + (quantity == 0 ? "" : ":" + at.toEpochMilli());
    Optional<PlayPurchase> found = uses.api().subscription(token).map(PlayPurchase::ofSubscription);
    if (found.isEmpty()) {
      found = uses.api().products(token).map(PlayPurchase::ofProducts);
    }
    if (found.isEmpty()) {
      return new StoreNotice(id, "voided", List.of());
    }
    PlayPurchase purchase = found.get();
    String line = uses.lines().of(token, purchase);
    var fact =
        new StoreFact(
            Store.PLAY_STORE,
            PlayFacts.environment(purchase),
            id,
            orderId,
            line,
            purchase.items().getFirst().productId(),
            Kind.REFUNDED,
            at,
            null,
            quantity == 0 ? purchase.items().getFirst().quantity() : quantity,
            Source.NOTIFICATION);
    return new StoreNotice(id, "voided", List.of(new Told(fact, purchase.account())));
  }

  private static byte[] decoded(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw Problem.because(Problem.Kind.MALFORMED_REQUEST, "message.data is no base64.", e);
    }
  }

  private static JsonNode tree(byte[] json) {
    try {
      JsonNode tree = Json.MAPPER.readTree(json);
      if (tree != null && tree.isObject()) {
        return tree;
      }
    } catch (IOException e) {
      throw Problem.because(Problem.Kind.MALFORMED_REQUEST, "The body is not JSON.", e);
    }
    throw Problem.of(Problem.Kind.MALFORMED_REQUEST, "The body is no JSON object.");
  }
}
