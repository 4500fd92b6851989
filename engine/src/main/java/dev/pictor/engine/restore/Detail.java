package dev.pictor.engine.restore;

import org.bytedeco.opencv.opencv_core.Mat;

/// Draws a small picture four times as wide and high, with the detail that a picture of that size
/// would have: the upscaler's net.
@FunctionalInterface
interface Detail {
  /// @param bgr 8 bit, about 0.07 megapixels, stays the caller's
  /// @return 8 bit, the caller's to close
  Mat fourfold(Mat bgr) throws InterruptedException;
}
