package dev.pictor.engine.compose;

import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_core.LUT;
import static org.bytedeco.opencv.global.opencv_core.addWeighted;
import static org.bytedeco.opencv.global.opencv_core.mean;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2GRAY;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_GRAY2BGR;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.boundingRect;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;
import static org.bytedeco.opencv.global.opencv_imgproc.threshold;

import dev.pictor.engine.Progress;
import dev.pictor.engine.codec.Picture;
import dev.pictor.engine.cutout.Cutter;
import dev.pictor.engine.cutout.NoSubject;
import dev.pictor.engine.face.Box;
import dev.pictor.engine.face.Face;
import dev.pictor.engine.face.Faces;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;

/// The person of a thumbnail, cut out, with the light and the colours of a picture that has to be
/// noticed.
///
/// @param bgr the pixels within the smallest box around the person
/// @param alpha of the same size
/// @param face in the same pixels: of the largest face, or of all when they are about as large
/// @param cut where the photograph itself ended
record Person(Mat bgr, Mat alpha, Box face, Cut cut) implements AutoCloseable {
  /// Which edges of the photograph the person was cut off by, and from which row of the box on.
  ///
  /// @param left the first row that touches the left edge; the box's height when none does
  /// @param right the same on the right
  record Cut(int left, int right, boolean bottom) {}

  private static final int OPAQUE = 128;

  /// Faces smaller than this part of the largest are of people behind.
  private static final double SAME_RANK = 0.45;

  /// How bright the middle of the face becomes at least, in levels, and how far gamma may go.
  private static final double BRIGHT = 135;

  private static final double MOST_GAMMA = 1.5;
  private static final double SATURATION = 1.14;
  private static final double CONTRAST = 1.08;

  /// @param longest the longer side that is worth working on
  static Person of(Picture photo, double longest, Faces faces, Cutter cutter, Progress progress)
      throws NoSubject, InterruptedException {
    try (Picture small = shrunk(photo, longest)) {
      List<Face> found = faces.find(small, Faces.Search.WHOLE);
      try (Picture whole = cutter.cut(small, progress);
          PointerScope _ = new PointerScope()) {
        Mat alpha = whole.alpha().orElseThrow();
        Mat sure = new Mat();
        threshold(alpha, sure, OPAQUE, 255, 0);
        Rect box = boundingRect(sure);
        Box face = found.isEmpty() ? guessed(box) : around(found);
        Mat bgr = popped(new Mat(whole.mat(), box).clone(), moved(face, box));
        return new Person(
            bgr.retainReference(),
            new Mat(alpha, box).clone().retainReference(),
            moved(face, box),
            cut(sure, box));
      }
    }
  }

  static Picture shrunk(Picture photo, double longest) {
    double scale = longest / Math.max(photo.width(), photo.height());
    Mat small = new Mat();
    if (scale >= 1) {
      return new Picture(photo.mat().clone());
    }
    try (Size size = new Size()) {
      resize(photo.mat(), small, size, scale, scale, INTER_AREA);
    }
    return new Picture(small);
  }

  private static Box around(List<Face> faces) {
    Box all = faces.getFirst().box();
    double largest = all.width() * all.height();
    for (Face face : faces) {
      Box box = face.box();
      if (box.width() * box.height() > SAME_RANK * largest) {
        all =
            new Box(
                Math.min(all.left(), box.left()),
                Math.min(all.top(), box.top()),
                Math.max(all.right(), box.right()),
                Math.max(all.bottom(), box.bottom()));
      }
    }
    return all;
  }

  /// Where the face of somebody who turned away would be.
  private static Box guessed(Rect body) {
    double side = Math.min(body.width() * 0.4, body.height() * 0.25);
    double x = body.x() + body.width() / 2.0;
    double y = body.y() + side * 0.25;
    return new Box(x - side / 2, y, x + side / 2, y + side);
  }

  private static Box moved(Box face, Rect origin) {
    return new Box(
        face.left() - origin.x(),
        face.top() - origin.y(),
        face.right() - origin.x(),
        face.bottom() - origin.y());
  }

  private static Cut cut(Mat sure, Rect box) {
    byte[] values = new byte[sure.cols() * sure.rows()];
    sure.data().get(values);
    int left = touching(values, sure.cols(), 1, box);
    int right = touching(values, sure.cols(), sure.cols() - 2, box);
    boolean bottom = box.y() + box.height() >= sure.rows() - 2;
    return new Cut(left, right, bottom);
  }

  private static int touching(byte[] values, int width, int x, Rect box) {
    for (int y = 0; y < box.height(); y++) {
      if (values[(box.y() + y) * width + Math.clamp(x, 0, width - 1)] != 0) {
        return y;
      }
    }
    return box.height();
  }

  /// A dark face gets light, grey colours get life.
  private static Mat popped(Mat bgr, Box face) {
    Mat grey = new Mat();
    cvtColor(bgr, grey, COLOR_BGR2GRAY);
    int left = Math.clamp((int) face.left(), 0, bgr.cols() - 1);
    int top = Math.clamp((int) face.top(), 0, bgr.rows() - 1);
    int width = Math.clamp((int) face.width(), 1, bgr.cols() - left);
    int height = Math.clamp((int) face.height(), 1, bgr.rows() - top);
    double light = Math.max(1, mean(new Mat(grey, new Rect(left, top, width, height))).get(0));
    double gamma = Math.log(light / 255) / Math.log(BRIGHT / 255);
    Mat lit = new Mat();
    LUT(bgr, curve(Math.clamp(gamma, 1, MOST_GAMMA)), lit);
    cvtColor(lit, grey, COLOR_BGR2GRAY);
    Mat pale = new Mat();
    cvtColor(grey, pale, COLOR_GRAY2BGR);
    addWeighted(lit, SATURATION, pale, 1 - SATURATION, 0, lit);
    return lit;
  }

  private static Mat curve(double gamma) {
    byte[] levels = new byte[256];
    for (int i = 0; i < levels.length; i++) {
      double lifted = Math.pow(i / 255.0, 1 / gamma);
      double steep = 0.5 + (lifted - 0.5) * CONTRAST;
      double soft = lifted * lifted * (3 - 2 * lifted);
      levels[i] = (byte) Math.round(255 * Math.clamp(0.7 * steep + 0.3 * soft, 0, 1));
    }
    Mat curve = new Mat(1, 256, CV_8U);
    curve.data().put(levels);
    return curve;
  }

  @Override
  public void close() {
    bgr.close();
    alpha.close();
  }
}
