package dev.pictor.providers;

import dev.pictor.engine.Progress;
import java.nio.file.Path;

/// Turns a generation into pictures. Blocking on purpose: each call has a virtual thread of its
/// own, and interrupting that thread cancels the call.
public interface Provider {
  /// The name in answers, logs and metrics.
  String name();

  /// Whether this provider can make such pictures at all.
  boolean offers(Generation generation);

  /// Makes the pictures.
  ///
  /// @param source the picture to start from, a file that stays as it is
  /// @throws dev.pictor.platform.Problem when it cannot; its kind says whether another attempt
  ///   makes sense
  Generated generate(Generation generation, Path source, Progress progress)
      throws InterruptedException;
}
