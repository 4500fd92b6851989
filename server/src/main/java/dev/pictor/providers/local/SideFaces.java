package dev.pictor.providers.local;

import dev.pictor.engine.Progress;
import dev.pictor.engine.codec.Fitted;
import dev.pictor.engine.codec.Picture;
import dev.pictor.engine.face.Box;
import dev.pictor.engine.face.Face;
import dev.pictor.engine.face.Faces;
import dev.pictor.platform.Problem;
import dev.pictor.providers.FromSide;
import java.util.Comparator;
import java.util.List;

/// Finds a face by its place in the row. A drawn face is seen more easily in a smaller picture, so
/// a page without any is looked at again in smaller sizes.
final class SideFaces {
  /// The longer sides at which a page is looked at, as the engine's own search of pages has them.
  private static final int[] SIDES = {1600, 640, 384};

  private final Faces faces;

  SideFaces(Faces faces) {
    this.faces = faces;
  }

  /// @return around the face, in pixels of the page
  /// @throws Problem NO_FACE when none is found; NO_SUCH_FACE when there are fewer
  Box find(Picture page, FromSide wanted) throws InterruptedException {
    for (int side : SIDES) {
      Progress.checkInterrupt();
      try (Picture shown = Fitted.of(page, side)) {
        List<Face> found = faces.find(shown, Faces.Search.EVERY);
        if (!found.isEmpty()) {
          return scaled(chosen(found, wanted).box(), (double) page.width() / shown.width());
        }
      }
    }
    throw Problem.of(
        Problem.Kind.NO_FACE,
        "No face was found on the page; say where it is with box: left, top, width and height in"
            + " its pixels.");
  }

  private static Face chosen(List<Face> found, FromSide wanted) {
    Comparator<Face> byPlace = Comparator.comparingDouble(SideFaces::middle);
    List<Face> row =
        found.stream()
            .sorted(
                switch (wanted.side()) {
                  case LEFT -> byPlace;
                  case RIGHT -> byPlace.reversed();
                })
            .toList();
    if (wanted.number() > row.size()) {
      throw Problem.of(
          Problem.Kind.NO_SUCH_FACE,
          "Face "
              + wanted.number()
              + " counted from one side was asked for and the page shows "
              + row.size()
              + ".");
    }
    return row.get(wanted.number() - 1);
  }

  private static double middle(Face face) {
    return (face.box().left() + face.box().right()) / 2;
  }

  private static Box scaled(Box box, double scale) {
    return new Box(
        box.left() * scale, box.top() * scale, box.right() * scale, box.bottom() * scale);
  }
}
