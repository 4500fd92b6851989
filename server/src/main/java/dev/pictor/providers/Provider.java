package dev.pictor.providers;

import dev.pictor.engine.Progress;
import dev.pictor.platform.Problem.FieldError;
import java.util.List;
import java.util.Optional;

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

  /// What its pictures depend on beside the generation, the inputs and the output: versions of its
  /// engine and models, and what its operator put beside them. While two requests and this text are
  /// equal, so are the pictures.
  ///
  /// @return empty when the same request may give other pictures, or nobody knows; such results are
  ///   never given to another job
  default Optional<String> edition(Generation generation) {
    return Optional.empty();
  }

  /// Makes the pictures.
  ///
  /// @param inputs every picture that the steps need
  /// @throws dev.pictor.platform.Problem when it cannot; its kind says whether another attempt
  ///   makes sense
  Generated generate(Generation generation, Inputs inputs, Output output, Progress progress)
      throws InterruptedException;
}
