package dev.pictor.jobs;

import java.util.List;
import org.jdbi.v3.core.Handle;

/// Told of finished jobs that are forgotten for their age, in the transaction that removes them, so
/// that what belongs to them goes with them or not at all.
///
/// A transaction may be given up and run again, so it changes nothing but the database.
@FunctionalInterface
public interface Forgetting {
  /// For jobs that have nothing elsewhere.
  Forgetting NOTHING = (_, _, _) -> {};

  /// @param transaction open, and without these jobs already; must neither be committed nor kept
  /// @param gone jobs of one owner, at least one
  void forgotten(Handle transaction, OwnerId owner, List<Job> gone);
}
