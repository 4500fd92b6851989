package dev.pictor.storage;

import dev.pictor.platform.Problem;

/// The problem of a store elsewhere that does not do its part.
final class StoreAway {
  private StoreAway() {}

  static Problem because(Throwable cause) {
    return Problem.because(
        Problem.Kind.UNAVAILABLE,
        "The store of pictures does not answer now. Nothing is lost; try again in a moment.",
        cause);
  }
}
