package dev.pictor.engine.face;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.CV_32SC2;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.max;
import static org.bytedeco.opencv.global.opencv_imgproc.GaussianBlur;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.LINE_AA;
import static org.bytedeco.opencv.global.opencv_imgproc.fillPoly;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import dev.pictor.engine.plane.Plane;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/// The area of faces as a soft mask: 1 within the oval of a face, 0 away from it.
public final class FaceMask {
  /// The mask is soft, so it is drawn small and enlarged: a wide blur at full size would cost more
  /// than finding the faces.
  private static final int DRAWN_SIDE = 512;

  /// The rim is this part of the face's width.
  private static final double SOFTNESS = 0.06;

  /// In pixels of the small mask; keeps the rims of tiny faces soft.
  private static final double LEAST_SOFTNESS = 1;

  /// How much farther than the mesh the forehead goes: up to the hair.
  private static final double FOREHEAD = 0.15;

  /// The outline of the mesh, clockwise from the top of the forehead.
  private static final int[] OUTLINE = Landmarks.oval();

  private static final int TOP = 10;
  private static final int CHIN = 152;
  private static final int RIGHT_BROW = 105;
  private static final int LEFT_BROW = 334;

  /// OpenCV draws with this many bits behind the point.
  private static final int FRACTION_BITS = 4;

  private FaceMask() {}

  /// @param faces in pixels of a picture of this width and height
  public static Plane of(List<Face> faces, int width, int height) {
    return of(faces, 1, width, height);
  }

  /// A mask for a picture that is larger or smaller than the one the faces were found in.
  ///
  /// @param scale pixels of the mask for one pixel of that picture
  public static Plane of(List<Face> faces, double scale, int width, int height) {
    double shrink = Math.min(1, (double) DRAWN_SIDE / Math.max(width, height));
    Plane plane = new Plane(width, height);
    try (PointerScope _ = new PointerScope()) {
      Size size =
          new Size(
              Math.max(1, (int) Math.round(width * shrink)),
              Math.max(1, (int) Math.round(height * shrink)));
      Mat mask = new Mat(size, CV_32F, Scalar.all(0));
      for (Face face : faces) {
        max(mask, oval(face, scale * shrink, size), mask);
      }
      Mat full = new Mat();
      resize(mask, full, new Size(width, height), 0, 0, INTER_LINEAR);
      new FloatPointer(full.data()).get(plane.values());
    }
    return plane;
  }

  private static Mat oval(Face face, double scale, Size size) {
    Mat sharp = new Mat(size, CV_8UC1, Scalar.all(0));
    Mat outline = new Mat(OUTLINE.length, 1, CV_32SC2);
    new IntPointer(outline.data()).put(outline(face.landmarks(), scale * (1 << FRACTION_BITS)));
    fillPoly(
        sharp, new MatVector(outline), Scalar.all(255), LINE_AA, FRACTION_BITS, new Point(0, 0));
    Mat soft = new Mat();
    sharp.convertTo(soft, CV_32F, 1 / 255.0, 0);
    double sigma = Math.max(LEAST_SOFTNESS, SOFTNESS * scale * face.box().width());
    GaussianBlur(soft, soft, new Size(0, 0), sigma);
    return soft;
  }

  /// The outline with everything above the brows lifted along the line from chin to forehead.
  private static int[] outline(Landmarks points, double scale) {
    double browX = (points.x(RIGHT_BROW) + points.x(LEFT_BROW)) / 2;
    double browY = (points.y(RIGHT_BROW) + points.y(LEFT_BROW)) / 2;
    double upX = points.x(TOP) - points.x(CHIN);
    double upY = points.y(TOP) - points.y(CHIN);
    double length = Math.hypot(upX, upY);
    int[] outline = new int[2 * OUTLINE.length];
    for (int i = 0; i < OUTLINE.length; i++) {
      double x = points.x(OUTLINE[i]);
      double y = points.y(OUTLINE[i]);
      double above = Math.max(0, ((x - browX) * upX + (y - browY) * upY) / length);
      outline[2 * i] = (int) Math.round((x + FOREHEAD * above * upX / length) * scale);
      outline[2 * i + 1] = (int) Math.round((y + FOREHEAD * above * upY / length) * scale);
    }
    return outline;
  }
}
