package dev.pictor.engine.compose;

import dev.pictor.engine.codec.Picture;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The pictures a thumbnail is made of. They stay the caller's.
///
/// @param selfie of the person who is cut out and placed; null for a thumbnail of text
/// @param reference what the background shows; null to draw one
/// @param copyTarget whose arrangement and colours are taken in the mode `copy`
public record Material(
    @Nullable Picture selfie, @Nullable Picture reference, @Nullable Picture copyTarget) {
  /// No picture at all.
  public static final Material NONE = new Material(null, null, null);

  /// A person and nothing else.
  public static Material selfie(Picture selfie) {
    return new Material(selfie, null, null);
  }

  Optional<Picture> person() {
    return Optional.ofNullable(selfie);
  }

  Optional<Picture> scene() {
    return Optional.ofNullable(reference);
  }
}
