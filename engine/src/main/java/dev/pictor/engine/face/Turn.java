package dev.pictor.engine.face;

import static org.bytedeco.opencv.global.opencv_core.ROTATE_90_CLOCKWISE;
import static org.bytedeco.opencv.global.opencv_core.ROTATE_90_COUNTERCLOCKWISE;
import static org.bytedeco.opencv.global.opencv_core.rotate;

import org.bytedeco.opencv.opencv_core.Mat;

/// How the square that a detector looks at is turned first. The detectors know heads that are
/// upright; they lose most that are tilted by more than 60 degrees (measured on three portraits in
/// steps of 15), so three turns cover every tilt up to 150.
enum Turn {
  /// As it is.
  NONE(0),

  /// Turned clockwise: shows heads that lie on the picture's left upright.
  CLOCKWISE(1),

  /// Turned counterclockwise: shows heads that lie on the picture's right upright.
  COUNTERCLOCKWISE(-1);

  private final int quarters;

  Turn(int quarters) {
    this.quarters = quarters;
  }

  Mat of(Mat square) {
    if (this == NONE) {
      return square;
    }
    Mat turned = new Mat();
    rotate(square, turned, quarters > 0 ? ROTATE_90_CLOCKWISE : ROTATE_90_COUNTERCLOCKWISE);
    return turned;
  }

  /// A detection in the turned unit square as it lies in the square before the turn.
  Detection undone(Detection in) {
    if (this == NONE) {
      return in;
    }
    Box b = in.box();
    Box box =
        quarters > 0
            ? new Box(b.top(), 1 - b.right(), b.bottom(), 1 - b.left())
            : new Box(1 - b.bottom(), b.left(), 1 - b.top(), b.right());
    return new Detection(in.score(), box, in.tilt() - quarters * Math.PI / 2);
  }
}
