package dev.pictor.billing.superwall;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pictor.billing.Receipts.Webhook;
import dev.pictor.billing.Store;
import dev.pictor.billing.StoreEnvironment;
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
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Superwall's proofs, turned into facts. Thread-safe.
public final class Superwall {
  private static final Duration WINDOW = Duration.ofMinutes(5);

  private final SuperwallSettings settings;
  private final InstantSource clock;

  public Superwall(SuperwallSettings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /// Reads a webhook.
  ///
  /// @throws Problem BAD_SIGNATURE when it is not signed with our secret, or not now;
  ///   MALFORMED_REQUEST when it is no JSON
  public StoreNotice notice(Webhook webhook) {
    String id = checked(webhook);
    SuperwallEvent event = new SuperwallEvent(tree(webhook.body()));
    String eventId = event.id(id);
    Instant at = event.time("ts");
    Instant heard = at == null ? event.time("timestamp") : at;
    List<Told> told =
        fact(event, eventId, heard == null ? clock.instant() : heard)
            .map(fact -> new Told(fact, event.account()))
            .stream()
            .toList();
    return new StoreNotice(eventId, event.type(), told);
  }

  private String checked(Webhook webhook) {
    String id = webhook.id();
    String timestamp = webhook.timestamp();
    String signatures = webhook.signature();
    if (id == null || timestamp == null || signatures == null) {
      throw refused("The headers svix-id, svix-timestamp and svix-signature are needed.");
    }
    boolean isSigned =
        settings.secrets().stream()
            .anyMatch(secret -> secret.hasSigned(signatures, id, timestamp, webhook.body()));
    if (!isSigned) {
      throw refused("The signature does not fit SUPERWALL_SECRET.");
    }
    if (!isNow(timestamp)) {
      throw refused("The webhook was signed more than five minutes from now.");
    }
    return id;
  }

  private boolean isNow(String timestamp) {
    try {
      Instant signed = Instant.ofEpochSecond(Long.parseLong(timestamp));
      return Duration.between(signed, clock.instant()).abs().compareTo(WINDOW) <= 0;
    } catch (RuntimeException _) {
      return false;
    }
  }

  private static Problem refused(String detail) {
    return Problem.of(Problem.Kind.BAD_SIGNATURE, detail);
  }

  /// A change of product comes with its own purchase or with the next renewal, so that alone it
  /// only announces.
  private static Optional<Kind> kind(SuperwallEvent event, @Nullable Instant until, Instant at) {
    boolean isRefund = event.number("price") < 0;
    return switch (event.type()) {
      case "initial_purchase" -> Optional.of(isRefund ? Kind.REFUNDED : Kind.STARTED);
      case "renewal" -> Optional.of(isRefund ? Kind.REFUNDED : Kind.RENEWED);
      case "non_renewing_purchase" -> Optional.of(isRefund ? Kind.REFUNDED : Kind.BOUGHT);
      case "refund" -> Optional.of(Kind.REFUNDED);
      case "cancellation" -> Optional.of(isRefund ? Kind.REFUNDED : Kind.CANCELLED);
      case "uncancellation" -> Optional.of(Kind.UNCANCELLED);
      case "expiration" -> Optional.of(isRefund ? Kind.REFUNDED : Kind.EXPIRED);
      case "billing_issue" ->
          Optional.of(until != null && until.isAfter(at) ? Kind.GRACE : Kind.HOLD);
      case "product_change" -> Optional.of(Kind.CHANGE_PLANNED);
      case "subscription_paused" -> Optional.of(Kind.PAUSED);
      default -> Optional.empty();
    };
  }

  private static Optional<StoreFact> fact(SuperwallEvent event, String id, Instant at) {
    Instant until = event.time("expirationAt");
    Optional<Kind> kind = kind(event, until, at);
    Optional<Store> store = Store.find(event.text("store").toLowerCase(Locale.ROOT));
    if (kind.isEmpty() || store.isEmpty()) {
      return Optional.empty();
    }
    String transaction = event.text("transactionId");
    String original = event.text("originalTransactionId");
    String changed = event.text("newProductId");
    boolean isChange = kind.get() == Kind.CHANGE_PLANNED && !changed.isEmpty();
    Instant bought = event.time("purchasedAt");
    boolean isPayment =
        switch (kind.get()) {
          case STARTED, RENEWED, BOUGHT -> true;
          default -> false;
        };
    try {
      return Optional.of(
          new StoreFact(
              store.get(),
              environment(event),
              id,
              transaction,
              original.isEmpty() ? transaction : original,
              isChange ? changed : event.text("productId"),
              kind.get(),
              isPayment && bought != null ? bought : at,
              until,
              1,
              Source.SUPERWALL));
    } catch (IllegalArgumentException e) {
      throw Problem.because(
          Problem.Kind.INVALID_REQUEST, "The event lacks a part: " + e.getMessage() + ".", e);
    }
  }

  private static StoreEnvironment environment(SuperwallEvent event) {
    return event.text("environment").equalsIgnoreCase("PRODUCTION")
        ? StoreEnvironment.PRODUCTION
        : StoreEnvironment.SANDBOX;
  }

  private static JsonNode tree(byte[] body) {
    try {
      JsonNode tree = Json.MAPPER.readTree(body);
      if (tree != null && tree.isObject()) {
        return tree;
      }
    } catch (IOException e) {
      throw Problem.because(Problem.Kind.MALFORMED_REQUEST, "The body is not JSON.", e);
    }
    throw Problem.of(Problem.Kind.MALFORMED_REQUEST, "The body is no JSON object.");
  }
}
