package dev.pictor.engine.upscale;

import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;

/// Guesses a larger tile. Safe for several threads; what it allocates belongs to the caller's
/// scope.
interface Enlarger {
  /// The largest scale of one pass, 2 or 4.
  int largestStep();

  /// How far a pixel of the result looks, in source pixels.
  int reach();

  /// How far the picture is continued beyond its edges, in source pixels. A net takes what is
  /// outside for black and draws a rim, where nothing else holds it to the source.
  int margin();

  /// The largest windows, in pixels, for which a pixel costs no more than in smaller ones.
  int mostPixels();

  /// Whether several threads may work at once; not where each takes hundreds of megabytes.
  boolean manyThreads();

  /// Rounds of back-projection that follow.
  int rounds();

  /// How much of the result is the guess, back-projected; the rest is Lanczos' filter.
  double share();

  /// @param tile batch, red-green-blue, height, width; numbers within 0 to 1
  /// @param planes the same three colours as separate planes, on the same memory
  /// @param scale 2, or 4 where that is possible
  /// @return the three colours, `scale` times as wide and high, not yet clipped
  List<Mat> enlarge(Mat tile, List<Mat> planes, int scale);

  /// Makes sure that it can work.
  ///
  /// @throws dev.pictor.engine.model.BrokenModel when its net cannot be loaded
  void warm();
}
