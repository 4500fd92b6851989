package dev.pictor.jobs;

import org.jdbi.v3.core.Handle;

/// Work of another module that must commit together with a job's submission or success: a hold, an
/// artifact. It may run again when its first transaction had to be given up, so it changes nothing
/// but the database.
@FunctionalInterface
public interface TransactionHook {
  /// For jobs that carry nothing.
  TransactionHook NONE = (_, _) -> {};

  /// A {@link dev.pictor.platform.Problem} thrown here refuses this submission, or fails this
  /// attempt, and leaves others that share the transaction alone.
  ///
  /// @param transaction open; must neither be committed nor kept
  void run(Handle transaction, JobId job);
}
