package dev.pictor.compat.nursefilter;

import dev.pictor.images.ImageJob;
import java.util.Set;

/// This contract's words for the states of a job; the table is in the contract's `status.md`.
final class Words {
  /// A running job that nobody has begun to paint.
  private static final Set<String> SUBMITTED = Set.of("queued_at_provider", "fetching_inputs");

  private Words() {}

  static String of(ImageJob.Standing standing) {
    return switch (standing.state()) {
      case "running" -> ofRunning(standing);
      case "succeeded" -> "completed";
      case "pending", "failed", "cancelled" -> standing.state();
      default -> throw new IllegalArgumentException("there is no state " + standing.state());
    };
  }

  private static String ofRunning(ImageJob.Standing standing) {
    if (standing.isStopping()) {
      return "cancelled";
    }
    String phase = standing.phase();
    return phase == null || SUBMITTED.contains(phase) ? "submitted" : "processing";
  }
}
