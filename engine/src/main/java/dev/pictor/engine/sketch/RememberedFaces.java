package dev.pictor.engine.sketch;

import dev.pictor.engine.codec.Picture;
import dev.pictor.engine.plane.Pixels;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The faces of one photograph, sought at the first question and scaled for the later ones.
final class RememberedFaces implements FaceFinder {
  private final FaceFinder finder;
  private @Nullable Answer answer;

  private record Answer(Optional<FaceArea> faces) {}

  RememberedFaces(FaceFinder finder) {
    this.finder = finder;
  }

  @Override
  public synchronized Optional<FaceArea> find(Picture picture) throws InterruptedException {
    Answer known = answer;
    if (known == null) {
      known = new Answer(finder.find(picture));
      answer = known;
    }
    return known.faces().map(area -> scaled(area, picture.width(), picture.height()));
  }

  private static FaceArea scaled(FaceArea area, int width, int height) {
    double factor = (double) width / area.mask().width();
    return new FaceArea(Pixels.resized(area.mask(), width, height), area.widthPixels() * factor);
  }
}
