package dev.pictor.engine.theme;

import static org.bytedeco.opencv.global.opencv_core.BORDER_REPLICATE;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_CUBIC;
import static org.bytedeco.opencv.global.opencv_imgproc.remap;

import dev.pictor.engine.codec.Picture;
import dev.pictor.engine.face.Face;
import dev.pictor.engine.plane.Pixels;
import dev.pictor.engine.plane.Plane;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;

/// Turns the head of a portrait to the side, by program: the picture is taken for a relief, an
/// ellipsoid of a head with the face on it, and turned around the neck. Good for some thirty
/// degrees.
final class Turned {
  private Turned() {}

  /// @param degrees above 0 to the right of the picture
  static Picture head(Picture source, Face face, double degrees) {
    Frame frame = Frame.ofHead(face.landmarks());
    double turn = Math.toRadians(degrees);
    int width = source.width();
    int height = source.height();
    Plane mapX = new Plane(width, height);
    Plane mapY = new Plane(width, height);
    Vec3 axis = frame.place(new Vec3(0, 0, -4));
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double dy = (axis.y() - y) / frame.scale();
        double dx = (x - axis.x()) / frame.scale();
        // Turn back: from the place in the result to the place in the source, found by iteration
        // since the depth is known at the source only.
        double sx = dx;
        for (int i = 0; i < 12; i++) {
          double z = depth(sx, dy);
          sx = (dx - z * Math.sin(turn)) / Math.cos(turn);
          sx = Math.clamp(sx, -16, 16);
        }
        double share = Math.clamp((Math.hypot(dx, (dy - 3) * 0.8) - 9) / 7, 0, 1);
        share = share * share * (3 - 2 * share);
        mapX.values()[y * width + x] =
            (float) (axis.x() + (sx + (dx - sx) * share) * frame.scale());
        mapY.values()[y * width + x] = y;
      }
    }
    try (Mat x = Pixels.mat(mapX);
        Mat y = Pixels.mat(mapY);
        Scalar none = Scalar.all(0)) {
      Mat result = new Mat();
      remap(source.mat(), result, x, y, INTER_CUBIC, BORDER_REPLICATE, none);
      return new Picture(result);
    }
  }

  /// In centimetres in front of the axis of the head.
  private static double depth(double x, double y) {
    double skull = 1 - x * x / 90 - (y - 4) * (y - 4) / 200;
    double head = skull > 0 ? 9.2 * Math.sqrt(skull) : 0;
    double face = Math.abs(x) < 8 && y > -10 && y < 9 ? FaceRelief.height(x, y) + 4 : 0;
    return 0.55 * head + 0.35 * face;
  }
}
