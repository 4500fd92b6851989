package dev.pictor.compat.mugshot;

import dev.pictor.images.ImageJob;
import java.util.Optional;

/// This contract's words for the states of a job.
final class Words {
  private Words() {}

  /// What was asked to stop ends cancelled, however its last attempt ends: it is so from now on.
  static String of(ImageJob.Standing standing) {
    boolean isStopping = standing.isStopping() && standing.state().equals("running");
    return isStopping ? "cancelled" : of(standing.state());
  }

  private static String of(String state) {
    return switch (state) {
      case "pending" -> "queued";
      case "running" -> "processing";
      case "succeeded" -> "completed";
      default -> state;
    };
  }

  /// The native word; empty for a word that is not of this contract alone.
  static Optional<String> nativeWord(String word) {
    return switch (word) {
      case "queued" -> Optional.of("pending");
      case "processing" -> Optional.of("running");
      case "completed" -> Optional.of("succeeded");
      default -> Optional.empty();
    };
  }
}
