package dev.pictor.engine.restore;

/// How a picture is restored.
///
/// @param model what makes the faces clear; the built-in way is taken when it is not there
/// @param fidelity 0 to 1, for [RestoreModel#CODEFORMER] only: 0 draws the most beautiful face, 1
///   the most faithful one
/// @param denoise 0 to 1: how much of the noise and the blocks outside the faces goes; 0 leaves
///   every pixel there as it is
/// @param enhance whether tone, contrast and sharpness of the whole picture are lifted gently; such
///   a picture may be without faces
/// @param maxSide 64 to 8192: a picture with a longer side is shrunk to this before anything else
/// @param scaleFactor 1 to 4: how many times as wide and high the result is
public record RestoreOptions(
    RestoreModel model,
    double fidelity,
    double denoise,
    boolean enhance,
    int maxSide,
    int scaleFactor) {
  private static final int LEAST_SIDE = 64;
  private static final int MOST_SIDE = 8192;
  private static final int MOST_SCALE = 4;

  /// Built in, half of the noise outside the faces, no enhancement, no change of size.
  public static final RestoreOptions STANDARD =
      new RestoreOptions(RestoreModel.BUILTIN, 0.5, 0.5, false, MOST_SIDE, 1);

  public RestoreOptions {
    if (!(fidelity >= 0 && fidelity <= 1)) {
      throw new IllegalArgumentException("fidelity is within 0 to 1, not " + fidelity);
    }
    if (!(denoise >= 0 && denoise <= 1)) {
      throw new IllegalArgumentException("denoise is within 0 to 1, not " + denoise);
    }
    if (maxSide < LEAST_SIDE || maxSide > MOST_SIDE) {
      throw new IllegalArgumentException("max_side is within 64 to 8192, not " + maxSide);
    }
    if (scaleFactor < 1 || scaleFactor > MOST_SCALE) {
      throw new IllegalArgumentException("scale_factor is 1 to 4, not " + scaleFactor);
    }
  }

  /// The same with another model.
  public RestoreOptions with(RestoreModel other) {
    return new RestoreOptions(other, fidelity, denoise, enhance, maxSide, scaleFactor);
  }

  /// The same with or without the enhancement of the whole picture.
  public RestoreOptions enhancing(boolean whole) {
    return new RestoreOptions(model, fidelity, denoise, whole, maxSide, scaleFactor);
  }

  /// The same with more or less of the noise outside the faces removed.
  public RestoreOptions denoising(double share) {
    return new RestoreOptions(model, fidelity, share, enhance, maxSide, scaleFactor);
  }

  /// The same for a result of another size.
  public RestoreOptions sized(int longestSide, int factor) {
    return new RestoreOptions(model, fidelity, denoise, enhance, longestSide, factor);
  }
}
