package dev.pictor.engine.sketch;

import dev.pictor.engine.codec.Picture;
import java.util.Optional;

/// Tells the sketcher where faces are, so that strokes get finer there.
@FunctionalInterface
public interface FaceFinder {
  /// For pictures without faces, and for machines without the models.
  FaceFinder NONE = picture -> Optional.empty();

  /// A finder that searches once and answers for one photograph only, at any size: for drawing it
  /// in many looks.
  static FaceFinder remembering(FaceFinder finder) {
    return new RememberedFaces(finder);
  }

  /// Empty when there is no face.
  Optional<FaceArea> find(Picture picture) throws InterruptedException;
}
