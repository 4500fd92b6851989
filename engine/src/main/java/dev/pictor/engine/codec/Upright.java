package dev.pictor.engine.codec;

import static org.bytedeco.opencv.global.opencv_core.ROTATE_90_CLOCKWISE;
import static org.bytedeco.opencv.global.opencv_core.ROTATE_90_COUNTERCLOCKWISE;
import static org.bytedeco.opencv.global.opencv_core.flip;
import static org.bytedeco.opencv.global.opencv_core.rotate;
import static org.bytedeco.opencv.global.opencv_core.transpose;

import org.bytedeco.opencv.opencv_core.Mat;

/// Turns stored pixels the way they are meant to be seen.
final class Upright {
  private static final int BOTH_SIDES = -1;
  private static final int TOP_BOTTOM = 0;
  private static final int LEFT_RIGHT = 1;

  private Upright() {}

  /// Takes the pixels over: the result is either them or new ones, and then they are closed.
  static Mat turned(Mat pixels, Orientation orientation) {
    return switch (orientation) {
      case UPRIGHT -> pixels;
      case MIRRORED -> flipped(pixels, LEFT_RIGHT);
      case TURNED_HALF -> flipped(pixels, BOTH_SIDES);
      case FLIPPED -> flipped(pixels, TOP_BOTTOM);
      case TRANSPOSED -> transposed(pixels);
      case TURNED_RIGHT -> rotated(pixels, ROTATE_90_CLOCKWISE);
      case TRANSVERSED -> flipped(transposed(pixels), BOTH_SIDES);
      case TURNED_LEFT -> rotated(pixels, ROTATE_90_COUNTERCLOCKWISE);
    };
  }

  private static Mat flipped(Mat pixels, int how) {
    flip(pixels, pixels, how);
    return pixels;
  }

  private static Mat transposed(Mat pixels) {
    try (pixels) {
      Mat turned = new Mat();
      transpose(pixels, turned);
      return turned;
    }
  }

  private static Mat rotated(Mat pixels, int how) {
    try (pixels) {
      Mat turned = new Mat();
      rotate(pixels, turned, how);
      return turned;
    }
  }
}
