package dev.pictor.engine.theme;

import dev.pictor.engine.face.Landmarks;
import dev.pictor.engine.plane.Affine;
import dev.pictor.engine.theme.Placement.Drape;

/// Lays cloth over a face. The canonical face, seen from the front, is a landscape; the cloth lies
/// on it like a tent, pushed out by nose and chin and taut between them. The points of the real
/// mesh then move it to where this face differs.
final class Drapes {
  private static final int COLUMNS = 37;
  private static final int ROWS = 31;

  /// Times that each point is pulled to the mean of its neighbours: until the cloth is taut.
  private static final int PULLS = 220;

  /// How far a point of the mesh pulls at the cloth, in centimetres.
  private static final double PULL_REACH = 1.6;

  /// In squares of that reach; what is farther away counts nothing.
  private static final double FARTHEST = 18;

  private Drapes() {}

  /// @param box the size of the artwork, in its units
  static Surface over(Landmarks landmarks, Frame frame, Drape drape, double[] box) {
    Affine map = Anchor.map(drape.anchors(), FacePoints::canonical);
    Vec3[] moved = moved(landmarks, frame);
    double[] heights = taut(map, box, drape.lift());
    return Surface.of(
        COLUMNS,
        ROWS,
        false,
        (u, v) -> {
          double x = map.x(u * box[0], -v * box[1]);
          double y = map.y(u * box[0], -v * box[1]);
          int column = (int) Math.round(u * (COLUMNS - 1));
          int row = (int) Math.round(v * (ROWS - 1));
          Vec3 at = frame.place(new Vec3(x, y, heights[row * COLUMNS + column]));
          return at.plus(pull(moved, x, y));
        });
  }

  /// How far each point of the mesh is from where the pose alone would put it, in pixels.
  private static Vec3[] moved(Landmarks landmarks, Frame frame) {
    Vec3[] moved = new Vec3[Landmarks.COUNT];
    for (int i = 0; i < moved.length; i++) {
      Vec3 expected = frame.place(AverageFace.point(i));
      moved[i] =
          new Vec3(
              landmarks.x(i) - expected.x(),
              landmarks.y(i) - expected.y(),
              landmarks.z(i) - expected.z());
    }
    return moved;
  }

  private static Vec3 pull(Vec3[] moved, double x, double y) {
    double total = 1e-9;
    Vec3 sum = Vec3.ZERO;
    for (int i = 0; i < moved.length; i++) {
      Vec3 point = AverageFace.point(i);
      double dx = (point.x() - x) / PULL_REACH;
      double dy = (point.y() - y) / PULL_REACH;
      double distance = dx * dx + dy * dy;
      if (distance > FARTHEST && total > 1e-6) {
        continue;
      }
      double weight = Math.exp(-0.5 * distance);
      total += weight;
      sum = sum.plus(moved[i].times(weight));
    }
    return sum.times(1 / total);
  }

  /// The height of the cloth at each point of the grid.
  private static double[] taut(Affine map, double[] box, double lift) {
    double[] ground = new double[COLUMNS * ROWS];
    for (int i = 0; i < ground.length; i++) {
      int row = i / COLUMNS;
      double u = box[0] * (i % COLUMNS) / (COLUMNS - 1);
      double v = box[1] * row / (ROWS - 1);
      ground[i] = FaceRelief.height(map.x(u, -v), map.y(u, -v)) + lift;
    }
    double[] cloth = ground.clone();
    for (int pull = 0; pull < PULLS; pull++) {
      for (int row = 1; row + 1 < ROWS; row++) {
        for (int column = 1; column + 1 < COLUMNS; column++) {
          int i = row * COLUMNS + column;
          double mean = (cloth[i - 1] + cloth[i + 1] + cloth[i - COLUMNS] + cloth[i + COLUMNS]) / 4;
          cloth[i] = Math.max(ground[i], mean);
        }
      }
    }
    return cloth;
  }
}
