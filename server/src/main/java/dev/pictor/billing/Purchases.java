package dev.pictor.billing;

import dev.pictor.identity.UserId;
import dev.pictor.platform.Problem;

/// The one place that turns what stores state into credits and plans. Who calls has checked the
/// proof.
@SuppressWarnings("DoNotCallSuggester")
public final class Purchases {
  Purchases() {}

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
  /// ever.
  ///
  /// @throws Problem WRONG_STORE_ENVIRONMENT for sandbox where production counts, or the other way
  ///   round; CONFLICT when the transaction or its line is another user's; UNKNOWN_PRODUCT when
  ///   PRODUCTS lacks the product, in which case the fact is kept and counts when it was added
  public Receipts.Granted record(UserId user, StoreFact fact) {
    throw notYet(user + " " + fact.factId());
  }

  /// Records what a store told by itself: for the user whose line it is, or for whoever shows the
  /// line later.
  ///
  /// @throws Problem WRONG_STORE_ENVIRONMENT for sandbox where production counts, or the other way
  ///   round
  public Noted record(StoreFact fact) {
    throw notYet(fact.factId());
  }

  private static Problem notYet(String what) {
    return Problem.of(
        Problem.Kind.BILLING_NOT_CONFIGURED,
        "Purchases are not recorded by this version: " + what + ".");
  }
}
