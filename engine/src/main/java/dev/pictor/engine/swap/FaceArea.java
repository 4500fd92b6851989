package dev.pictor.engine.swap;

import static org.bytedeco.opencv.global.opencv_core.BORDER_CONSTANT;
import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.CV_32SC2;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.copyMakeBorder;
import static org.bytedeco.opencv.global.opencv_imgproc.DIST_L2;
import static org.bytedeco.opencv.global.opencv_imgproc.distanceTransform;
import static org.bytedeco.opencv.global.opencv_imgproc.fillPoly;

import dev.pictor.engine.plane.Blur;
import dev.pictor.engine.plane.Pixels;
import dev.pictor.engine.plane.Plane;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;

/// Areas of a face as planes: filled outlines of its parts, and how deep inside an area a pixel
/// lies.
final class FaceArea {
  private static final int FRACTION_BITS = 4;

  private final Shape shape;
  private final double faceWidth;
  private final int width;
  private final int height;

  /// @param shape the face's points in a picture of this size
  FaceArea(Shape shape, double faceWidth, int width, int height) {
    this.shape = shape;
    this.faceWidth = faceWidth;
    this.width = width;
    this.height = height;
  }

  /// 1 within the outline through these points.
  Plane part(int... points) {
    float[] outline = new float[2 * points.length];
    for (int i = 0; i < points.length; i++) {
      outline[2 * i] = shape.x(points[i]);
      outline[2 * i + 1] = shape.y(points[i]);
    }
    return filled(outline);
  }

  /// Eyes, brows, mouth and nostrils with a soft rim: where a face is not skin.
  Plane features() {
    Plane all = new Plane(width, height);
    int[][] parts = {
      Points.RIGHT_EYE,
      Points.LEFT_EYE,
      Points.RIGHT_BROW,
      Points.LEFT_BROW,
      Points.OUTER_LIPS,
      Points.NOSTRILS
    };
    for (int[] points : parts) {
      float[] part = part(points).values();
      for (int i = 0; i < part.length; i++) {
        all.values()[i] = Math.max(all.values()[i], part[i]);
      }
    }
    Plane soft = Blur.gauss(all, 0.03 * faceWidth);
    float[] values = soft.values();
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.min(1, 3 * values[i]);
    }
    return soft;
  }

  /// 1 between the lips, with a soft rim.
  Plane mouthInside() {
    return Blur.gauss(part(Points.INNER_LIPS), Math.max(0.7, 0.008 * faceWidth));
  }

  private Plane filled(float[] outline) {
    try (PointerScope _ = new PointerScope()) {
      Mat area = new Mat(height, width, CV_8UC1, Scalar.all(0));
      Mat corners = new Mat(outline.length / 2, 1, CV_32SC2);
      int[] fixed = new int[outline.length];
      for (int i = 0; i < fixed.length; i++) {
        fixed[i] = Math.round(outline[i] * (1 << FRACTION_BITS));
      }
      new IntPointer(corners.data()).put(fixed);
      fillPoly(area, new MatVector(corners), Scalar.all(255), 8, FRACTION_BITS, new Point(0, 0));
      return Pixels.plane(area);
    }
  }

  /// How far each pixel lies inside the area of values above a half, in pixels; 0 outside. The rim
  /// of the picture counts as outside.
  static Plane inside(Plane area) {
    try (PointerScope _ = new PointerScope()) {
      Mat bytes = Pixels.bytes(area);
      Mat hard = new Mat();
      org.bytedeco.opencv.global.opencv_imgproc.threshold(bytes, hard, 127, 255, 0);
      Mat framed = new Mat();
      copyMakeBorder(hard, framed, 1, 1, 1, 1, BORDER_CONSTANT, Scalar.all(0));
      Mat distance = new Mat();
      distanceTransform(framed, distance, DIST_L2, 5, CV_32F);
      return Pixels.plane(new Mat(distance, new Rect(1, 1, area.width(), area.height())).clone());
    }
  }
}
