package dev.pictor.realtime;

import dev.pictor.jobs.JobId;
import java.util.Optional;
import java.util.UUID;

/// Reads ids that clients send.
final class JobIds {
  private JobIds() {}

  static Optional<JobId> parse(String text) {
    try {
      return Optional.of(new JobId(UUID.fromString(text)));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
