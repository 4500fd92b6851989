package dev.pictor.billing;

import org.jdbi.v3.core.Handle;

/// Hears of credits that moved, for metrics. It is told after the commit: what a crash takes back
/// never counted.
public interface Tally {
  /// Nobody counts.
  Tally NONE = (_, _) -> {};

  /// @param kind of the transfers, as of [LedgerEntry]
  /// @param credits that they moved, more than 0
  void moved(String kind, long credits);

  /// The same once this transaction is committed; nothing where nothing moved.
  default void after(Handle transaction, String kind, long credits) {
    if (credits > 0) {
      transaction.afterCommit(() -> moved(kind, credits));
    }
  }
}
