package dev.pictor.billing;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Which payments of a line the store took back, by what is known today.
final class Refunds {
  private Refunds() {}

  /// @param facts in their order
  /// @return ids of transactions
  static Set<String> of(List<RecordedFact> facts) {
    var taken = new HashSet<String>();
    for (RecordedFact each : facts) {
      String transaction = each.fact().transactionId();
      switch (each.fact().kind()) {
        case REFUNDED, REVOKED -> taken.add(transaction);
        case REFUND_REVERSED -> taken.remove(transaction);
        case EXPIRED,
            HOLD,
            PAUSED,
            BOUGHT,
            STARTED,
            RENEWED,
            CHANGED,
            CHANGE_PLANNED,
            EXTENDED,
            GRACE,
            UNCANCELLED,
            CANCELLED -> {}
      }
    }
    return taken;
  }
}
