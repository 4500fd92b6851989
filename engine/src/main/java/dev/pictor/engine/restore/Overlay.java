package dev.pictor.engine.restore;

import static org.bytedeco.opencv.global.opencv_core.BORDER_CONSTANT;
import static org.bytedeco.opencv.global.opencv_core.BORDER_REPLICATE;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_CUBIC;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.WARP_INVERSE_MAP;
import static org.bytedeco.opencv.global.opencv_imgproc.warpAffine;

import dev.pictor.engine.Progress;
import dev.pictor.engine.plane.Affine;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/// A worked-on copy of a part of a picture, laid over it where a weight says so. The copy may be
/// smaller or turned: what it could not hold of the picture is added again, so a copy that was not
/// changed leaves the picture as it was.
///
/// @param toCopy from pixels of the picture to pixels of the copy
/// @param before the copy as it was taken, floats
/// @param after the copy as it shall be, floats
/// @param weight one channel of floats, 0 to 1, as large as the copy
/// @param doubt in levels: what the copy could not hold and is smaller than this is taken for noise
record Overlay(Affine toCopy, Mat before, Mat after, Mat weight, double doubt) {
  /// Strips bound the memory, for floats of a face that fills a large picture would take hundreds
  /// of megabytes.
  private static final int STRIP_PIXELS = 1 << 19;

  /// Changes the picture within this area only.
  ///
  /// @param source what the copy was taken from
  void onto(Mat source, Mat picture, Rect area) throws InterruptedException {
    int height = Math.clamp(STRIP_PIXELS / area.width(), 1, area.height());
    int bottom = area.y() + area.height();
    for (int top = area.y(); top < bottom; top += height) {
      Progress.checkInterrupt();
      try (PointerScope _ = new PointerScope()) {
        int rows = Math.min(height, bottom - top);
        layStrip(source, picture, new Rect(area.x(), top, area.width(), rows));
      }
    }
  }

  private void layStrip(Mat source, Mat picture, Rect strip) {
    Mat part = new Mat(picture, strip);
    Mat old = Floats.of(new Mat(source, strip));
    Mat share = taken(weight, strip, INTER_LINEAR, BORDER_CONSTANT);
    Mat lost = Floats.sum(old, 1, taken(before, strip, INTER_CUBIC, BORDER_REPLICATE), -1);
    Mat full = taken(after, strip, INTER_CUBIC, BORDER_REPLICATE);
    full = Floats.sum(full, 1, doubt > 0 ? Floats.cored(lost, doubt) : lost, 1);
    Floats.bytes(Floats.mixed(Floats.of(part), full, share)).copyTo(part);
  }

  private Mat taken(Mat copy, Rect strip, int how, int border) {
    Mat taken = new Mat();
    Mat map = toCopy.from(strip.x(), strip.y()).mat();
    Size size = new Size(strip.width(), strip.height());
    warpAffine(copy, taken, map, size, how | WARP_INVERSE_MAP, border, Scalar.all(0));
    return taken;
  }
}
