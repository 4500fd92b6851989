package dev.pictor.billing;

import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One thing that a store stated, and whose proof was checked. What users have is worked out from
/// these and from what admins did, whatever order they came in.
///
/// @param factId of the statement; the same store, environment, source and id again changes nothing
/// @param transactionId of the payment that this is about. One transaction has one id here, whoever
///   reports it: its credits are granted once ever
/// @param line what belongs together through renewals: Apple's original transaction id, the first
///   of a chain of Play's purchase tokens; of a single purchase the transaction itself
/// @param productId what was sold, in the store's words. For `CHANGED` and `CHANGE_PLANNED` the new
///   one
/// @param at when it happened at the store. For `BOUGHT`, `STARTED`, `RENEWED` when the purchase
///   was made, not when it was told
/// @param until to when it is paid or tolerated; null when the store does not say
/// @param quantity how many, 1 to 1000; credits are multiplied by it
public record StoreFact(
    Store store,
    StoreEnvironment environment,
    String factId,
    String transactionId,
    String line,
    String productId,
    Kind kind,
    Instant at,
    @Nullable Instant until,
    int quantity,
    Source source) {
  private static final int LONGEST = 500;
  private static final int MOST = 1000;

  /// What happened. The order is the one in which facts of the same instant count.
  public enum Kind {
    /// The subscription has ended: no access from `at` on. Without it, it ends at `until` anyway.
    EXPIRED,
    /// Payment failed and is awaited; no access until the next `RENEWED`.
    HOLD,
    /// The user has interrupted it; no access until the next `RENEWED`.
    PAUSED,
    /// Bought once, not renewed. A plan so bought lasts until `until`, or for ever without it.
    BOUGHT,
    /// A subscription began, or began again after its end. It needs `until`.
    STARTED,
    /// Another period was paid. It needs `until`; the product may be another than before.
    RENEWED,
    /// The subscription is to another product from now on. With a transaction that is not known yet
    /// and `until` it is a purchase of its own and brings that product's credits.
    CHANGED,
    /// The next renewal will be of another product; nothing is different until then.
    CHANGE_PLANNED,
    /// The store gave more time: paid until `until` now. It needs `until`.
    EXTENDED,
    /// Payment failed and access goes on: until `until`, or for GRACE_DAYS where none is given.
    GRACE,
    /// It will be renewed after all.
    UNCANCELLED,
    /// It will not be renewed; access goes on to the end of what is paid.
    CANCELLED,
    /// The store gave the money for the transaction back: access and credits go.
    REFUNDED,
    /// The store took the transaction back without a refund, as when a family stops to share it.
    REVOKED,
    /// A refund or a revocation was taken back: access and credits return.
    REFUND_REVERSED;

    private static final Set<Kind> NEED_UNTIL = Set.of(STARTED, RENEWED, EXTENDED);

    /// The word in answers and the database.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Kind ofWord(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }

  /// How we came to know.
  public enum Source {
    /// The client brought its receipt.
    VALIDATE,
    /// The store told by its own notification, or when it was asked.
    NOTIFICATION,
    /// Superwall told.
    SUPERWALL,
    /// A store's simulator.
    SIMULATOR;

    /// The word in answers and the database.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Source ofWord(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }

  public StoreFact {
    requireText("fact id", factId);
    requireText("transaction id", transactionId);
    requireText("line", line);
    requireText("product id", productId);
    if (quantity < 1 || quantity > MOST) {
      throw new IllegalArgumentException("quantity is not within 1.." + MOST + ": " + quantity);
    }
    if (until == null && Kind.NEED_UNTIL.contains(kind)) {
      throw new IllegalArgumentException(kind + " of " + productId + " does not say until when");
    }
  }

  private static void requireText(String what, String text) {
    if (text.isBlank() || text.length() > LONGEST || text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(what + " has not 1.." + LONGEST + " characters");
    }
  }

  /// Whether a payment was made, which brings the product's plan and credits.
  boolean isPurchase() {
    return switch (kind) {
      case BOUGHT, STARTED, RENEWED -> true;
      case CHANGED -> until != null;
      case EXPIRED,
          HOLD,
          PAUSED,
          CHANGE_PLANNED,
          EXTENDED,
          GRACE,
          UNCANCELLED,
          CANCELLED,
          REFUNDED,
          REVOKED,
          REFUND_REVERSED ->
          false;
    };
  }
}
