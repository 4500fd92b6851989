package dev.pictor.engine.compose;

import static org.bytedeco.opencv.global.opencv_imgproc.GaussianBlur;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_CUBIC;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import dev.pictor.engine.codec.Picture;
import java.awt.geom.Rectangle2D;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/// A photograph as the background: it fills the board, is out of focus behind a person, takes on
/// the colours of the scheme, and is quieter where the text will be.
final class Backing {
  private static final double FOCUS_LOSS = 0.012;

  /// How much of the scheme's deep colour lies over all of it, and over the text's room.
  private static final double VEIL = 0.22;

  private static final double SCRIM = 0.62;

  private Backing() {}

  /// How a picture of one size covers another: the part that is seen, in pixels of the picture.
  static Rect cover(int width, int height, Board board) {
    double scale = Math.max((double) board.width() / width, (double) board.height() / height);
    int seenWidth = (int) Math.min(width, Math.round(board.width() / scale));
    int seenHeight = (int) Math.min(height, Math.round(board.height() / scale));
    // Faces and horizons are above the middle more often than below it.
    int top = (int) ((height - seenHeight) * 0.4);
    return new Rect((width - seenWidth) / 2, top, seenWidth, seenHeight);
  }

  static void paint(Picture scene, Board board, Scheme scheme, Rectangle2D room, boolean soft) {
    try (PointerScope _ = new PointerScope()) {
      Rect seen = cover(scene.width(), scene.height(), board);
      boolean shrinks = seen.width() > board.width();
      Size size = board.mat().size();
      if (soft) {
        blurred(new Mat(scene.mat(), seen), board);
      } else {
        resize(
            new Mat(scene.mat(), seen),
            board.mat(),
            size,
            0,
            0,
            shrinks ? INTER_AREA : INTER_CUBIC);
      }
      int veil = scheme.isDark() ? scheme.deep() : scheme.light();
      Mat all = new Mat(size, org.bytedeco.opencv.global.opencv_core.CV_8U, Scalar.all(255));
      board.tint(veil, all, 0, 0, soft ? VEIL : VEIL * 0.6);
      // A room as large as the picture must not put all of it into the dark.
      double part = room.getWidth() * room.getHeight() / board.width() / board.height();
      board.tint(scheme.edge(), scrim(board, room), 0, 0, SCRIM * (1 - 0.5 * part));
    }
  }

  /// A wide blur shows nothing finer than itself, so it is made on a small copy.
  private static void blurred(Mat seen, Board board) {
    double sigma = 4;
    double scale = sigma / (FOCUS_LOSS * board.width());
    Mat small = new Mat();
    Size less =
        new Size(
            Math.max(8, (int) (board.width() * scale)),
            Math.max(8, (int) (board.height() * scale)));
    resize(seen, small, less, 0, 0, INTER_AREA);
    GaussianBlur(small, small, new Size(0, 0), sigma);
    resize(small, board.mat(), board.mat().size(), 0, 0, INTER_LINEAR);
  }

  /// Soft, and darkest in the middle of the room.
  private static Mat scrim(Board board, Rectangle2D room) {
    Mat mask = Masks.of(room, 0, 0, board.width(), board.height());
    return Masks.blurred(mask, Math.min(board.width(), board.height()) * 0.14);
  }
}
