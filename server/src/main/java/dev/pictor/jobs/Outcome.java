package dev.pictor.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pictor.platform.Problem;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How an attempt ended.
public sealed interface Outcome {
  /// The work is done.
  ///
  /// @param hook runs in the transaction that makes the job succeeded, and only then
  record Succeeded(JsonNode result, TransactionHook hook) implements Outcome {
    public Succeeded(JsonNode result) {
      this(result, TransactionHook.NONE);
    }
  }

  /// It may work another time. When all attempts are spent the job fails with this problem.
  ///
  /// @param delay until the next attempt; null for the retry policy's
  record RetryLater(Problem problem, @Nullable Duration delay) implements Outcome {
    public RetryLater(Problem problem) {
      this(problem, null);
    }
  }

  /// Another attempt does the same work, see {@link JobContext#lead}. The job waits until that one
  /// has ended, however it ends, and is run again; this attempt does not count.
  record StandAside(String flight) implements Outcome {}

  /// It will never work.
  record GaveUp(Problem problem) implements Outcome {}

  /// The handler saw that the job is no longer wanted.
  record Cancelled() implements Outcome {}
}
