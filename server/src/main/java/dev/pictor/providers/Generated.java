package dev.pictor.providers;

import dev.pictor.platform.Problem;
import java.util.List;

/// What a provider made.
///
/// @param variants one for most generations, up to four for thumbnails; in their order
/// @param missed variants that failed by themselves and left the others
/// @param used what made it, in the order of the steps
public record Generated(List<Variant> variants, List<Missed> missed, List<Used> used) {
  public Generated {
    if (variants.isEmpty()) {
      throw new IllegalArgumentException("a generation gives at least one picture");
    }
    variants = List.copyOf(variants);
    missed = List.copyOf(missed);
    used = List.copyOf(used);
  }

  /// One result.
  ///
  /// @param picture at its full size
  /// @param preview the same, small enough for a list
  public record Variant(Made picture, Made preview) {}

  /// A variant that could not be made while others could.
  ///
  /// @param number which one was asked for, from 1
  public record Missed(int number, Problem why) {}

  /// One encoded picture.
  ///
  /// @param mediaType such as `image/jpeg`
  /// @param width in pixels
  /// @param height in pixels
  public record Made(byte[] bytes, String mediaType, int width, int height) {}

  /// What a step was done with.
  ///
  /// @param step the kind of the step
  /// @param model such as `anime4k-x2`, or `builtin` for a method without a name of its own
  public record Used(String step, String model) {}
}
