package dev.pictor.jobs;

import java.time.Duration;
import java.util.List;

/// How much is waiting and running, for metrics.
public record JobCounts(List<OfQueue> queues) {
  public JobCounts {
    queues = List.copyOf(queues);
  }

  /// One queue.
  ///
  /// @param ready pending jobs that a worker may take now
  /// @param delayed pending jobs that wait for their time
  /// @param oldestWait how long the oldest ready job has waited; zero when there is none
  public record OfQueue(
      String queue, long ready, long delayed, long running, Duration oldestWait) {}
}
