package dev.pictor.engine.paint;

import dev.pictor.engine.plane.Plane;
import dev.pictor.engine.plane.Rows;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A picture being painted from another one, round by round, from broad strokes to fine. One thread
/// uses it at a time.
public final class Painting {
  private static final int LEVELS = 6;

  private final Pyramid picture;
  private final Surface surface;
  private final Rows rows;
  private final Map<Float, Directions> directions = new HashMap<>();

  /// @param picture what is painted, left as it is
  /// @param ground what is painted on; strokes change it
  /// @param height for a brush the thickness of the paint, zeros at first; for a chalk the tooth of
  ///   the paper
  public Painting(Canvas picture, Canvas ground, Plane height, Rows rows)
      throws InterruptedException {
    this.picture = Pyramid.of(picture, LEVELS, rows);
    this.surface = new Surface(ground, height);
    this.rows = rows;
  }

  /// Paints one round over the whole canvas.
  public void paint(Round round, Medium medium) throws InterruptedException {
    paint(round, medium, null);
  }

  /// Paints one round.
  ///
  /// @param where strokes may begin where this is above .35, or null for everywhere
  public void paint(Round round, Medium medium, @Nullable Plane where) throws InterruptedException {
    Directions follow = directions.get(round.follow());
    if (follow == null) {
      follow =
          round.follow() == 0
              ? Directions.hatching()
              : Directions.of(picture, round.follow(), rows);
      directions.put(round.follow(), follow);
    }
    StrokePlan plan = new StrokePlan(picture, surface.canvas(), follow, round, where);
    Mask mask = new Mask(picture.level(0), round.within());
    StrokePainter.paint(surface, medium, mask, plan.strokes(rows), rows);
  }

  public Canvas canvas() {
    return surface.canvas();
  }

  /// The thickness of the paint, or the tooth of the paper.
  public Plane height() {
    return surface.height();
  }
}
