package dev.pictor.engine.face;

import dev.pictor.engine.codec.Picture;
import dev.pictor.engine.face.Faces.Search;
import dev.pictor.engine.plane.Plane;
import dev.pictor.engine.sketch.FaceArea;
import dev.pictor.engine.sketch.FaceFinder;
import java.util.List;
import java.util.Optional;

/// Marks faces for the sketcher, which draws them with finer strokes: without that, painted faces
/// lose their eyes and mouths.
public final class FaceGuard implements FaceFinder {
  private final Faces faces;

  /// @param faces stays the caller's, who closes it
  public FaceGuard(Faces faces) {
    this.faces = faces;
  }

  @Override
  public Optional<FaceArea> find(Picture picture) throws InterruptedException {
    List<Face> found = faces.find(picture, Search.WHOLE);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Plane mask = FaceMask.of(found, picture.width(), picture.height());
    return Optional.of(new FaceArea(mask, found.getFirst().box().width()));
  }
}
