package dev.pictor.providers;

import dev.pictor.engine.Progress;

/// Turns a generation into pictures. Blocking on purpose: each call has a thread of its own, and
/// interrupting that thread cancels the call.
public interface Provider {
  /// The name in answers, logs and metrics.
  String name();

  /// Whether this provider can make such pictures at all.
  boolean offers(Generation generation);

  /// Makes the pictures.
  ///
  /// @param inputs every picture that the steps need
  /// @throws dev.pictor.platform.Problem when it cannot; its kind says whether another attempt
  ///   makes sense
  Generated generate(Generation generation, Inputs inputs, Output output, Progress progress)
      throws InterruptedException;
}
