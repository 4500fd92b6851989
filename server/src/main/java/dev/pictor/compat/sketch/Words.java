package dev.pictor.compat.sketch;

/// This contract's words for the states of a job; the table is in the contract's `status.md`.
final class Words {
  private Words() {}

  /// @param state a native word
  static String of(String state) {
    return switch (state) {
      case "running" -> "processing";
      case "succeeded" -> "completed";
      case "pending", "failed", "cancelled" -> state;
      default -> throw new IllegalArgumentException("there is no state " + state);
    };
  }
}
