package dev.pictor.billing;

import dev.pictor.billing.Lines.Line;
import dev.pictor.billing.Lines.LineMoved;
import dev.pictor.billing.Lines.Payment;
import dev.pictor.billing.Products.Offer;
import dev.pictor.identity.UserId;
import dev.pictor.platform.Problem;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// The one place that turns what stores state into credits and plans. Who calls has checked the
/// proof.
///
/// 1. A fact is written down first, and only added to; what follows from all facts of its line is
///    then done in the same transaction. So a fact that is told twice, late or in another order
///    ends the same.
/// 2. The row of the line is locked before anything is read, on whichever node: of a hundred that
///    tell of a payment at once, one grants it and the others find it granted.
/// 3. A line belongs to the user who showed the store's proof of it first.
public final class Purchases {
  private static final int TRIES = 3;

  private final Jdbi jdbi;
  private final Accounts accounts;
  private final PlanBook book;
  private final BillingSettings settings;
  private final InstantSource clock;
  private final Sales sales;
  private final PurchaseLog log;

  Purchases(
      Jdbi jdbi,
      Accounts accounts,
      PlanBook book,
      BillingSettings settings,
      InstantSource clock,
      Tally tally) {
    this.jdbi = jdbi;
    this.accounts = accounts;
    this.book = book;
    this.settings = settings;
    this.clock = clock;
    this.sales = new Sales(settings.stores().products(), tally);
    this.log = new PurchaseLog(jdbi, settings.stores().products());
  }

  /// What became of a fact that came without a user.
  public enum Noted {
    /// Its line belongs to a user, who has the outcome now.
    APPLIED,
    /// It was told before; nothing has changed.
    REPEATED,
    /// Nobody has shown the line yet; it counts when somebody does.
    UNCLAIMED,
    /// PRODUCTS lacks the product; it counts when the operator has added it.
    UNKNOWN_PRODUCT
  }

  /// Records a fact of a user who has shown the store's proof, and grants what it is for, once
  /// ever. What the store told before of the same line, and nobody could be granted, is granted
  /// with it.
  ///
  /// @throws Problem WRONG_STORE_ENVIRONMENT for sandbox where production counts, or the other way
  ///   round; CONFLICT when the transaction or its line is another user's; UNKNOWN_PRODUCT when
  ///   PRODUCTS lacks the product, in which case the fact is kept and counts when it was added
  public Receipts.Granted record(UserId user, StoreFact fact) {
    requireEnvironment(fact);
    Optional<Offer> offer = settings.stores().products().find(fact.productId());
    Receipts.Granted granted =
        again(() -> jdbi.inTransaction(handle -> write(handle, user, fact, offer)));
    if (offer.isEmpty()) {
      throw Problem.of(
          Problem.Kind.UNKNOWN_PRODUCT,
          "PRODUCTS lacks "
              + fact.productId()
              + ". The purchase is noted, and counts as soon as the operator has added it.");
    }
    return granted;
  }

  /// Records what a store told by itself: for the user whose line it is, or for whoever shows the
  /// line later.
  ///
  /// @throws Problem WRONG_STORE_ENVIRONMENT for sandbox where production counts, or the other way
  ///   round
  public Noted record(StoreFact fact) {
    requireEnvironment(fact);
    Optional<Offer> offer = settings.stores().products().find(fact.productId());
    return again(() -> jdbi.inTransaction(handle -> write(handle, fact, offer)));
  }

  private void requireEnvironment(StoreFact fact) {
    StoreEnvironment counts = settings.stores().environment();
    if (fact.environment() != counts) {
      throw Problem.of(
          Problem.Kind.WRONG_STORE_ENVIRONMENT,
          "This is of the store's "
              + fact.environment().word()
              + ", and STORE_ENVIRONMENT here is "
              + counts.word()
              + "; nothing was granted.");
    }
  }

  private static <T> T again(Supplier<T> work) {
    for (int attempt = 1; ; attempt++) {
      try {
        return work.get();
      } catch (LineMoved e) {
        if (attempt == TRIES) {
          throw e;
        }
      }
    }
  }

  private Receipts.Granted write(
      Handle handle, UserId user, StoreFact fact, Optional<Offer> offer) {
    Line line = Lines.lock(handle, fact);
    if (line.owner() == null) {
      line = Lines.claim(handle, line, user);
    } else if (!line.owner().equals(user)) {
      throw Problem.of(
          Problem.Kind.CONFLICT,
          "This purchase belongs to another user; sign in as the one who bought it.");
    }
    Facts.add(handle, line, fact, clock.instant(), offer);
    boolean isRepeat = wasGranted(handle, line, fact);
    long added = apply(handle, line, user);
    Payment payment = payment(handle, line, fact).orElseThrow();
    Account account = Accounts.find(handle, user).orElseThrow();
    return new Receipts.Granted(
        !payment.isTakenBack(),
        added,
        settings.isWithoutCredits() ? -1 : account.credits(),
        account.plan(clock.instant()),
        isRepeat);
  }

  private Noted write(Handle handle, StoreFact fact, Optional<Offer> offer) {
    Line line = Lines.lock(handle, fact);
    if (!Facts.add(handle, line, fact, clock.instant(), offer)) {
      return Noted.REPEATED;
    }
    UserId owner = line.owner();
    if (owner != null) {
      apply(handle, line, owner);
    }
    if (offer.isEmpty()) {
      return Noted.UNKNOWN_PRODUCT;
    }
    return owner == null ? Noted.UNCLAIMED : Noted.APPLIED;
  }

  private static Optional<Payment> payment(Handle handle, Line line, StoreFact fact) {
    return Lines.payments(handle, line).stream()
        .filter(payment -> payment.transactionId().equals(fact.transactionId()))
        .findFirst();
  }

  private static boolean wasGranted(Handle handle, Line line, StoreFact fact) {
    return payment(handle, line, fact).map(Payment::user).isPresent();
  }

  private long apply(Handle handle, Line line, UserId owner) {
    accounts.lock(handle, owner);
    long added = sales.settle(handle, line, owner, Facts.of(handle, line));
    book.refresh(handle, owner);
    return added;
  }

  /// Does what is left to do about a line, after the operator has added its product.
  void apply(Line named) {
    jdbi.useTransaction(handle -> {
      Line line = Lines.lock(handle, named.store(), named.environment(), named.line());
      UserId owner = line.owner();
      if (owner != null) {
        apply(handle, line, owner);
      }
    });
  }

  /// What a user has bought, newest first.
  ///
  /// @param limit 1 to 100
  /// @param before the id of the last one of the page before; null for the first page
  public List<Purchase> of(UserId user, int limit, @Nullable Long before) {
    return log.of(user, limit, before);
  }

  /// Credits of refunded purchases that this user had spent already; the next purchase pays them.
  public long owed(UserId user) {
    return jdbi.withHandle(handle -> Accounts.find(handle, user)).map(Account::owed).orElse(0L);
  }
}
