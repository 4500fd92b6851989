package dev.pictor.billing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One line of a store at a moment: a subscription through all its renewals, or a plan that was
/// bought once.
///
/// @param productId of the period that counts
/// @param nextProductId what the next renewal will be of, where that was planned
/// @param plan what the product brings, in use or not; free when it brings none
/// @param since when it came into use, without a break of a day or more
/// @param until when the period ends, or when it ended; null for what has no end
/// @param renews whether another period will be paid
public record Subscription(
    Store store,
    String line,
    String productId,
    @Nullable String nextProductId,
    Plan plan,
    PlanState state,
    Instant since,
    @Nullable Instant until,
    boolean renews) {
  Entitlement entitlement() {
    Plan given = state.isInUse() ? plan : Plan.FREE;
    return new Entitlement(given, state, since, until, renews, store, productId);
  }
}
