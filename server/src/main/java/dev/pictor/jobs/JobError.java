package dev.pictor.jobs;

import dev.pictor.platform.Problem;

/// Why an attempt, or the whole job, failed, in words for the owner.
///
/// @param code the stable machine word, see {@link Problem.Kind}
/// @param retryable whether the same request may succeed later
public record JobError(String code, String message, boolean retryable) {
  static JobError of(Problem problem) {
    return new JobError(problem.kind().code(), problem.detail(), problem.kind().retryable());
  }
}
