package dev.pictor.images;

import dev.pictor.engine.sketch.Look;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A sketch as its owner sees it: the job, what it was asked for and what came of it. Surfaces
/// translate it.
///
/// @param id the job's id
/// @param state in the native words: pending, running, succeeded, failed, cancelled
/// @param progress 0 to 100
/// @param result null until it succeeded
/// @param fault why it failed, or while it is pending why its last attempt did
public record Sketch(
    String id,
    Order order,
    String state,
    int progress,
    Moments moments,
    @Nullable Result result,
    @Nullable Fault fault) {
  /// What was asked for; the job's arguments.
  ///
  /// @param source the key of the picture to draw
  /// @param name the file name that the result is saved under, without its ending
  public record Order(String source, String style, String method, double intensity, String name) {
    public Look look() {
      return Look.of(style, method);
    }
  }

  /// What came of it; the job's result.
  ///
  /// @param millis how long the work itself took
  public record Result(String key, String thumbnail, int width, int height, long millis) {}

  /// Why it failed, in words for the owner.
  public record Fault(String code, String message, boolean retryable) {}

  /// When things happened.
  public record Moments(Instant createdAt, @Nullable Instant finishedAt) {}
}
