package dev.pictor.jobs;

import java.util.UUID;

/// Names a job. Ids of one process grow with time (UUID version 7).
public record JobId(UUID value) implements Comparable<JobId> {
  /// Reads the text form.
  ///
  /// @throws IllegalArgumentException when it is not a UUID
  public static JobId parse(String text) {
    return new JobId(UUID.fromString(text));
  }

  @Override
  public int compareTo(JobId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
