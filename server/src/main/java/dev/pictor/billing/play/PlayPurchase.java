package dev.pictor.billing.play;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A purchase as Google has it at this moment.
///
/// @param orderId of the last payment; empty when there was none, as with promotion codes
/// @param items what was bought, at least one
/// @param boughtAt when it began
/// @param isTest no money moved
/// @param isSettled it was acknowledged or consumed already
/// @param account what the app called the buyer, when that is an id like ours
record PlayPurchase(
    String orderId,
    List<Item> items,
    State state,
    Instant boughtAt,
    boolean isTest,
    boolean isSettled,
    @Nullable UUID account,
    @Nullable Term term) {
  private static final String ACKNOWLEDGED = "ACKNOWLEDGEMENT_STATE_ACKNOWLEDGED";

  /// One thing of a purchase.
  record Item(String productId, int quantity) {}

  /// How a subscription stands.
  ///
  /// @param until to when there is access
  /// @param linked the token that this one took the place of
  record Term(Instant until, @Nullable String linked) {}

  /// What is to be told to Google when it was granted.
  record Settling(String token, String productId, boolean isSubscription, boolean isConsumed) {
    /// The token is a credential of sorts.
    @Override
    public String toString() {
      return "Settling[" + productId + "]";
    }
  }

  /// How a purchase stands.
  enum State {
    /// Paid.
    ACTIVE,
    /// The payment is not there yet.
    PENDING,
    /// Paid to the end of the term, and not beyond.
    CANCELLED,
    /// The payment failed; access goes on.
    GRACE,
    /// The payment failed; no access.
    HOLD,
    /// Interrupted by the user.
    PAUSED,
    /// Over.
    EXPIRED,
    /// Taken back, or never paid.
    VOID
  }

  PlayPurchase {
    items = List.copyOf(items);
  }

  boolean isSubscription() {
    return term != null;
  }

  /// @throws IllegalArgumentException when a part is missing that every answer has
  static PlayPurchase ofSubscription(JsonNode tree) {
    var items = new ArrayList<Item>();
    Instant until = Instant.EPOCH;
    String order = tree.path("latestOrderId").asText();
    for (JsonNode line : tree.path("lineItems")) {
      items.add(new Item(text(line, "productId"), 1));
      String successful = line.path("latestSuccessfulOrderId").asText();
      order = successful.isEmpty() ? order : successful;
      Instant end = line.hasNonNull("expiryTime") ? time(line, "expiryTime") : until;
      until = end.isAfter(until) ? end : until;
    }
    String linked = tree.path("linkedPurchaseToken").asText();
    State state = subscriptionState(tree.path("subscriptionState").asText());
    return new PlayPurchase(
        order,
        some(items),
        state,
        tree.hasNonNull("startTime") ? time(tree, "startTime") : Instant.EPOCH,
        tree.has("testPurchase"),
        tree.path("acknowledgementState").asText().equals(ACKNOWLEDGED),
        account(tree.path("externalAccountIdentifiers")),
        new Term(until, linked.isEmpty() ? null : linked));
  }

  private static State subscriptionState(String word) {
    return switch (word) {
      case "SUBSCRIPTION_STATE_ACTIVE" -> State.ACTIVE;
      case "SUBSCRIPTION_STATE_PENDING" -> State.PENDING;
      case "SUBSCRIPTION_STATE_CANCELED" -> State.CANCELLED;
      case "SUBSCRIPTION_STATE_IN_GRACE_PERIOD" -> State.GRACE;
      case "SUBSCRIPTION_STATE_ON_HOLD" -> State.HOLD;
      case "SUBSCRIPTION_STATE_PAUSED" -> State.PAUSED;
      case "SUBSCRIPTION_STATE_EXPIRED" -> State.EXPIRED;
      case "SUBSCRIPTION_STATE_PENDING_PURCHASE_CANCELED" -> State.VOID;
      default -> throw new IllegalArgumentException("there is no state " + word);
    };
  }

  /// Of `purchases.productsv2`.
  ///
  /// @throws IllegalArgumentException when a part is missing that every answer has
  static PlayPurchase ofProducts(JsonNode tree) {
    var items = new ArrayList<Item>();
    boolean isConsumed = false;
    for (JsonNode line : tree.path("productLineItem")) {
      JsonNode offer = line.path("productOfferDetails");
      items.add(
          new Item(text(line, "productId"), Math.clamp(offer.path("quantity").asInt(1), 1, 1000)));
      isConsumed |= offer.path("consumptionState").asText().equals("CONSUMPTION_STATE_CONSUMED");
    }
    State state =
        switch (tree.path("purchaseStateContext").path("purchaseState").asText()) {
          case "PURCHASED" -> State.ACTIVE;
          case "PENDING" -> State.PENDING;
          default -> State.VOID;
        };
    return new PlayPurchase(
        tree.path("orderId").asText(),
        some(items),
        state,
        tree.hasNonNull("purchaseCompletionTime")
            ? time(tree, "purchaseCompletionTime")
            : Instant.EPOCH,
        tree.has("testPurchaseContext"),
        isConsumed || tree.path("acknowledgementState").asText().equals(ACKNOWLEDGED),
        account(tree),
        null);
  }

  /// Of `purchases.products`, which has numbers where the newer form has words.
  static PlayPurchase ofProduct(String productId, JsonNode tree) {
    State state =
        switch (tree.path("purchaseState").asInt(-1)) {
          case 0 -> State.ACTIVE;
          case 2 -> State.PENDING;
          default -> State.VOID;
        };
    return new PlayPurchase(
        tree.path("orderId").asText(),
        List.of(new Item(productId, Math.clamp(tree.path("quantity").asInt(1), 1, 1000))),
        state,
        Instant.ofEpochMilli(tree.path("purchaseTimeMillis").asLong()),
        tree.has("purchaseType") && tree.path("purchaseType").asInt() == 0,
        tree.path("acknowledgementState").asInt() == 1
            || tree.path("consumptionState").asInt() == 1,
        account(tree),
        null);
  }

  private static List<Item> some(List<Item> items) {
    if (items.isEmpty()) {
      throw new IllegalArgumentException("a purchase of nothing");
    }
    return items;
  }

  private static String text(JsonNode tree, String name) {
    String text = tree.path(name).asText();
    if (text.isEmpty()) {
      throw new IllegalArgumentException("no " + name);
    }
    return text;
  }

  private static Instant time(JsonNode tree, String name) {
    try {
      return Instant.parse(tree.path(name).asText());
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("no time in " + name, e);
    }
  }

  private static @Nullable UUID account(JsonNode tree) {
    try {
      return UUID.fromString(tree.path("obfuscatedExternalAccountId").asText());
    } catch (IllegalArgumentException _) {
      return null; // An app may have other names for its users.
    }
  }
}
