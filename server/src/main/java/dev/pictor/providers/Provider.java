package dev.pictor.providers;

import dev.pictor.engine.Progress;
import dev.pictor.platform.Problem.FieldError;
import java.util.List;

/// Turns a generation into pictures. Blocking on purpose: each call has a thread of its own, and
/// interrupting that thread cancels the call.
public interface Provider {
  /// The name in answers, logs and metrics.
  String name();

  /// Whether this provider can make such pictures at all.
  boolean offers(Generation generation);

  /// What is wrong with the options of a step that is offered, such as a theme that is not there;
  /// told before a job is accepted.
  ///
  /// @return faults under the names of parameters; none when it can be made
  default List<FieldError> faults(Generation.Step step) {
    return List.of();
  }

  /// Makes the pictures.
  ///
  /// @param inputs every picture that the steps need
  /// @throws dev.pictor.platform.Problem when it cannot; its kind says whether another attempt
  ///   makes sense
  Generated generate(Generation generation, Inputs inputs, Output output, Progress progress)
      throws InterruptedException;
}
