package dev.pictor.engine.theme;

import dev.pictor.engine.Progress;
import dev.pictor.engine.codec.Picture;
import dev.pictor.engine.face.Face;
import dev.pictor.engine.plane.Plane;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Puts a theme's parts on everybody in a picture: bodies first, far ones before near ones, then
/// what is on heads and faces.
final class Dressing {
  /// Shadows under more heads than this, or on heads narrower than so many pixels, nobody sees.
  private static final int MOST_SHADED = 8;

  private static final double LEAST_SHADED_PIXELS = 40;

  private final Plane person;
  private final List<Wearer> wearers = new ArrayList<>();
  private final List<Outline> outlines = new ArrayList<>();
  private final Shadows shadows;

  /// Somebody who gets dressed.
  private record Wearer(Head head, Torso torso, Light light) {}

  /// @param silhouette of all people
  Dressing(Picture picture, List<Face> faces, Silhouette silhouette) {
    person = silhouette.mask();
    for (Face face : faces) {
      Head head = Head.measured(face.landmarks(), silhouette);
      Light light = Light.on(picture, face.landmarks(), head.frame());
      wearers.add(new Wearer(head, Torso.under(head, silhouette), light));
      outlines.add(head.outline());
    }
    wearers.sort(Comparator.comparingDouble(w -> w.head().frame().scale()));
    shadows = new Shadows(picture.width(), picture.height(), person);
  }

  /// Lays all parts of a theme over a picture of the same size.
  void put(Theme theme, Overlay overlay) throws InterruptedException {
    for (boolean body : new boolean[] {true, false}) {
      for (int i = 0; i < wearers.size(); i++) {
        for (Part part : theme.parts()) {
          Progress.checkInterrupt();
          if (part.placement() instanceof Placement.Bib == body) {
            add(part, wearers.get(i), wearers.size() - i, overlay);
          }
        }
      }
    }
  }

  private void add(Part part, Wearer wearer, int rank, Overlay overlay) {
    Drawing drawing = part.drawing();
    double[] box = {drawing.width(), drawing.height()};
    Head head = wearer.head();
    Surface surface =
        switch (part.placement()) {
          case Placement.Shell shell -> Shells.around(head, shell);
          case Placement.Drape drape -> Drapes.over(head.landmarks(), head.frame(), drape, box);
          case Placement.Bib bib -> Bibs.before(wearer.torso(), bib, box);
        };
    boolean body = part.placement() instanceof Placement.Bib;
    boolean cut = part.placement() instanceof Placement.Bib bib && bib.cut();
    Artwork artwork = Artwork.drawn(drawing.document(), surface.breadth(), surface.height());
    Piece piece =
        new Piece(
            surface,
            artwork,
            lit(surface, wearer.light()),
            cut ? person : null,
            body ? outlines : List.of(),
            part.shadow());
    overlay.add(piece, shadow(piece, wearer, rank));
  }

  private @Nullable Plane shadow(Piece piece, Wearer wearer, int rank) {
    boolean seen = rank <= MOST_SHADED && 15 * wearer.head().frame().scale() >= LEAST_SHADED_PIXELS;
    return seen && piece.shadow() > 0
        ? shadows.of(piece, wearer.head().frame(), wearer.light())
        : null;
  }

  private static float[] lit(Surface surface, Light light) {
    int points = surface.columns() * surface.rows();
    float[] gains = new float[3 * points];
    for (int i = 0; i < points; i++) {
      light.gains(surface.normal(i), gains, 3 * i);
    }
    return gains;
  }
}
