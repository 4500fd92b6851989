package dev.pictor.engine.face;

import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;

/// One picture in halves of its size, each made when it is first needed. The nets look at a hundred
/// small squares of the same picture; without this every look would shrink all pixels again, and
/// that costs more than the nets.
///
/// It belongs to one thread. Closing it frees the halves and not the picture.
final class Pyramid implements AutoCloseable {
  /// Nothing is asked for below this side.
  private static final int LEAST_SIDE = 32;

  private final List<Mat> levels = new ArrayList<>();

  Pyramid(Mat bgr) {
    levels.add(bgr);
  }

  /// A picture and how many of the original's pixels one of its pixels is wide: 1, 2, 4 ...
  record Level(Mat bgr, int step) {}

  int width() {
    return levels.getFirst().cols();
  }

  int height() {
    return levels.getFirst().rows();
  }

  /// The smallest level that is still at least as large as the original times this scale.
  Level atLeast(double scale) {
    int index = 0;
    while (scale * (2 << index) <= 1 && hasHalf(index)) {
      index++;
    }
    return new Level(levels.get(index), 1 << index);
  }

  private boolean hasHalf(int index) {
    if (index + 1 < levels.size()) {
      return true;
    }
    Mat from = levels.get(index);
    int width = from.cols() / 2;
    int height = from.rows() / 2;
    if (Math.min(width, height) < LEAST_SIDE) {
      return false;
    }
    // Kept beyond the scope that may be open here.
    Mat half = new Mat().retainReference();
    levels.add(half);
    // An odd last row or column is left out, so that a level is exactly a half.
    try (Rect area = new Rect(0, 0, 2 * width, 2 * height);
        Mat even = new Mat(from, area);
        Size size = new Size(width, height)) {
      resize(even, half, size, 0, 0, INTER_AREA);
    }
    return true;
  }

  @Override
  public void close() {
    levels.stream().skip(1).forEach(Mat::close);
  }
}
