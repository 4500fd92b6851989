package dev.pictor.billing.receipts;

import dev.pictor.billing.Receipts;
import dev.pictor.billing.StoreFact;
import dev.pictor.billing.StoreNotice.Proven;
import dev.pictor.platform.Problem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Holds what a client says of its purchase against what the store says.
final class Saying {
  private Saying() {}

  /// @throws Problem RECEIPT_INVALID when they differ
  static void check(Receipts.Receipt receipt, Proven proven) {
    List<StoreFact> facts = new ArrayList<>(proven.also());
    facts.add(proven.purchase());
    String product = said(receipt.productId());
    if (product != null && facts.stream().noneMatch(each -> each.productId().equals(product))) {
      throw differs("product_id", proven.purchase().productId());
    }
    String transaction = said(receipt.transactionId());
    if (transaction != null
        && receipt.form() != Receipts.Form.TRANSACTION_ID
        && facts.stream().noneMatch(each -> isOf(each, transaction))) {
      throw differs("transaction_id", proven.purchase().transactionId());
    }
  }

  private static @Nullable String said(@Nullable String text) {
    return text == null || text.isBlank() ? null : text;
  }

  private static boolean isOf(StoreFact fact, String transaction) {
    return fact.transactionId().equals(transaction) || fact.line().equals(transaction);
  }

  private static Problem differs(String field, String right) {
    return Problem.of(
        Problem.Kind.RECEIPT_INVALID,
        field + " is not the one of the receipt, which is " + right + ".");
  }
}
