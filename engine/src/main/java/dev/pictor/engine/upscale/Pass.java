package dev.pictor.engine.upscale;

import static org.bytedeco.opencv.global.opencv_core.BORDER_ISOLATED;
import static org.bytedeco.opencv.global.opencv_core.BORDER_REFLECT;
import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.CV_MAKETYPE;
import static org.bytedeco.opencv.global.opencv_core.addWeighted;
import static org.bytedeco.opencv.global.opencv_core.copyMakeBorder;

import dev.pictor.engine.Progress;
import dev.pictor.engine.plane.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;

/// Makes a whole picture larger once, tile by tile. A tile is computed alone and written alone, so
/// the number of threads changes nothing but the time.
final class Pass {
  private static final int COLOURS = 3;

  private final Enlarger enlarger;
  private final BackProjection backProjection;
  private final int scale;
  private final Rows rows;

  /// @param scale 2 or 4
  Pass(Enlarger enlarger, int scale, Rows rows) {
    this.enlarger = enlarger;
    this.scale = scale;
    this.rows = rows;
    backProjection = new BackProjection(scale, enlarger.rounds());
  }

  /// The windows for a picture.
  ///
  /// @param tile the longest side of their cores, in pixels
  /// @param seeThrough whether colours are carried into what cannot be seen
  Grid grid(Mat source, int tile, boolean seeThrough) {
    int reach = enlarger.reach() + backProjection.reach();
    int pad = reach + (seeThrough ? Undercoat.REACH : 0);
    var needs = new Grid.Needs(pad, enlarger.margin(), enlarger.mostPixels());
    return Grid.of(source.cols(), source.rows(), tile, needs);
  }

  /// @param source blue, green, red
  /// @param alpha the opacity of the source, where it has one
  /// @param depth of the result
  /// @return blue, green, red; the caller closes it
  Mat run(Mat source, Optional<Mat> alpha, Grid grid, Depth depth, Progress progress)
      throws InterruptedException {
    int type = CV_MAKETYPE(depth.type(), COLOURS);
    Mat result = new Mat(source.rows() * scale, source.cols() * scale, type).retainReference();
    AtomicInteger done = new AtomicInteger();
    Thread caller = Thread.currentThread();
    Rows.Band work =
        (from, to) -> {
          for (int index = from; index < to; index++) {
            if (caller.equals(Thread.currentThread())) {
              tell(progress, done.get(), grid.tiles());
            }
            tile(source, alpha, grid, grid.tile(index), result);
            done.incrementAndGet();
          }
        };
    try {
      each(grid.tiles(), work);
      return result;
    } catch (InterruptedException | RuntimeException e) {
      result.close();
      throw e;
    }
  }

  private static void tell(Progress progress, int done, int tiles) {
    progress.at((double) done / tiles, "tile " + (done + 1) + " of " + tiles);
  }

  private void each(int tiles, Rows.Band work) throws InterruptedException {
    if (enlarger.manyThreads()) {
      rows.bands(tiles, 1, work);
      return;
    }
    for (int index = 0; index < tiles; index++) {
      Progress.checkInterrupt();
      work.at(index, index + 1);
    }
  }

  private void tile(Mat source, Optional<Mat> alpha, Grid grid, Grid.Tile tile, Mat result) {
    try (PointerScope _ = new PointerScope()) {
      int[] shape = {1, COLOURS, grid.windowHeight(), grid.windowWidth()};
      Mat blob = new Mat(shape, CV_32F);
      List<Mat> planes = Planes.all(blob);
      Depth.of(source).read(cut(source, grid, tile), planes);
      alpha.ifPresent(plane -> Undercoat.paint(planes, cut(plane, grid, tile)));
      List<Mat> larger = enlarger.enlarge(blob, planes, scale);
      List<Mat> finished = new ArrayList<>();
      for (int colour = 0; colour < COLOURS; colour++) {
        finished.add(finished(planes.get(colour), larger.get(colour), tile));
      }
      Rect core = tile.core();
      Rect placed = new Rect(tile.x() + core.x(), tile.y() + core.y(), core.width(), core.height());
      Depth.of(result).write(finished, new Mat(result, scaled(placed)));
    }
  }

  /// A window; what lies beyond an edge is mirrored.
  private static Mat cut(Mat picture, Grid grid, Grid.Tile tile) {
    int left = Math.max(0, tile.x());
    int top = Math.max(0, tile.y());
    int right = Math.min(picture.cols(), tile.x() + grid.windowWidth());
    int bottom = Math.min(picture.rows(), tile.y() + grid.windowHeight());
    Mat inside = new Mat(picture, new Rect(left, top, right - left, bottom - top));
    int above = top - tile.y();
    int before = left - tile.x();
    int below = tile.y() + grid.windowHeight() - bottom;
    int after = tile.x() + grid.windowWidth() - right;
    if (above + before + below + after == 0) {
      return inside;
    }
    Mat window = new Mat();
    copyMakeBorder(
        inside,
        window,
        above,
        below,
        before,
        after,
        BORDER_REFLECT | BORDER_ISOLATED,
        new Scalar());
    return window;
  }

  /// Back-projected, mixed, and only the core.
  private Mat finished(Mat source, Mat larger, Grid.Tile tile) {
    backProjection.apply(source, larger);
    double share = enlarger.share();
    if (share < 1) {
      addWeighted(larger, share, Plain.lanczos(source, scale), 1 - share, 0, larger);
    }
    return new Mat(larger, scaled(tile.core()));
  }

  private Rect scaled(Rect part) {
    return new Rect(
        part.x() * scale, part.y() * scale, part.width() * scale, part.height() * scale);
  }
}
