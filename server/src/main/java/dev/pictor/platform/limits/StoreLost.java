package dev.pictor.platform.limits;

/// The store of the buckets gave no answer.
final class StoreLost extends Exception {
  private static final long serialVersionUID = 1L;

  StoreLost(String message, Throwable cause) {
    super(message, cause);
  }

  StoreLost(String message) {
    super(message);
  }
}
