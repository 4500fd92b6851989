package dev.pictor.billing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An admin gave a user a plan. The last one counts, and free takes away what admins gave; what
/// stores sold is not touched by it.
///
/// @param until null for a plan without an end
record PlanEvent(Instant at, Plan plan, @Nullable Instant until) {
  Entitlement at(Instant moment) {
    if (plan == Plan.FREE) {
      return Entitlement.NONE;
    }
    boolean isOver = until != null && !moment.isBefore(until);
    return isOver
        ? new Entitlement(Plan.FREE, PlanState.EXPIRED, at, until, false, null, null)
        : new Entitlement(plan, PlanState.ACTIVE, at, until, false, null, null);
  }
}
