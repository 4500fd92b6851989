package dev.pictor.billing;

import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/// The plan of a user at a moment, and where it comes from.
///
/// @param plan free where nothing is in use
/// @param state of what counts; of what was there last when nothing is in use
/// @param since null when there was never anything
/// @param until when it ends, or ended; null for what has no end
/// @param store null when an admin gave it, or nobody
/// @param productId null as the store is
public record Entitlement(
    Plan plan,
    PlanState state,
    @Nullable Instant since,
    @Nullable Instant until,
    boolean renews,
    @Nullable Store store,
    @Nullable String productId) {
  /// Of a user who never had anything.
  public static final Entitlement NONE =
      new Entitlement(Plan.FREE, PlanState.NONE, null, null, false, null, null);

  /// The better one is the greater: the higher plan, then what lasts longer, then what a store
  /// sold. The last two only make it a total order.
  static final Comparator<Entitlement> BETTER =
      Comparator.comparing(Entitlement::plan)
          .thenComparing(each -> each.state().isInUse())
          .thenComparing(each -> orEver(each.until()))
          .thenComparing(each -> each.store() != null)
          .thenComparing(each -> orEver(each.since()))
          .thenComparing(Object::toString);

  private static Instant orEver(@Nullable Instant moment) {
    return moment == null ? Instant.MAX : moment;
  }
}
