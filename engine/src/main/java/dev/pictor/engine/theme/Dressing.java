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

  /// The cosine of the angle to the camera from which on a surface is seen fully.
  private static final double TURNING = 0.12;

  /// Backdrops are large, soft and far: half of the pixels a side are enough.
  private static final double BACKDROP_DETAIL = 0.5;

  private final Plane person;
  private final Plane background;
  private final List<Wearer> wearers = new ArrayList<>();
  private final List<Outline> outlines = new ArrayList<>();
  private final Shadows shadows;

  /// Somebody who gets dressed.
  private record Wearer(Head head, Torso torso, Light light, Plane shade) {}

  /// @param silhouette of all people
  Dressing(Picture picture, List<Face> faces, Silhouette silhouette) {
    person = silhouette.mask();
    background = opposite(person);
    shadows = new Shadows(picture.width(), picture.height(), person);
    for (Face face : faces) {
      Frame frame = Frame.ofHead(face.landmarks());
      Patch patch = Patch.around(picture, frame);
      Head head = Head.measured(face.landmarks(), frame, patch, silhouette);
      Light light = Light.on(patch, face.landmarks(), frame);
      Outline outline = head.outline();
      outlines.add(outline);
      Plane shade = shadows.onBody(outline, frame, light);
      wearers.add(new Wearer(head, Torso.under(head, silhouette), light, shade));
    }
    wearers.sort(Comparator.comparingDouble(w -> w.head().frame().scale()));
  }

  /// Lays all parts of a theme over a picture of the same size.
  void put(Theme theme, Overlay overlay) throws InterruptedException {
    for (Layer layer : Layer.values()) {
      for (int i = 0; i < wearers.size(); i++) {
        for (Part part : theme.parts()) {
          Progress.checkInterrupt();
          if (Layer.of(part) == layer) {
            add(part, layer, wearers.get(i), wearers.size() - i, overlay);
          }
        }
      }
    }
  }

  /// How bright white cloth is on the person in the best light, 0 to 1.
  double white() {
    return wearers.stream().mapToDouble(w -> w.light().level()).max().orElse(1);
  }

  /// What lies under what.
  private enum Layer {
    BEHIND,
    BODY,
    HEAD;

    static Layer of(Part part) {
      if (part.behind()) {
        return BEHIND;
      }
      return part.placement() instanceof Placement.Bib ? BODY : HEAD;
    }
  }

  private void add(Part part, Layer layer, Wearer wearer, int rank, Overlay overlay) {
    Drawing drawing = part.drawing();
    Surface surface = surface(part.placement(), drawing, wearer);
    double detail = part.behind() ? BACKDROP_DETAIL : 1;
    Artwork artwork =
        Artwork.drawn(drawing.document(), detail * surface.breadth(), detail * surface.height());
    Piece piece =
        new Piece(
            surface,
            artwork,
            gains(part, surface, wearer.light()),
            matte(part),
            layer == Layer.BODY ? outlines : List.of(),
            layer == Layer.BODY && part.lit() ? wearer.shade() : null,
            part.behind() ? 0 : part.shadow());
    overlay.add(piece, shadow(piece, wearer, rank));
  }

  private static Surface surface(Placement placement, Drawing drawing, Wearer wearer) {
    double[] box = {drawing.width(), drawing.height()};
    Head head = wearer.head();
    return switch (placement) {
      case Placement.Shell shell -> Shells.around(head, shell);
      case Placement.Drape drape -> Drapes.over(head.landmarks(), head.frame(), drape, box);
      case Placement.Bib bib -> Bibs.before(wearer.torso(), bib, box);
    };
  }

  private @Nullable Plane matte(Part part) {
    if (part.behind()) {
      return background;
    }
    return part.placement() instanceof Placement.Bib bib && bib.cut() ? person : null;
  }

  private @Nullable Plane shadow(Piece piece, Wearer wearer, int rank) {
    boolean seen = rank <= MOST_SHADED && 15 * wearer.head().frame().scale() >= LEAST_SHADED_PIXELS;
    return seen && piece.shadow() > 0
        ? shadows.of(piece, wearer.head().frame(), wearer.light())
        : null;
  }

  private static Plane opposite(Plane plane) {
    Plane opposite = plane.copy();
    float[] values = opposite.values();
    for (int i = 0; i < values.length; i++) {
      values[i] = 1 - values[i];
    }
    return opposite;
  }

  private static float[] gains(Part part, Surface surface, Light light) {
    if (part.lit() && !part.behind()) {
      return lit(surface, light);
    }
    // A backdrop faces no particular way.
    float[] gains = new float[4 * surface.columns() * surface.rows()];
    for (int i = 0; i < gains.length; i++) {
      gains[i] = part.lit() && i % 4 < 3 ? (float) light.white()[i % 4] : 1;
    }
    return rounded(surface, gains);
  }

  private static float[] lit(Surface surface, Light light) {
    int points = surface.columns() * surface.rows();
    float[] gains = new float[4 * points];
    for (int i = 0; i < points; i++) {
      light.gains(surface.normal(i), gains, 4 * i);
      gains[4 * i + 3] = 1;
    }
    return rounded(surface, gains);
  }

  /// Where a closed surface turns away from the camera it ends softly, as in a photograph.
  private static float[] rounded(Surface surface, float[] gains) {
    for (int i = 0; surface.closed() && i < gains.length / 4; i++) {
      gains[4 * i + 3] = (float) Math.clamp(surface.normal(i).z() / TURNING, 0, 1);
    }
    return gains;
  }
}
