package dev.pictor.billing.play;

import dev.pictor.billing.Store;
import dev.pictor.billing.StoreEnvironment;
import dev.pictor.billing.StoreFact;
import dev.pictor.billing.StoreFact.Kind;
import dev.pictor.billing.StoreFact.Source;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a purchase means, as it stands at Google.
///
/// @param line of its chain of tokens
/// @param name in place of an order id where there is none
/// @param at when it was read
record PlayFacts(PlayPurchase purchase, String line, String name, Instant at) {
  /// An order of a renewal ends like this; the first payment's does not.
  private static final Pattern RENEWAL = Pattern.compile("\\.\\.\\d+$");

  /// The order with which a subscription began.
  static String firstOrder(String orderId) {
    return RENEWAL.matcher(orderId).replaceFirst("");
  }

  static StoreEnvironment environment(PlayPurchase purchase) {
    return purchase.isTest() ? StoreEnvironment.SANDBOX : StoreEnvironment.PRODUCTION;
  }

  private String transaction() {
    return purchase.orderId().isEmpty() ? name : purchase.orderId();
  }

  /// The payments, one for each thing that was bought.
  List<StoreFact> payments(Source source) {
    var facts = new ArrayList<StoreFact>();
    for (PlayPurchase.Item item : purchase.items()) {
      String id = facts.isEmpty() ? transaction() : transaction() + "/" + item.productId();
      PlayPurchase.Term term = purchase.term();
      Instant until = term == null ? null : term.until();
      facts.add(fact("purchase:" + id, id, item, paymentKind(), paidAt(), until, source));
    }
    return facts;
  }

  private Kind paymentKind() {
    PlayPurchase.Term term = purchase.term();
    if (term == null) {
      return Kind.BOUGHT;
    }
    if (RENEWAL.matcher(purchase.orderId()).find()) {
      return Kind.RENEWED;
    }
    return term.linked() == null ? Kind.STARTED : Kind.CHANGED;
  }

  /// Google does not say when it renewed.
  private Instant paidAt() {
    return paymentKind() == Kind.RENEWED ? at : purchase.boughtAt();
  }

  /// What the state adds to the payments; null where they say it all.
  ///
  /// @param factId of the statement
  @Nullable StoreFact state(String factId, Source source) {
    PlayPurchase.Term term = purchase.term();
    Instant until = term == null ? null : term.until();
    return switch (purchase.state()) {
      case ACTIVE, PENDING -> null;
      case CANCELLED -> state(factId, Kind.CANCELLED, at, until, source);
      case GRACE -> state(factId, Kind.GRACE, at, until, source);
      case HOLD -> state(factId, Kind.HOLD, at, null, source);
      case PAUSED -> state(factId, Kind.PAUSED, at, null, source);
      case EXPIRED -> state(factId, Kind.EXPIRED, earlier(until), null, source);
      case VOID -> state(factId, Kind.REFUNDED, at, null, source);
    };
  }

  /// When it ended and not when that was noticed, as another token may have gone on from there.
  private Instant earlier(@Nullable Instant until) {
    return until != null && until.isBefore(at) ? until : at;
  }

  StoreFact state(String factId, Kind kind, Instant when, @Nullable Instant until, Source source) {
    return fact(factId, transaction(), purchase.items().getFirst(), kind, when, until, source);
  }

  private StoreFact fact(
      String factId,
      String transaction,
      PlayPurchase.Item item,
      Kind kind,
      Instant when,
      @Nullable Instant until,
      Source source) {
    return new StoreFact(
        Store.PLAY_STORE,
        environment(purchase),
        factId,
        transaction,
        line,
        item.productId(),
        kind,
        when,
        until,
        item.quantity(),
        source);
  }
}
