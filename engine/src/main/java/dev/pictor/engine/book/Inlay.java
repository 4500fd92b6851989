package dev.pictor.engine.book;

import static org.bytedeco.opencv.global.opencv_core.BORDER_REPLICATE;
import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.CV_32SC2;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_CUBIC;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.LINE_AA;
import static org.bytedeco.opencv.global.opencv_imgproc.fillPoly;
import static org.bytedeco.opencv.global.opencv_imgproc.remap;

import dev.pictor.engine.face.Box;
import dev.pictor.engine.plane.Blur;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;

/// Lays a drawn face onto a page: bent into place, in the colours of the page's skin, with lines of
/// the page's line colour, within the oval of the page's face and nowhere else.
final class Inlay {
  private static final int FRACTION_BITS = 4;

  /// Everything within this part of the page's oval is painted over; from there to the other part
  /// only skin is, so that outlines, hair and hats stay.
  private static final double CORE = 0.76;

  private static final double FULL = 0.98;

  /// Within this part the page's own features are wiped out.
  private static final double WIPED = 0.88;

  private static final double SOFTNESS = 0.025;

  /// Where the brows are in a face, from its top, and how much of the forehead above is left.
  private static final double BROWS = 0.22;

  private static final double FOREHEAD = 0.2;

  private final Mat page;
  private final Outline face;
  private final PageMedium medium;
  private final double blend;

  Inlay(Mat page, Outline face, PageMedium medium, double blend) {
    this.page = page;
    this.face = face;
    this.medium = medium;
    this.blend = blend;
  }

  /// Changes the page.
  void lay(Likeness likeness) {
    Rect area = area();
    Mat[] maps = Bend.of(face, likeness.outline()).maps(area);
    Mat areas = new Mat();
    remap(likeness.areas(), areas, maps[0], maps[1], INTER_CUBIC, BORDER_REPLICATE, Scalar.all(0));
    Mat lines = new Mat();
    remap(likeness.lines(), lines, maps[0], maps[1], INTER_LINEAR, BORDER_REPLICATE, Scalar.all(1));
    Mat part = new Mat(page, area);
    Tints tints = Tints.of(part, areas, mask(area, CORE), medium);
    float[] skin = tints.skinOf(part);
    float[] mask = shares(area, skin, tints.skinOfDrawing(areas));
    float[] wiped = wiped(area, skin);
    double[] bareSkin = tints.skin();
    byte[] before = bytes(part);
    byte[] drawn = tints.applied(areas);
    float[] line = new float[mask.length];
    new FloatPointer(lines.data()).get(line);
    for (int i = 0; i < mask.length; i++) {
      for (int channel = 0; channel < 3; channel++) {
        double paint = drawn[3 * i + channel] & 255;
        double inked = tints.line()[channel] + (paint - tints.line()[channel]) * line[i];
        double old = before[3 * i + channel] & 255;
        double bare = old + (bareSkin[channel] - old) * wiped[i];
        double now = old + (bare + (inked - bare) * mask[i] - old) * blend;
        before[3 * i + channel] = (byte) Math.clamp(Math.round(now), 0, 255);
      }
    }
    Mat done = new Mat(area.height(), area.width(), part.type());
    done.data().put(before);
    done.copyTo(part);
  }

  /// Eyes, nose and mouth are painted over whatever was there. Around them, and above the brows,
  /// the drawing counts where it is skin: hair and shade of the photograph stay out, and so does it
  /// from what is not skin on the page.
  private float[] shares(Rect area, float[] pageSkin, float[] drawnSkin) {
    float[] core = mask(area, CORE);
    float[] full = mask(area, FULL);
    double brows = face.brows() - area.y();
    double soft = 0.04 * face.box().height();
    for (int i = 0; i < core.length; i++) {
      int row = i / area.width();
      double below = Math.clamp((row - brows) / soft + 1.5, 0.0, 1.0);
      double inner = core[i] * (below + (1 - below) * drawnSkin[i]);
      core[i] = (float) Math.max(inner, full[i] * pageSkin[i] * drawnSkin[i]);
    }
    return core;
  }

  /// How much of each pixel becomes bare skin before the drawing is laid over it, so that no brow
  /// and no corner of an eye of the page looks out beside it.
  private float[] wiped(Rect area, float[] pageSkin) {
    float[] wiped = mask(area, WIPED);
    double from = face.brows() - 0.07 * face.box().height() - area.y();
    double soft = 0.03 * face.box().height();
    for (int i = 0; i < wiped.length; i++) {
      int row = i / area.width();
      double below = Math.clamp((row - from) / soft, 0.0, 1.0);
      wiped[i] *= (float) (below * (1 - pageSkin[i]));
    }
    return wiped;
  }

  private static byte[] bytes(Mat part) {
    Mat whole = part.clone();
    byte[] bytes = new byte[3 * whole.rows() * whole.cols()];
    whole.data().get(bytes);
    return bytes;
  }

  private Rect area() {
    Box box = face.box();
    double room = 0.1 * box.width();
    int left = Math.clamp((long) (box.left() - room), 0, page.cols() - 1);
    int top = Math.clamp((long) (box.top() - room), 0, page.rows() - 1);
    int right = Math.clamp((long) (box.right() + room), left + 1, page.cols());
    int bottom = Math.clamp((long) (box.bottom() + room), top + 1, page.rows());
    return new Rect(left, top, right - left, bottom - top);
  }

  /// The page's oval made smaller, with its forehead lowered: the hair of the photograph has no
  /// place on the page.
  private float[] mask(Rect area, double inset) {
    double[] oval = face.oval();
    Box box = face.box();
    double middleX = (box.left() + box.right()) / 2;
    double middleY = (box.top() + box.bottom()) / 2;
    double brows = box.top() + BROWS * box.height();
    double size = 1 << FRACTION_BITS;
    IntPointer corners = new IntPointer(oval.length);
    for (int i = 0; i < oval.length; i += 2) {
      double x = middleX + (oval[i] - middleX) * inset;
      double y = middleY + (oval[i + 1] - middleY) * inset;
      double lowered = y < brows ? brows + (y - brows) * (1 - FOREHEAD) : y;
      corners.put(i, (int) Math.round((x - area.x()) * size));
      corners.put(i + 1, (int) Math.round((lowered - area.y()) * size));
    }
    Mat sharp = new Mat(area.height(), area.width(), CV_8UC1, Scalar.all(0));
    Mat polygon = new Mat(oval.length / 2, 1, CV_32SC2, corners);
    fillPoly(
        sharp, new MatVector(polygon), Scalar.all(255), LINE_AA, FRACTION_BITS, new Point(0, 0));
    Mat floats = new Mat();
    sharp.convertTo(floats, CV_32F, 1 / 255.0, 0);
    float[] mask = new float[area.width() * area.height()];
    Mat soft = Blur.gauss(floats, SOFTNESS * box.width());
    new FloatPointer(soft.data()).get(mask);
    return mask;
  }
}
