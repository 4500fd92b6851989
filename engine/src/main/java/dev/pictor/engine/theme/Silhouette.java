package dev.pictor.engine.theme;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.MORPH_CLOSE;
import static org.bytedeco.opencv.global.opencv_imgproc.MORPH_ELLIPSE;
import static org.bytedeco.opencv.global.opencv_imgproc.getStructuringElement;
import static org.bytedeco.opencv.global.opencv_imgproc.morphologyEx;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;
import static org.bytedeco.opencv.global.opencv_ximgproc.guidedFilter;

import dev.pictor.engine.codec.Picture;
import dev.pictor.engine.cutout.Cutter;
import dev.pictor.engine.plane.Pixels;
import dev.pictor.engine.plane.Plane;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/// Where people are in a picture, asked by the picture's own pixels.
final class Silhouette {
  private static final float INSIDE = 0.5f;

  private static final int LONGEST_SIDE = 560;

  /// Holes smaller than this part of the longer side are closed.
  private static final int HOLES = 28;

  /// Steps of a walk to the rim, in centimetres.
  private static final double STRIDE = 0.1;

  private final Plane mask;
  private final double across;
  private final double down;

  /// @param width of the picture in pixels
  /// @param height likewise
  Silhouette(Plane mask, int width, int height) {
    this.mask = mask;
    across = (double) mask.width() / width;
    down = (double) mask.height() / height;
  }

  /// Where the cutter sees people in a picture, brought to the edges that the picture has: a guided
  /// filter (He, Sun and Tang, "Guided Image Filtering", 2010) on a small copy.
  static Silhouette of(Picture picture, Cutter cutter) throws InterruptedException {
    double scale = Math.min(1, (double) LONGEST_SIDE / Math.max(picture.width(), picture.height()));
    int width = Math.max(1, (int) Math.round(picture.width() * scale));
    int height = Math.max(1, (int) Math.round(picture.height() * scale));
    try (PointerScope _ = new PointerScope()) {
      Size size = new Size(width, height);
      Mat guide = new Mat();
      resize(picture.mat(), guide, size, 0, 0, INTER_AREA);
      Mat rough = new Mat();
      resize(cutter.personMask(picture), rough, size, 0, 0, INTER_AREA);
      guide.convertTo(guide, CV_32F, 1 / 255.0, 0);
      // Straps, badges and folds that the net doubts are holes in a body; they are clothes too.
      int hole = Math.max(3, Math.max(width, height) / HOLES);
      Mat disc = getStructuringElement(MORPH_ELLIPSE, new Size(hole, hole));
      morphologyEx(rough, rough, MORPH_CLOSE, disc);
      rough.convertTo(rough, CV_32F, 1 / 255.0, 0);
      Mat fine = new Mat();
      guidedFilter(guide, rough, fine, Math.max(2, Math.max(width, height) / 130), 1e-4);
      Plane plane = Pixels.plane(fine);
      float[] values = plane.values();
      for (int i = 0; i < values.length; i++) {
        values[i] = Plane.clamp((values[i] - 0.35f) / 0.35f);
      }
      return new Silhouette(plane, picture.width(), picture.height());
    }
  }

  Plane mask() {
    return mask;
  }

  boolean contains(double x, double y) {
    int column = (int) Math.floor(x * across);
    int row = (int) Math.floor(y * down);
    return row >= 0
        && row < mask.height()
        && column >= 0
        && column < mask.width()
        && mask.at(column, row) > INSIDE;
  }

  boolean inPicture(double x, double y) {
    return x >= 0 && y >= 0 && x * across < mask.width() && y * down < mask.height();
  }

  /// Walks from a point of a body along a direction until the person ends.
  ///
  /// @param from in centimetres of the frame
  /// @param direction of length 1, likewise
  /// @param farthest centimetres that are walked at most
  /// @return the centimetres walked; as many as `expected` where the picture or the mask gives no
  ///   answer: outside of the picture, or when the walk begins beside the person
  double reach(Frame frame, Vec3 from, Vec3 direction, double farthest, double expected) {
    for (double way = 0; way < farthest; way += STRIDE) {
      Vec3 at = frame.place(from.plus(direction.times(way)));
      if (!inPicture(at.x(), at.y())) {
        return Math.max(way, expected);
      }
      if (!contains(at.x(), at.y())) {
        return way == 0 ? expected : way;
      }
    }
    return farthest;
  }
}
