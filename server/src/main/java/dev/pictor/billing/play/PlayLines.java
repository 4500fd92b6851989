package dev.pictor.billing.play;

import java.util.Optional;

/// Which tokens belong together. An upgrade, a downgrade and a new start after the end each give a
/// new token that names the one before; the chain is called by its first order.
final class PlayLines {
  /// Longer chains are not followed: their beginning is too old to be read.
  private static final int MOST = 10;

  private final PlayApi api;
  private final PurchaseTokens tokens;

  PlayLines(PlayApi api, PurchaseTokens tokens) {
    this.api = api;
    this.tokens = tokens;
  }

  String of(String token, PlayPurchase purchase) throws InterruptedException {
    return of(token, purchase, MOST);
  }

  private String of(String token, PlayPurchase purchase, int left) throws InterruptedException {
    Optional<String> known = tokens.line(token);
    if (known.isPresent()) {
      return known.get();
    }
    PlayPurchase.Term term = purchase.term();
    String linked = term == null ? null : term.linked();
    if (linked != null && left > 0) {
      Optional<String> before = tokens.line(linked);
      if (before.isPresent()) {
        return before.get();
      }
      Optional<PlayPurchase> earlier = api.subscription(linked).map(PlayPurchase::ofSubscription);
      if (earlier.isPresent()) {
        String line = of(linked, earlier.get(), left - 1);
        tokens.remember(linked, line, earlier.get());
        return line;
      }
    }
    return purchase.orderId().isEmpty()
        ? PurchaseTokens.name(token)
        : PlayFacts.firstOrder(purchase.orderId());
  }
}
