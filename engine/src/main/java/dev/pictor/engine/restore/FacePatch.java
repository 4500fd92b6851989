package dev.pictor.engine.restore;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.CV_32SC2;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_imgproc.fillPoly;

import dev.pictor.engine.codec.Picture;
import dev.pictor.engine.face.Box;
import dev.pictor.engine.face.Face;
import dev.pictor.engine.face.Landmarks;
import dev.pictor.engine.plane.Affine;
import dev.pictor.engine.plane.Blur;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/// The part of a picture around one face, and the size at which it is worked on: a large face is
/// shrunk for the work, and what the shrinking loses is put back without its noise.
final class FacePatch {
  /// Room around the face, as a part of its width: all of the head, with its hair.
  private static final double MARGIN = 0.45;

  /// More than this costs memory and time and shows nothing that a smaller copy does not.
  private static final double MOST_PIXELS = 0.7e6;

  /// Within this part of the ellipse the repaired face counts in full.
  private static final double FULL = 0.62;

  private static final int BLOCK = 8;
  private static final int LEAST_SIDE = 48;

  private static final int[][] FEATURES = {
    {33, 246, 161, 160, 159, 158, 157, 173, 133, 155, 154, 153, 145, 144, 163, 7},
    {263, 466, 388, 387, 386, 385, 384, 398, 362, 382, 381, 380, 374, 373, 390, 249},
    {61, 185, 40, 39, 37, 0, 267, 269, 270, 409, 291, 375, 321, 405, 314, 17, 84, 181, 91, 146}
  };

  private final Mat source;
  private final Face face;
  private final Rect area;
  private final Size work;

  private FacePatch(Mat source, Face face, Rect area) {
    this.source = source;
    this.face = face;
    this.area = area;
    double scale = Math.min(1, Math.sqrt(MOST_PIXELS / ((double) area.width() * area.height())));
    work = new Size((int) (area.width() * scale), (int) (area.height() * scale));
  }

  /// Starts at a corner of a JPEG block.
  static FacePatch of(Picture picture, Face face) {
    Box box = face.box();
    double margin = MARGIN * box.width();
    int left = Math.clamp((long) (box.left() - margin), 0, picture.width() - 1) / BLOCK * BLOCK;
    int top = Math.clamp((long) (box.top() - margin), 0, picture.height() - 1) / BLOCK * BLOCK;
    int right = Math.clamp((long) (box.right() + margin), left + 1, picture.width());
    int bottom = Math.clamp((long) (box.bottom() + margin), top + 1, picture.height());
    return new FacePatch(picture.mat(), face, new Rect(left, top, right - left, bottom - top));
  }

  /// A face at the rim of a tiny picture leaves nothing to measure.
  boolean isTooSmall() {
    return area.width() < LEAST_SIDE || area.height() < LEAST_SIDE;
  }

  int left() {
    return isShrunk() ? 1 : area.x();
  }

  int top() {
    return isShrunk() ? 1 : area.y();
  }

  boolean isShrunk() {
    return work.width() < area.width();
  }

  /// 8 bit, at the size of the work.
  Mat pixels() {
    Mat part = new Mat(source, area);
    return isShrunk() ? Floats.resized(part, work) : part.clone();
  }

  /// 1 on eyes and lips with soft rims, 0 elsewhere; at the size of the work.
  Mat features() {
    Mat sharp = new Mat(work, CV_8UC1, Scalar.all(0));
    Landmarks points = face.landmarks();
    double scale = (double) work.width() / area.width();
    for (int[] ring : FEATURES) {
      IntPointer corners = new IntPointer(2L * ring.length);
      for (int i = 0; i < ring.length; i++) {
        corners.put(2L * i, (int) Math.round((points.x(ring[i]) - area.x()) * scale));
        corners.put(2L * i + 1, (int) Math.round((points.y(ring[i]) - area.y()) * scale));
      }
      fillPoly(sharp, new MatVector(new Mat(ring.length, 1, CV_32SC2, corners)), Scalar.all(255));
    }
    Mat floats = new Mat();
    sharp.convertTo(floats, CV_32F, 1 / 255.0, 0);
    return Blur.gauss(floats, Math.max(1, 0.02 * face.box().width() * scale));
  }

  /// Lays the repaired face over the picture: all of it in the middle, less and less towards the
  /// rim of the patch, so that no seam can be seen.
  ///
  /// @param before [#pixels] as they were
  /// @param after floats at the size of the work
  /// @param noise of the patch, in levels
  /// @param onto as large as the picture
  void lay(Mat before, Mat after, double noise, Mat onto) throws InterruptedException {
    double across = (double) work.width() / area.width();
    double down = (double) work.height() / area.height();
    // Pixels are squares, so their middles lie half a pixel in.
    Affine toWork =
        new Affine(
            across, 0, (0.5 - area.x()) * across - 0.5, 0, down, (0.5 - area.y()) * down - 0.5);
    new Overlay(toWork, Floats.of(before), after, weight(), doubt(noise)).onto(source, onto, area);
  }

  /// What a copy could not hold of a picture with so much noise, and is smaller than this, is
  /// noise.
  static double doubt(double noise) {
    return 2 * Math.max(0, noise - 2);
  }

  /// An ellipse that fills the patch.
  private Mat weight() {
    float[] weight = new float[work.width() * work.height()];
    double scale = (double) work.width() / area.width();
    Box box = face.box();
    double middleX = ((box.left() + box.right()) / 2 - area.x()) * scale;
    double middleY = ((box.top() + box.bottom()) / 2 - area.y()) * scale;
    double radiusX = (box.width() / 2 + MARGIN * box.width()) * scale;
    double radiusY = (box.height() / 2 + MARGIN * box.width()) * scale;
    for (int y = 0; y < work.height(); y++) {
      for (int x = 0; x < work.width(); x++) {
        double away = Math.hypot((x - middleX) / radiusX, (y - middleY) / radiusY);
        double in = Math.clamp((1 - away) / (1 - FULL), 0.0, 1.0);
        weight[y * work.width() + x] = (float) (in * in * (3 - 2 * in));
      }
    }
    Mat mat = new Mat(work, CV_32F);
    new FloatPointer(mat.data()).put(weight);
    return mat;
  }
}
