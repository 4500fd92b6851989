package dev.pictor.engine.compose;

import static org.bytedeco.opencv.global.opencv_core.subtract;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_CUBIC;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import dev.pictor.engine.face.Box;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;

/// The person at the place and in the size they have on a board. Nobody floats: who was cut off by
/// the lower edge of the photograph stands at the lower edge of the board, and an arm that was cut
/// off by its side leaves the board there or fades.
final class Figure {
  /// How much larger than arranged a person may get to reach the lower edge.
  private static final double MOST_GROWTH = 1.3;

  /// The hair around a face, in parts of the face.
  private static final double HAIR_ABOVE = 0.36;

  private static final double HAIR_BESIDE = 0.2;
  private static final double CHIN_BELOW = 0.08;

  /// How soft a side is where the photograph ended, in parts of the person's width.
  private static final double FADE = 0.16;

  private final Person person;
  private final Board board;
  private final double scale;
  private final double left;
  private final double top;

  Figure(Person person, Arrangement.Place place, Board board) {
    this.person = person;
    this.board = board;
    Box face = person.face();
    double side = Math.min(board.width(), board.height());
    double faceX = (face.left() + face.right()) / 2;
    double faceY = (face.top() + face.bottom()) / 2;
    double wished = place.height() * side / face.height();
    double x = place.x() * board.width();
    double y = place.y() * board.height();
    double below = person.bgr().rows() - faceY;
    double reaching = (board.height() - y) / below;
    scale = person.cut().bottom() ? Math.clamp(reaching, wished, wished * MOST_GROWTH) : wished;
    double short_ = person.cut().bottom() ? Math.max(0, board.height() - y - below * scale) : 0;
    top = y + short_ - faceY * scale;
    left = insideSides(x - faceX * scale);
  }

  /// A person whose arm was cut off on one side only goes to that side of the board when it is
  /// near.
  private double insideSides(double wished) {
    double width = person.bgr().cols() * scale;
    double room = 0.12 * board.width();
    boolean cutLeft = person.cut().left() < person.bgr().rows();
    boolean cutRight = person.cut().right() < person.bgr().rows();
    if (cutLeft && !cutRight && wished > 0 && wished < room) {
      return 0;
    }
    double right = wished + width;
    if (cutRight && !cutLeft && right < board.width() && right > board.width() - room) {
      return board.width() - width;
    }
    return wished;
  }

  /// The face and the hair around it, in pixels of the board.
  Rectangle2D head() {
    Box face = person.face();
    double width = face.width() * scale;
    double height = face.height() * scale;
    return new Rectangle2D.Double(
        left + face.left() * scale - HAIR_BESIDE * width,
        top + face.top() * scale - HAIR_ABOVE * height,
        width * (1 + 2 * HAIR_BESIDE),
        height * (1 + HAIR_ABOVE + CHIN_BELOW));
  }

  /// What text keeps away from: the head, or the disc behind it.
  Rectangle2D kept(Arrangement.Look look) {
    if (look != Arrangement.Look.DISC) {
      return head();
    }
    Rectangle2D head = head();
    double radius = discRadius(head) * 1.08;
    return new Rectangle2D.Double(
        head.getCenterX() - radius, discY(head) - radius, 2 * radius, 2 * radius);
  }

  private static double discRadius(Rectangle2D head) {
    return Math.max(head.getWidth(), head.getHeight()) * 0.74;
  }

  private double discY(Rectangle2D head) {
    return head.getCenterY() + 0.05 * Math.min(board.width(), board.height());
  }

  /// Lays the person on the board. The scope that the caller has open owns what it needs for that.
  void draw(Arrangement.Look look, Scheme scheme) {
    Rect seen = seen();
    if (seen.width() <= 0 || seen.height() <= 0) {
      return;
    }
    double unit = Math.min(board.width(), board.height());
    int x = (int) Math.round(left + seen.x() * scale);
    int y = (int) Math.round(top + seen.y() * scale);
    Size size =
        new Size(
            Math.max(1, (int) Math.round(seen.width() * scale)),
            Math.max(1, (int) Math.round(seen.height() * scale)));
    Mat alpha = new Mat();
    resize(faded(seen), alpha, size, 0, 0, scale < 1 ? INTER_AREA : INTER_LINEAR);
    Mat bgr = new Mat();
    resize(new Mat(person.bgr(), seen), bgr, size, 0, 0, scale < 1 ? INTER_AREA : INTER_CUBIC);
    surround(look, scheme, alpha, x, y, unit);
    board.blend(bgr, alpha, x, y);
    rim(scheme, alpha, x, y, unit);
  }

  /// The part of the person that the board shows, with room for a glow from beyond its edges.
  private Rect seen() {
    int fromX = (int) Math.clamp(Math.floor(-left / scale), 0, person.bgr().cols());
    int fromY = (int) Math.clamp(Math.floor(-top / scale), 0, person.bgr().rows());
    int toX = (int) Math.clamp(Math.ceil((board.width() - left) / scale), 0, person.bgr().cols());
    int toY = (int) Math.clamp(Math.ceil((board.height() - top) / scale), 0, person.bgr().rows());
    return new Rect(fromX, fromY, toX - fromX, toY - fromY);
  }

  /// The alpha with soft sides where the photograph ended and the board goes on.
  private Mat faded(Rect seen) {
    Mat part = new Mat(person.alpha(), seen).clone();
    int width = part.cols();
    int height = part.rows();
    int ramp = (int) Math.max(4, FADE * person.bgr().cols());
    boolean fadeLeft = seen.x() == 0 && left > 1 && person.cut().left() < person.bgr().rows();
    boolean fadeRight =
        seen.x() + width == person.bgr().cols()
            && left + person.bgr().cols() * scale < board.width() - 1
            && person.cut().right() < person.bgr().rows();
    if (!fadeLeft && !fadeRight) {
      return part;
    }
    byte[] values = new byte[width * height];
    part.data().get(values);
    for (int y = 0; y < height; y++) {
      for (int i = 0; i < Math.min(ramp, width); i++) {
        double share = Backdrop.smooth(0, ramp, i);
        if (fadeLeft) {
          fade(values, y * width + i, nearCut(seen.y() + y, person.cut().left(), ramp), share);
        }
        if (fadeRight) {
          int at = y * width + width - 1 - i;
          fade(values, at, nearCut(seen.y() + y, person.cut().right(), ramp), share);
        }
      }
    }
    part.data().put(values);
    return part;
  }

  /// 0 well above the row where the cut begins, 1 below it.
  private static double nearCut(int row, int from, int ramp) {
    return Backdrop.smooth(from - ramp, from, row);
  }

  private static void fade(byte[] values, int at, double near, double share) {
    values[at] = (byte) Math.round((values[at] & 0xff) * (1 - near * (1 - share)));
  }

  private void surround(
      Arrangement.Look look, Scheme scheme, Mat alpha, int x, int y, double unit) {
    int border = (int) Math.ceil(unit * 0.12);
    Mat wide = Masks.padded(alpha, border);
    int wideX = x - border;
    int wideY = y - border;
    switch (look) {
      case GLOW -> {
        Mat near = Masks.blurred(Masks.grown(wide, unit * 0.012), unit * 0.03);
        board.tint(scheme.accent(), near, wideX, wideY, 0.85);
        board.tint(0xFFFFFF, Masks.cutOut(wide, unit * 0.005), wideX, wideY, 0.95);
      }
      case STICKER -> {
        Mat edge = Masks.cutOut(wide, unit * 0.014);
        shadow(edge, wideX, wideY, unit, 0.5);
        board.tint(0xFFFFFF, edge, wideX, wideY, 1);
      }
      case SHADOW -> shadow(wide, wideX, wideY, unit, 0.6);
      case DISC -> {
        disc(scheme);
        shadow(wide, wideX, wideY, unit, 0.45);
      }
    }
  }

  private void shadow(Mat mask, int x, int y, double unit, double strength) {
    int away = (int) Math.round(unit * 0.012);
    board.tint(0x000000, Masks.blurred(mask, unit * 0.022), x + away, y + away, strength);
  }

  private void disc(Scheme scheme) {
    Rectangle2D head = head();
    double radius = discRadius(head);
    double x = head.getCenterX();
    double y = discY(head);
    ring(0xFFFFFF, x, y, radius, 1);
    ring(scheme.light(), x, y, radius * 0.93, 1);
    ring(Scheme.mixed(scheme.light(), 0xFFFFFF, 0.22), x, y, radius * 0.74, 1);
  }

  private void ring(int rgb, double x, double y, double radius, double strength) {
    int left = (int) Math.floor(x - radius);
    int top = (int) Math.floor(y - radius);
    int side = (int) Math.ceil(2 * radius) + 2;
    Ellipse2D circle = new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius);
    board.tint(rgb, Masks.of(circle, left, top, side, side), left, top, strength);
  }

  /// A little of the accent on the person's edges, as if it shone from behind.
  private void rim(Scheme scheme, Mat alpha, int x, int y, double unit) {
    Mat rim = new Mat();
    subtract(
        alpha,
        Masks.blurred(Masks.padded(alpha, 2), unit * 0.014)
            .apply(new Rect(2, 2, alpha.cols(), alpha.rows())),
        rim);
    board.tint(Scheme.mixed(scheme.accent(), 0xFFFFFF, 0.5), rim, x, y, 0.35);
  }
}
