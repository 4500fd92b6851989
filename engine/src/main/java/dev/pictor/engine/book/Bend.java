package dev.pictor.engine.book;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_CUBIC;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import dev.pictor.engine.face.Box;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;

/// For each place of the page, where it lies in the drawing of the photographed face: turned, sized
/// and moved so that the points fit best, and then bent part of the way to where the page has them.
/// Bent wholly, a caricature's proportions would swallow the likeness.
final class Bend {
  /// How far to go: 0 keeps the photograph's proportions, 1 takes the page's.
  private static final double SHARE = 0.55;

  /// Maps are smooth, so they are computed on a coarse grid.
  private static final int GRID = 72;

  /// The reach of a point's pull, as a part of the face's width.
  private static final double REACH = 0.22;

  private final double[] from;
  private final double[] to;
  private final double[] affine;
  private final double reach;

  /// @param page where the points are on the page
  /// @param drawing where they are in the drawing
  private Bend(double[] page, double[] drawing, double[] affine, double reach) {
    this.from = page;
    this.to = drawing;
    this.affine = affine;
    this.reach = reach;
  }

  static Bend of(Outline page, Outline drawing) {
    if (page.hasPoints()) {
      double[] affine = similarity(page.points(), drawing.points());
      return new Bend(page.points(), drawing.points(), affine, REACH * page.box().width());
    }
    return new Bend(new double[0], new double[0], boxes(page.box(), drawing.box()), 1);
  }

  /// Width on width, and chin on chin: the forehead may end in the page's hair.
  private static double[] boxes(Box page, Box drawing) {
    double across = drawing.width() / page.width();
    double down = Math.clamp(drawing.height() / page.height(), across * 0.85, across * 1.15);
    double x = (drawing.left() + drawing.right()) / 2 - across * (page.left() + page.right()) / 2;
    return new double[] {across, 0, x, 0, down, drawing.bottom() - down * page.bottom()};
  }

  /// Least squares over turn, size and shift.
  private static double[] similarity(double[] from, double[] to) {
    int count = from.length / 2;
    double[] mean = new double[4];
    for (int i = 0; i < count; i++) {
      mean[0] += from[2 * i] / count;
      mean[1] += from[2 * i + 1] / count;
      mean[2] += to[2 * i] / count;
      mean[3] += to[2 * i + 1] / count;
    }
    double along = 0;
    double across = 0;
    double spread = 0;
    for (int i = 0; i < count; i++) {
      double x = from[2 * i] - mean[0];
      double y = from[2 * i + 1] - mean[1];
      double u = to[2 * i] - mean[2];
      double v = to[2 * i + 1] - mean[3];
      along += x * u + y * v;
      across += x * v - y * u;
      spread += x * x + y * y;
    }
    double cos = along / spread;
    double sin = across / spread;
    return new double[] {
      cos,
      -sin,
      mean[2] - cos * mean[0] + sin * mean[1],
      sin,
      cos,
      mean[3] - sin * mean[0] - cos * mean[1]
    };
  }

  /// The maps of x and of y, for `remap`.
  Mat[] maps(Rect area) {
    float[] xs = new float[GRID * GRID];
    float[] ys = new float[GRID * GRID];
    for (int row = 0; row < GRID; row++) {
      for (int column = 0; column < GRID; column++) {
        double x = area.x() + (column + 0.5) * area.width() / GRID - 0.5;
        double y = area.y() + (row + 0.5) * area.height() / GRID - 0.5;
        double[] there = at(x, y);
        xs[row * GRID + column] = (float) there[0];
        ys[row * GRID + column] = (float) there[1];
      }
    }
    Size size = new Size(area.width(), area.height());
    return new Mat[] {map(xs, size), map(ys, size)};
  }

  private static Mat map(float[] values, Size size) {
    Mat grid = new Mat(GRID, GRID, CV_32F);
    new FloatPointer(grid.data()).put(values);
    Mat map = new Mat();
    resize(grid, map, size, 0, 0, INTER_CUBIC);
    return map;
  }

  private double[] at(double x, double y) {
    double u = affine[0] * x + affine[1] * y + affine[2];
    double v = affine[3] * x + affine[4] * y + affine[5];
    double weights = 0.05;
    double du = 0;
    double dv = 0;
    for (int i = 0; i < from.length; i += 2) {
      double away = Math.hypot(x - from[i], y - from[i + 1]) / reach;
      double weight = Math.exp(-away * away * 2);
      du += weight * (to[i] - affine[0] * from[i] - affine[1] * from[i + 1] - affine[2]);
      dv += weight * (to[i + 1] - affine[3] * from[i] - affine[4] * from[i + 1] - affine[5]);
      weights += weight;
    }
    return new double[] {u + SHARE * du / weights, v + SHARE * dv / weights};
  }
}
