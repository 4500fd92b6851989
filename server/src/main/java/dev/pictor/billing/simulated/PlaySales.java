package dev.pictor.billing.simulated;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// What the simulated Google Play has sold, in the words of its API.
public final class PlaySales {
  private static final Duration MONTH = Duration.ofDays(30);

  private final Map<String, ObjectNode> subscriptions = new ConcurrentHashMap<>();
  private final Map<String, ObjectNode> products = new ConcurrentHashMap<>();
  private final Set<String> older = ConcurrentHashMap.newKeySet();
  private final ArrayNode voided = JsonNodeFactory.instance.arrayNode();
  private final AtomicInteger numbers = new AtomicInteger(1000);
  private final AtomicInteger renewals = new AtomicInteger();

  /// What may happen to a subscription, with the number of Google's notification.
  public enum Move {
    /// The payment that had failed is there.
    RECOVERED(1),
    /// Another period was paid.
    RENEWED(2),
    /// It will not be renewed.
    CANCELED(3),
    /// It was bought.
    PURCHASED(4),
    /// The payment failed; no access.
    ON_HOLD(5),
    /// The payment failed; access goes on for a while.
    IN_GRACE_PERIOD(6),
    /// It will be renewed after all.
    RESTARTED(7),
    /// The user has interrupted it.
    PAUSED(10),
    /// It was taken back.
    REVOKED(12),
    /// It is over.
    EXPIRED(13);

    private final int number;

    Move(int number) {
      this.number = number;
    }
  }

  /// Sells something once.
  ///
  /// @param account what the app calls the buyer; null when it says nothing
  /// @return the purchase token
  public String sell(String product, @Nullable UUID account) {
    ObjectNode sale = JsonNodeFactory.instance.objectNode();
    ObjectNode line = sale.putArray("productLineItem").addObject().put("productId", product);
    line.putObject("productOfferDetails")
        .put("quantity", 1)
        .put("refundableQuantity", 1)
        .put("consumptionState", "CONSUMPTION_STATE_YET_TO_BE_CONSUMED");
    sale.putObject("purchaseStateContext").put("purchaseState", "PURCHASED");
    sale.putObject("testPurchaseContext").put("fopType", "TEST");
    sale.put("orderId", newOrder());
    sale.put("acknowledgementState", "ACKNOWLEDGEMENT_STATE_PENDING");
    sale.put("purchaseCompletionTime", Instant.now().toString());
    if (account != null) {
      sale.put("obfuscatedExternalAccountId", account.toString());
    }
    return keep(products, sale);
  }

  /// Begins a subscription.
  ///
  /// @return the purchase token
  public String subscribe(String product, @Nullable UUID account, Duration term) {
    ObjectNode sale = JsonNodeFactory.instance.objectNode();
    String order = newOrder();
    sale.put("subscriptionState", "SUBSCRIPTION_STATE_ACTIVE");
    sale.put("startTime", Instant.now().toString());
    sale.put("latestOrderId", order);
    sale.put("acknowledgementState", "ACKNOWLEDGEMENT_STATE_PENDING");
    sale.putObject("testPurchase");
    sale.putArray("lineItems")
        .addObject()
        .put("productId", product)
        .put("expiryTime", Instant.now().plus(term).toString())
        .put("latestSuccessfulOrderId", order);
    if (account != null) {
      sale.putObject("externalAccountIdentifiers")
          .put("obfuscatedExternalAccountId", account.toString());
    }
    return keep(subscriptions, sale);
  }

  /// Another product in place of the one of a token.
  ///
  /// @return the new token
  public String upgrade(String token, String product, Duration term) {
    ObjectNode before = some(subscriptions, token);
    String next = subscribe(product, null, term);
    some(subscriptions, next).put("linkedPurchaseToken", token);
    if (before.has("externalAccountIdentifiers")) {
      some(subscriptions, next)
          .set("externalAccountIdentifiers", before.get("externalAccountIdentifiers"));
    }
    end(before, "SUBSCRIPTION_STATE_EXPIRED");
    return next;
  }

  private String keep(Map<String, ObjectNode> kind, ObjectNode sale) {
    String token = "token." + UUID.randomUUID();
    kind.put(token, sale);
    return token;
  }

  private String newOrder() {
    return "GPA.3345-0000-0000-%05d".formatted(numbers.incrementAndGet());
  }

  private static ObjectNode some(Map<String, ObjectNode> kind, String token) {
    ObjectNode found = kind.get(token);
    if (found == null) {
      throw new IllegalArgumentException("nothing was sold as " + token);
    }
    return found;
  }

  private static ObjectNode line(ObjectNode sale) {
    return (ObjectNode) sale.path("lineItems").path(0);
  }

  private static void end(ObjectNode sale, String state) {
    sale.put("subscriptionState", state);
    line(sale).put("expiryTime", Instant.now().toString());
  }

  /// Something happens to a subscription.
  ///
  /// @return the number of its notification
  public int move(String token, Move move) {
    ObjectNode sale = some(subscriptions, token);
    String state = "subscriptionState";
    switch (move) {
      case PURCHASED, RESTARTED -> sale.put(state, "SUBSCRIPTION_STATE_ACTIVE");
      case RENEWED, RECOVERED -> renew(sale);
      case CANCELED -> sale.put(state, "SUBSCRIPTION_STATE_CANCELED");
      case IN_GRACE_PERIOD -> {
        sale.put(state, "SUBSCRIPTION_STATE_IN_GRACE_PERIOD");
        line(sale).put("expiryTime", Instant.now().plus(Duration.ofDays(7)).toString());
      }
      case ON_HOLD -> end(sale, "SUBSCRIPTION_STATE_ON_HOLD");
      case PAUSED -> end(sale, "SUBSCRIPTION_STATE_PAUSED");
      case REVOKED, EXPIRED -> end(sale, "SUBSCRIPTION_STATE_EXPIRED");
    }
    return move.number;
  }

  private void renew(ObjectNode sale) {
    String first = sale.path("latestOrderId").asText().replaceFirst("\\.\\.\\d+$", "");
    String order = first + ".." + renewals.getAndIncrement();
    sale.put("subscriptionState", "SUBSCRIPTION_STATE_ACTIVE");
    sale.put("latestOrderId", order);
    line(sale)
        .put("latestSuccessfulOrderId", order)
        .put("expiryTime", Instant.now().plus(MONTH).toString());
  }

  /// What was sold once is known in the older form of the API alone.
  public void makeOld(String token) {
    older.add(token);
  }

  /// What was sold once waits for its money, or has it.
  public void setPending(String token, boolean isPending) {
    ((ObjectNode) some(products, token).path("purchaseStateContext"))
        .put("purchaseState", isPending ? "PENDING" : "PURCHASED");
  }

  /// No tester's purchase any more: money has moved.
  public void makeReal(String token) {
    ObjectNode sale = products.containsKey(token) ? products.get(token) : subscriptions.get(token);
    if (sale != null) {
      sale.remove("testPurchaseContext");
      sale.remove("testPurchase");
    }
  }

  /// Takes an order back.
  ///
  /// @return the order
  public String voidOrder(String token) {
    String order = orderOf(token);
    ObjectNode product = products.get(token);
    if (product != null) {
      ((ObjectNode) product.path("purchaseStateContext")).put("purchaseState", "CANCELLED");
    }
    synchronized (voided) {
      voided
          .addObject()
          .put("purchaseToken", token)
          .put("orderId", order)
          .put("purchaseTimeMillis", "" + Instant.now().toEpochMilli())
          .put("voidedTimeMillis", "" + Instant.now().toEpochMilli())
          .put("voidedSource", 0)
          .put("voidedReason", 1);
    }
    return order;
  }

  /// The order of the last payment for a token.
  public String orderOf(String token) {
    return products.containsKey(token)
        ? some(products, token).path("orderId").asText()
        : some(subscriptions, token).path("latestOrderId").asText();
  }

  boolean settle(String token, String verb) {
    ObjectNode product = products.get(token);
    ObjectNode sale = product == null ? subscriptions.get(token) : product;
    if (sale == null || !Set.of("acknowledge", "consume").contains(verb)) {
      return false;
    }
    sale.put("acknowledgementState", "ACKNOWLEDGEMENT_STATE_ACKNOWLEDGED");
    if (product != null && verb.equals("consume")) {
      ((ObjectNode) product.path("productLineItem").path(0).path("productOfferDetails"))
          .put("consumptionState", "CONSUMPTION_STATE_CONSUMED");
    }
    return true;
  }

  @Nullable ObjectNode subscription(String token) {
    return subscriptions.get(token);
  }

  @Nullable ObjectNode products(String token) {
    return older.contains(token) ? null : products.get(token);
  }

  /// In the older form.
  @Nullable ObjectNode product(String token) {
    ObjectNode sale = products.get(token);
    if (sale == null) {
      return null;
    }
    int state =
        switch (sale.path("purchaseStateContext").path("purchaseState").asText()) {
          case "PURCHASED" -> 0;
          case "PENDING" -> 2;
          default -> 1;
        };
    return JsonNodeFactory.instance
        .objectNode()
        .put("purchaseState", state)
        .put(
            "acknowledgementState",
            sale.path("acknowledgementState").asText().endsWith("_ACKNOWLEDGED") ? 1 : 0)
        .put("orderId", sale.path("orderId").asText())
        .put(
            "purchaseTimeMillis",
            "" + Instant.parse(sale.path("purchaseCompletionTime").asText()).toEpochMilli())
        .put("purchaseType", 0)
        .put("quantity", 1);
  }

  @Nullable ObjectNode order(String orderId) {
    for (var kind : List.of(products, subscriptions)) {
      for (String token : kind.keySet()) {
        if (orderOf(token).equals(orderId)) {
          return JsonNodeFactory.instance
              .objectNode()
              .put("orderId", orderId)
              .put("purchaseToken", token);
        }
      }
    }
    return null;
  }

  ArrayNode voided() {
    synchronized (voided) {
      return voided.deepCopy();
    }
  }
}
