package dev.pictor.engine.swap;

import static org.bytedeco.opencv.global.opencv_core.BORDER_REPLICATE;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_CUBIC;
import static org.bytedeco.opencv.global.opencv_imgproc.remap;

import dev.pictor.engine.codec.Picture;
import dev.pictor.engine.face.Face;
import dev.pictor.engine.plane.Pixels;
import dev.pictor.engine.plane.Plane;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;

/// A portrait whose head is turned by program, since no turned heads under clean terms were found:
/// the mesh is turned in space and drawn from its new side, and everything around it is pulled
/// along, less and less. The far cheek gets narrow as in life; ears and hair only follow.
final class TurnedPortrait {
  /// How far the pull reaches, as a part of the face's width.
  private static final double REACH = 0.6;

  private TurnedPortrait() {}

  /// @param yaw in degrees, above 0 to the right of the picture
  /// @param pitch in degrees, above 0 down
  static Picture of(Picture portrait, Face face, double yaw, double pitch) {
    Shape before = Shape.of(face.landmarks());
    Shape after = turned(before, Math.toRadians(yaw), Math.toRadians(pitch));
    WarpMap map = WarpMap.of(after, before, portrait.width(), portrait.height());
    Plane columns = map.x();
    Plane rows = map.y();
    for (int y = 0; y < portrait.height(); y++) {
      for (int x = 0; x < portrait.width(); x++) {
        if (map.cover().at(x, y) == 0) {
          double[] place = pulled(before, after, REACH * face.widthPixels(), x, y);
          columns.values()[y * portrait.width() + x] = (float) place[0];
          rows.values()[y * portrait.width() + x] = (float) place[1];
        }
      }
    }
    Mat turned = new Mat();
    try (PointerScope _ = new PointerScope()) {
      remap(
          portrait.mat(),
          turned,
          Pixels.mat(columns),
          Pixels.mat(rows),
          INTER_CUBIC,
          BORDER_REPLICATE,
          Scalar.all(0));
    }
    return new Picture(turned);
  }

  private static Shape turned(Shape shape, double yaw, double pitch) {
    float[] values = shape.values().clone();
    double cx = (shape.x(234) + shape.x(454)) / 2;
    double cy = (shape.y(234) + shape.y(454)) / 2;
    double cz = (shape.z(234) + shape.z(454)) / 2;
    for (int i = 0; i < values.length; i += 3) {
      double x = values[i] - cx;
      double y = values[i + 1] - cy;
      double z = values[i + 2] - cz;
      double u = Math.cos(yaw) * x - Math.sin(yaw) * z;
      double w = Math.sin(yaw) * x + Math.cos(yaw) * z;
      double v = Math.cos(pitch) * y - Math.sin(pitch) * w;
      values[i] = (float) (cx + u);
      values[i + 1] = (float) (cy + v);
      values[i + 2] = (float) (cz + Math.sin(pitch) * y + Math.cos(pitch) * w);
    }
    return new Shape(values);
  }

  /// Where a place outside the face comes from: pulled by the outline's points, the nearer the
  /// stronger.
  private static double[] pulled(Shape before, Shape after, double reach, int x, int y) {
    double weights = 0;
    double dx = 0;
    double dy = 0;
    double nearest = Double.MAX_VALUE;
    for (int point : Points.OVAL) {
      double distance = Math.hypot(x - after.x(point), y - after.y(point));
      double weight = 1 / (1 + Math.pow(distance, 3));
      weights += weight;
      dx += weight * (before.x(point) - after.x(point));
      dy += weight * (before.y(point) - after.y(point));
      nearest = Math.min(nearest, distance);
    }
    double pull = Math.exp(-nearest * nearest / (reach * reach));
    return new double[] {x + pull * dx / weights, y + pull * dy / weights};
  }
}
