package dev.pictor.engine.upscale;

import dev.pictor.engine.codec.Picture;
import java.util.List;

/// A larger picture and how it came to be.
///
/// @param picture the caller closes it
/// @param tier that was really used
/// @param passedOver why better tiers were not used, a sentence each; empty when the wish was met
public record Upscaled(Picture picture, Tier tier, List<String> passedOver)
    implements AutoCloseable {
  public Upscaled {
    passedOver = List.copyOf(passedOver);
  }

  /// What to write beside the result: `anime4k-x2`, `lanczos`.
  public String model() {
    return tier.model();
  }

  @Override
  public void close() {
    picture.close();
  }
}
