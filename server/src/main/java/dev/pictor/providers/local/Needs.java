package dev.pictor.providers.local;

import dev.pictor.engine.codec.ImageInfo.Size;
import dev.pictor.engine.upscale.Tier;
import dev.pictor.providers.Generation;

/// What one step needs beside its input and its result.
///
/// @param seconds of one core, as `./pictor bench` measures them on two cores of 2026: only their
///   proportions matter, for the progress
/// @param workingBytes native memory that is given back at its end
record Needs(double seconds, long workingBytes) {
  /// Sketches are drawn at no more than this and enlarged then, in millions of pixels.
  private static final double DRAWN_MEGAPIXELS = 4;

  static Needs of(Generation.Step step, Size input, Size result) {
    double megapixels = input.pixels() / 1e6;
    return switch (step) {
      case Generation.Sketch _ -> new Needs(1.5 * Math.min(megapixels, DRAWN_MEGAPIXELS), 0);
      case Generation.FaceSwap _ -> new Needs(0.1 + 0.07 * megapixels, 6 * input.pixels());
      case Generation.FaceRestore _ -> new Needs(3, 3 * input.pixels());
      case Generation.Upscale upscale -> enlarging(upscale, input);
      case Generation.Fit _ -> new Needs(0.01 * megapixels, 0);
      case Generation.Theme _ -> new Needs(0.3 + 0.05 * megapixels, 4 * input.pixels());
      case Generation.BookPage _ -> new Needs(0.5 + 0.1 * megapixels, 6 * input.pixels());
      case Generation.CutOut _ -> new Needs(0.1 * megapixels, 4 * input.pixels());
      case Generation.Thumbnail thumbnail ->
          new Needs(0.6 * thumbnail.variants(), 8 * result.pixels() * thumbnail.variants());
    };
  }

  /// What is no power of two is made larger and shrunk then. Quality tiers take thirty times as
  /// long; they are for small pictures.
  private static Needs enlarging(Generation.Upscale upscale, Size input) {
    boolean twice = upscale.scale() == 2;
    double megapixels = input.pixels() / 1e6;
    boolean fast = Tier.named(upscale.model()).orElse(Tier.COMPACT).compareTo(Tier.COMPACT) >= 0;
    return new Needs(
        (fast ? 1 : 30) * (twice ? 1 : 5) * megapixels, (twice ? 12L : 48L) * input.pixels());
  }
}
