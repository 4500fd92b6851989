package dev.pictor.billing;

import dev.pictor.billing.Lines.Line;
import dev.pictor.billing.Lines.Payment;
import dev.pictor.billing.Products.Offer;
import dev.pictor.identity.UserId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// Brings the ledger to what the facts of a line come to: each payment's credits are granted once,
/// taken back when it was refunded, and returned when that was undone.
///
/// What was spent already cannot be taken from the wallet, which never goes below 0: it is owed, on
/// an account of its own, and what stores sell next pays that first.
final class Sales {
  private static final String GIVE =
      """
      with a as (
        select user_id, least(owed, :amount) as paid from billing_account where user_id = :user),
      moved as (
        update billing_account b set
          credits = b.credits + :amount - a.paid, owed = b.owed - a.paid, updated_at = now()
        from a where b.user_id = a.user_id returning a.paid),
      wallet as (
        insert into billing_transfer (user_id, kind, debit, credit, amount, purchase_id)
        select :user, :kind, 'sales', 'wallet', :amount - paid, :purchase from moved
        where paid < :amount),
      debt as (
        insert into billing_transfer (user_id, kind, debit, credit, amount, purchase_id)
        select :user, :kind, 'sales', 'owed', paid, :purchase from moved where paid > 0)
      select :amount - paid from moved
      """;

  private static final String TAKE =
      """
      with a as (
        select user_id, least(credits, :amount) as had from billing_account where user_id = :user),
      moved as (
        update billing_account b set
          credits = b.credits - a.had, owed = b.owed + :amount - a.had, updated_at = now()
        from a where b.user_id = a.user_id returning a.had),
      wallet as (
        insert into billing_transfer (user_id, kind, debit, credit, amount, purchase_id)
        select :user, 'purchase_refund', 'wallet', 'sales', had, :purchase from moved
        where had > 0),
      debt as (
        insert into billing_transfer (user_id, kind, debit, credit, amount, purchase_id)
        select :user, 'purchase_refund', 'owed', 'sales', :amount - had, :purchase from moved
        where had < :amount)
      select had from moved
      """;

  private final Products products;
  private final Tally tally;

  Sales(Products products, Tally tally) {
    this.products = products;
    this.tally = tally;
  }

  /// Does what is left to do; the line and the account are locked.
  ///
  /// @param facts of the line, in their order
  /// @return what came into the wallet by purchases, at least 0
  long settle(Handle handle, Line line, UserId owner, List<RecordedFact> facts) {
    Set<String> refunded = Refunds.of(facts);
    long added = 0;
    for (Payment payment : Lines.payments(handle, line)) {
      boolean isRefunded = refunded.contains(payment.transactionId());
      UserId granted = payment.user();
      if (granted == null) {
        Optional<Long> credits = credits(facts, payment.transactionId());
        if (credits.isPresent()) {
          added += grant(handle, payment, owner, credits.get(), isRefunded);
        }
      } else if (granted.equals(owner) && isRefunded != payment.isTakenBack()) {
        long amount = payment.credits();
        if (isRefunded) {
          take(handle, owner, amount, payment.id());
        } else {
          give(handle, owner, amount, "refund_reversed", payment.id());
        }
        note(handle, payment, owner, amount, isRefunded);
      }
    }
    return added;
  }

  /// What was refunded before it was granted is granted all the same, and taken back at once: so
  /// the books tell the same whatever came first.
  private long grant(
      Handle handle, Payment payment, UserId owner, long credits, boolean isRefunded) {
    long added = give(handle, owner, credits, "purchase", payment.id());
    if (isRefunded) {
      take(handle, owner, credits, payment.id());
    }
    note(handle, payment, owner, credits, isRefunded);
    return isRefunded ? 0 : added;
  }

  private static void note(
      Handle handle, Payment payment, UserId owner, long credits, boolean isTakenBack) {
    Lines.note(
        handle, new Payment(payment.id(), payment.transactionId(), owner, credits, isTakenBack));
  }

  /// What a payment brings; nothing while its purchase was not told of, or PRODUCTS lacks what was
  /// bought.
  private Optional<Long> credits(List<RecordedFact> facts, String transactionId) {
    return facts.stream()
        .filter(each -> each.fact().isPurchase())
        .filter(each -> each.fact().transactionId().equals(transactionId))
        .findFirst()
        .flatMap(each ->
            each.offer(products).map(Offer::credits).map(one -> one * each.fact().quantity()));
  }

  private long give(Handle handle, UserId owner, long amount, String kind, long purchase) {
    tally.after(handle, kind, amount);
    return amount == 0
        ? 0
        : handle
            .createQuery(GIVE)
            .bind("user", owner.value())
            .bind("amount", amount)
            .bind("kind", kind)
            .bind("purchase", purchase)
            .mapTo(Long.class)
            .one();
  }

  private void take(Handle handle, UserId owner, long amount, long purchase) {
    tally.after(handle, "purchase_refund", amount);
    if (amount > 0) {
      handle
          .createQuery(TAKE)
          .bind("user", owner.value())
          .bind("amount", amount)
          .bind("purchase", purchase)
          .mapTo(Long.class)
          .one();
    }
  }
}
