package dev.pictor.engine.compose;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

import dev.pictor.engine.codec.Picture;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;

/// The surface a thumbnail is put together on: 8 bit BGR, outside the Java heap. Whatever is laid
/// on it may stick out; the part outside is left away.
final class Board implements AutoCloseable {
  private final Mat pixels;

  Board(int width, int height) {
    pixels = new Mat(height, width, CV_8UC3).retainReference();
  }

  int width() {
    return pixels.cols();
  }

  int height() {
    return pixels.rows();
  }

  Mat mat() {
    return pixels;
  }

  /// Where a row begins; the caller closes the pointer.
  BytePointer row(int y) {
    return new BytePointer(pixels.data()).position(3L * width() * y);
  }

  /// Lays colours on, as much of each as its alpha says.
  ///
  /// @param bgr 8 bit, three channels
  /// @param alpha 8 bit, one channel, of the same size
  void blend(Mat bgr, Mat alpha, int left, int top) {
    Overlap part = overlap(alpha, left, top);
    byte[] under = new byte[3 * part.width];
    byte[] over = new byte[3 * part.width];
    byte[] share = new byte[part.width];
    for (int y = 0; y < part.height; y++) {
      part.read(alpha, y, share, 1);
      part.read(bgr, y, over, 3);
      try (BytePointer row = row(part.toY + y)) {
        row.position(row.position() + 3L * part.toX).get(under);
        for (int i = 0; i < under.length; i++) {
          int a = share[i / 3] & 0xff;
          under[i] = (byte) (((over[i] & 0xff) * a + (under[i] & 0xff) * (255 - a) + 127) / 255);
        }
        row.put(under, 0, under.length);
      }
    }
  }

  /// Lays one colour on.
  ///
  /// @param strength 0 to 1, times the mask
  void tint(int rgb, Mat mask, int left, int top, double strength) {
    tint(rgb, rgb, mask, left, top, strength);
  }

  /// Lays a colour on that changes from the top of the mask to its bottom.
  void tint(int above, int below, Mat mask, int left, int top, double strength) {
    Overlap part = overlap(mask, left, top);
    byte[] under = new byte[3 * part.width];
    byte[] share = new byte[part.width];
    int whole = (int) Math.round(256 * strength);
    for (int y = 0; y < part.height; y++) {
      double down = (double) (part.fromY + y) / Math.max(1, mask.rows() - 1);
      int rgb = Scheme.mixed(above, below, down);
      part.read(mask, y, share, 1);
      try (BytePointer row = row(part.toY + y)) {
        row.position(row.position() + 3L * part.toX).get(under);
        for (int i = 0; i < under.length; i++) {
          int a = ((share[i / 3] & 0xff) * whole) >> 8;
          int level = (rgb >> (8 * (i % 3))) & 0xff;
          under[i] = (byte) ((level * a + (under[i] & 0xff) * (255 - a) + 127) / 255);
        }
        row.put(under, 0, under.length);
      }
    }
  }

  /// The part of a layer that lies on the board.
  private record Overlap(int fromX, int fromY, int toX, int toY, int width, int height) {
    void read(Mat layer, int y, byte[] into, int channels) {
      try (BytePointer data = layer.ptr(fromY + y)) {
        data.position(data.position() + (long) channels * fromX).get(into);
      }
    }
  }

  private Overlap overlap(Mat layer, int left, int top) {
    int fromX = Math.max(0, -left);
    int fromY = Math.max(0, -top);
    int width = Math.min(layer.cols() - fromX, width() - Math.max(0, left));
    int height = Math.min(layer.rows() - fromY, height() - Math.max(0, top));
    return new Overlap(
        fromX, fromY, Math.max(0, left), Math.max(0, top), Math.max(0, width), Math.max(0, height));
  }

  /// A copy of a part, which the caller closes.
  Mat copy(Rect part) {
    try (Mat view = new Mat(pixels, part)) {
      return view.clone().retainReference();
    }
  }

  /// Puts a copy back.
  void restore(Mat copy, int left, int top) {
    try (Rect part = new Rect(left, top, copy.cols(), copy.rows());
        Mat view = new Mat(pixels, part)) {
      copy.copyTo(view);
    }
  }

  /// The finished picture, which the caller closes.
  Picture picture() {
    return new Picture(pixels.clone());
  }

  @Override
  public void close() {
    pixels.close();
  }
}
