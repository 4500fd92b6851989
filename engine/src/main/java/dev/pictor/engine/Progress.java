package dev.pictor.engine;

/// Hears how far an operation has come, from the thread that runs it.
@FunctionalInterface
public interface Progress {
  /// @param done the finished share of the work, 0 to 1, never less than at the call before
  /// @param step what begins now, in a word or two for a person: "shading", "tile 3 of 12"
  void at(double done, String step);

  /// For callers that do not want to know.
  Progress SILENT = (done, step) -> {};

  /// Stops the work when its thread was interrupted. Operations call it between steps and tiles; an
  /// interrupt is how a job is cancelled.
  static void checkInterrupt() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("the operation was cancelled");
    }
  }
}
