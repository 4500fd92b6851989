package dev.pictor.billing.simulated;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// What the simulated App Store has sold, in the words of its transactions.
final class AppStoreSales {
  private final Map<String, Map<String, Object>> transactions = new ConcurrentHashMap<>();
  private final AtomicLong ids = new AtomicLong(2_000_000_000_000L);

  /// Sells something once.
  ///
  /// @param account what the app calls the buyer; null when it says nothing
  String sell(String product, @Nullable UUID account) {
    return keep(sale(product, "Consumable", account));
  }

  /// Begins a subscription.
  String subscribe(String product, @Nullable UUID account, Duration term) {
    Map<String, Object> sale = sale(product, "Auto-Renewable Subscription", account);
    sale.put("expiresDate", Instant.now().plus(term).toEpochMilli());
    return keep(sale);
  }

  /// Another period, of the same product or of another.
  ///
  /// @param reason `RENEWAL`, or `PURCHASE` for an upgrade
  String renew(String transactionId, String product, String reason, Duration term) {
    Map<String, Object> before = transaction(transactionId);
    var sale = new HashMap<>(before);
    sale.put("transactionId", "" + ids.incrementAndGet());
    sale.put("productId", product);
    sale.put("transactionReason", reason);
    sale.put("purchaseDate", Instant.now().toEpochMilli());
    sale.put("expiresDate", Instant.now().plus(term).toEpochMilli());
    return keep(sale);
  }

  private Map<String, Object> sale(String product, String type, @Nullable UUID account) {
    String id = "" + ids.incrementAndGet();
    long now = Instant.now().toEpochMilli();
    var sale = new HashMap<String, Object>();
    sale.put("transactionId", id);
    sale.put("originalTransactionId", id);
    sale.put("bundleId", SimulatedAppStore.BUNDLE_ID);
    sale.put("productId", product);
    sale.put("type", type);
    sale.put("purchaseDate", now);
    sale.put("originalPurchaseDate", now);
    sale.put("quantity", 1);
    sale.put("inAppOwnershipType", "PURCHASED");
    sale.put("transactionReason", "PURCHASE");
    sale.put("environment", "Sandbox");
    if (account != null) {
      sale.put("appAccountToken", account.toString());
    }
    return sale;
  }

  private String keep(Map<String, Object> sale) {
    String id = String.valueOf(sale.get("transactionId"));
    transactions.put(id, sale);
    return id;
  }

  /// The store takes a transaction back.
  void refund(String transactionId) {
    transaction(transactionId).put("revocationDate", Instant.now().toEpochMilli());
    transaction(transactionId).put("revocationReason", 0);
  }

  /// The store takes its refund back.
  void reverseRefund(String transactionId) {
    transaction(transactionId).remove("revocationDate");
    transaction(transactionId).remove("revocationReason");
  }

  Map<String, Object> transaction(String id) {
    Map<String, Object> found = transactions.get(id);
    if (found == null) {
      throw new IllegalArgumentException("nothing was sold as " + id);
    }
    return found;
  }

  boolean has(String id) {
    return transactions.containsKey(id);
  }

  /// The last transaction of the subscription that this one belongs to.
  Map<String, Object> lastOf(String id) {
    String original = String.valueOf(transaction(id).get("originalTransactionId"));
    return transactions.values().stream()
        .filter(each -> original.equals(each.get("originalTransactionId")))
        .max(Comparator.comparing(each -> String.valueOf(each.get("transactionId"))))
        .orElseThrow();
  }
}
