package dev.pictor.jobs;

import java.time.Instant;
import java.util.Optional;

/// What a handler knows of the job it runs, and the only way it writes to it.
public interface JobContext {
  /// The job as it was claimed.
  Job job();

  /// The job's args, read as this record.
  <T> T args(Class<T> type);

  /// Which attempt this is, from 1: the fence. What is stored elsewhere is stored under the job and
  /// this number, so that a frozen attempt cannot overwrite a later one.
  int attempt();

  /// Tells how far the work is. Returns at once; at most four changes a second become events, the
  /// last one wins, and a percentage below an earlier one is ignored.
  ///
  /// @param percent 0 to 100
  void progress(int percent, JobPhase phase);

  /// Keeps the job's name at a provider before anything else is done, so that a later attempt
  /// resumes there. Durable when it returns.
  ///
  /// @throws InterruptedException when the lease is lost: another attempt runs
  void keepProviderHandle(String provider, String handle) throws InterruptedException;

  /// The name that this or an earlier attempt kept.
  Optional<String> providerHandle();

  /// Asks to do work that other jobs may ask for at the same time, on whatever node: of all
  /// attempts that name the same flight one leads, until its job does not run any more, however
  /// that comes. Durable when it returns. Who does not lead ends with {@link Outcome.StandAside}.
  ///
  /// @param flight a name that equal work has in common
  /// @return whether this attempt leads
  boolean lead(String flight);

  /// Somebody asked to stop: a cancel, a shutdown, the run deadline, or the lease is lost. The
  /// thread is interrupted as well.
  boolean isCancelled();

  /// Whether the owner does not want it any more, or it took too long. Other reasons to stop leave
  /// the work to a later attempt, so what goes on elsewhere should go on.
  boolean isUnwanted();

  /// When this attempt must be done; {@link Instant#MAX} is without limit.
  Instant deadline();
}
