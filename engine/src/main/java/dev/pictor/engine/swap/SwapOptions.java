package dev.pictor.engine.swap;

import dev.pictor.engine.face.FaceChoice;

/// How a face is swapped.
///
/// @param blend how far the result covers the target, 0 (the target) to 1 (the result)
/// @param strength how much of the source's identity comes through, 0 to 1: at 1 its skin and its
///   proportions, in between a mixture of both faces, drawn in one place and not as a double
///   exposure
/// @param source which face of the source picture is taken; [FaceChoice.All] means the largest
/// @param target which faces of the target picture are replaced
public record SwapOptions(double blend, double strength, FaceChoice source, FaceChoice target) {
  /// The largest face of the source on the largest of the target, in full.
  public static final SwapOptions STANDARD =
      new SwapOptions(1, 1, FaceChoice.largest(), FaceChoice.largest());

  public SwapOptions {
    if (!(blend >= 0 && blend <= 1)) {
      throw new IllegalArgumentException("blend is within 0 to 1, not " + blend);
    }
    if (!(strength >= 0 && strength <= 1)) {
      throw new IllegalArgumentException("strength is within 0 to 1, not " + strength);
    }
  }
}
