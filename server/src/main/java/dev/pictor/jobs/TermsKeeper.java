package dev.pictor.jobs;

import dev.pictor.platform.Problem;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/// Agrees to the terms of submissions and settles them when the jobs end, each in the transaction
/// that stores or ends the job, whoever ends it: a worker, a cancel, the rescue of a dead worker, a
/// missed deadline, a deletion.
///
/// A transaction may be given up and run again, so it changes nothing but the database. Rows of an
/// owner are locked in the order of the owner, after those of the queue.
public interface TermsKeeper {
  /// For a queue whose jobs have no terms.
  TermsKeeper NONE =
      new TermsKeeper() {
        @Override
        public Map<JobId, Problem> agree(Handle transaction, List<Entry> jobs) {
          throw new IllegalStateException("nobody keeps the terms of " + jobs.getFirst().job());
        }

        @Override
        public void withdraw(Handle transaction, List<Entry> jobs) {}

        @Override
        public void settle(Handle transaction, List<JobEvent> ends) {}
      };

  /// A job with terms that is about to be stored.
  record Entry(JobId job, OwnerId owner, Terms terms) {}

  /// Agrees to jobs in their order, or refuses some of them.
  ///
  /// @return why a job is refused; what is not in it is agreed to
  Map<JobId, Problem> agree(Handle transaction, List<Entry> jobs);

  /// Takes back what was agreed to in this same transaction: these jobs are not stored after all.
  void withdraw(Handle transaction, List<Entry> jobs);

  /// Jobs with terms have ended. Must not refuse: the end is a fact.
  ///
  /// @param ends the last event of each, with its result where it succeeded
  void settle(Handle transaction, List<JobEvent> ends);
}
