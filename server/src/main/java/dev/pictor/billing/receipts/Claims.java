package dev.pictor.billing.receipts;

import dev.pictor.billing.Purchases;
import dev.pictor.billing.Receipts.Granted;
import dev.pictor.billing.StoreFact;
import dev.pictor.billing.StoreNotice.Proven;
import dev.pictor.billing.StoreNotice.Told;
import dev.pictor.identity.UserId;
import dev.pictor.identity.Users;
import dev.pictor.platform.Problem;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Whose something is, and what becomes of it.
final class Claims {
  private static final Logger LOG = LoggerFactory.getLogger(Claims.class);

  private static final String GRANTED =
      """
      select exists (
        select from billing_transaction
        where store = :store and environment = :environment and transaction_id = :transaction
          and user_id = :user)
      """;

  private final Jdbi jdbi;
  private final Purchases purchases;
  private final Users users;

  Claims(Jdbi jdbi, Purchases purchases, Users users) {
    this.jdbi = jdbi;
    this.purchases = purchases;
    this.users = users;
  }

  /// Grants what a user has proven to have bought.
  ///
  /// @throws Problem CONFLICT when it was bought for another user; RECEIPT_ENDED when it is over;
  ///   whatever [Purchases] refuses
  Granted grant(UserId user, Proven proven) {
    Optional<UserId> buyer = ours(proven.account());
    if (buyer.isPresent() && !buyer.get().equals(user)) {
      throw Problem.of(Problem.Kind.CONFLICT, "This was bought for another user of this service.");
    }
    if (proven.endedAt() != null && !wasGranted(user, proven.purchase())) {
      proven.also().forEach(purchases::record);
      throw Problem.of(
          Problem.Kind.RECEIPT_ENDED, "What was bought ended at " + proven.endedAt() + ".");
    }
    Granted granted = purchases.record(user, proven.purchase());
    for (StoreFact fact : proven.also()) {
      granted = sum(granted, beside(user, fact, granted));
    }
    return granted;
  }

  /// What the store says beside the payment does not undo that this was granted: an earlier period
  /// may have been of a product that is not sold any more.
  private Granted beside(UserId user, StoreFact fact, Granted sofar) {
    try {
      return purchases.record(user, fact);
    } catch (Problem problem) {
      tell(fact, problem);
      return new Granted(true, 0, sofar.credits(), sofar.plan(), true);
    }
  }

  /// Whoever was granted something is told so again, also when it is over.
  private boolean wasGranted(UserId user, StoreFact purchase) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(GRANTED)
            .bind("store", purchase.store().word())
            .bind("environment", purchase.environment().word())
            .bind("transaction", purchase.transactionId())
            .bind("user", user.value())
            .mapTo(Boolean.class)
            .one());
  }

  private static Granted sum(Granted first, Granted second) {
    return new Granted(
        first.valid() && second.valid(),
        first.creditsAdded() + second.creditsAdded(),
        second.credits(),
        second.plan(),
        first.isRepeat() && second.creditsAdded() == 0);
  }

  /// Takes what a store told; what is refused now would be refused again, so that it is only said.
  ///
  /// @return what became of it, in a word for the metrics
  String take(Told told) {
    StoreFact fact = told.fact();
    try {
      Optional<UserId> buyer = ours(told.account());
      if (buyer.isPresent()) {
        return purchases.record(buyer.get(), fact).isRepeat() ? "repeated" : "applied";
      }
      return purchases.record(fact).name().toLowerCase(Locale.ROOT);
    } catch (Problem problem) {
      tell(fact, problem);
      return problem.kind().code();
    }
  }

  private static void tell(StoreFact fact, Problem problem) {
    LOG.atWarn()
        .addKeyValue("store", fact.store().word())
        .addKeyValue("kind", fact.kind().word())
        .addKeyValue("product", fact.productId())
        .addKeyValue("code", problem.kind().code())
        .log("what a store told is not taken: {}", problem.detail());
  }

  private Optional<UserId> ours(@Nullable UUID account) {
    return Optional.ofNullable(account)
        .map(UserId::new)
        .filter(user -> users.find(user).isPresent());
  }
}
