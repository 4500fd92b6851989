package dev.pictor.providers.remote;

import dev.pictor.engine.codec.ImageInfo.Size;
import dev.pictor.providers.Generation;
import dev.pictor.providers.Role;
import java.util.Set;

/// What a provider would make a step with.
///
/// @param model as the provider calls it; also in results and metrics
/// @param maxInputBytes of one encoded picture; larger ones are made smaller first
/// @param maxInputSide in pixels; longer ones are made smaller first
/// @param travel how pictures get there
/// @param price of one picture in millionths of a US dollar, as far as it is known; 0 for the
///   operator's own machine
/// @param mostPixels of a result; a step with a larger one goes elsewhere
/// @param pictures that the order must have; one without them goes elsewhere, and a thumbnail of
///   more pictures does too. Empty where any do
public record Offer(
    String model,
    long maxInputBytes,
    int maxInputSide,
    Travel travel,
    long price,
    long mostPixels,
    Set<Role> pictures) {
  public Offer {
    pictures = Set.copyOf(pictures);
  }

  /// Without a limit to the result.
  public Offer(String model, long maxInputBytes, int maxInputSide, Travel travel, long price) {
    this(model, maxInputBytes, maxInputSide, travel, price, Long.MAX_VALUE, Set.of());
  }

  /// Whether it can give back a result of this size.
  public boolean fits(Size result) {
    return result.pixels() <= mostPixels;
  }

  /// Whether it can make a step of these pictures. Those beside the first are a thumbnail's to
  /// leave out or to have; whoever has no use for one that is there would make something else.
  boolean takes(Generation.Step step, Set<Role> given) {
    boolean ignoresNone =
        pictures.isEmpty()
            || !(step instanceof Generation.Thumbnail)
            || pictures.containsAll(given);
    return given.containsAll(pictures) && ignoresNone;
  }

  /// How pictures get to a provider.
  public enum Travel {
    /// Sent to it as files before the order.
    UPLOAD,
    /// By a signed link of ours where there is one that the provider can reach, else inside the
    /// order.
    LINK,
    /// In base64 inside the order.
    INLINE
  }
}
