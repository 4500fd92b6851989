package dev.pictor.engine.swap;

import static org.bytedeco.opencv.global.opencv_imgproc.GaussianBlur;

import dev.pictor.engine.codec.Picture;
import dev.pictor.engine.face.Face;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;

/// The source's face cut out, about as large as the target's: a larger one would be aliased by the
/// warp, a smaller one is enlarged with detail first.
///
/// @param shape its points in these pixels
/// @param perTarget pixels of the texture for one of the target
record Texture(Mat pixels, Shape shape, double perTarget) {
  private static final double MARGIN = 0.1;

  /// A texture somewhat finer than the target keeps its sharpness through the warp.
  private static final double FINER = 1.15;

  /// Below this the texture is doubled.
  private static final double TOO_COARSE = 0.8;

  /// A cut-out with more pixels has its detail, and enlarging it would cost more than all the rest.
  private static final int MOST_PIXELS = 120_000;

  static Texture of(Mat bgr, Face face, double targetWidth, Enlarger enlarger)
      throws InterruptedException {
    Rect area = Head.around(face, MARGIN, bgr);
    Mat pixels = new Mat(bgr, area).clone();
    double scale = 1;
    double ratio = face.widthPixels() / targetWidth;
    while (scale * ratio < TOO_COARSE && pixels.total() <= MOST_PIXELS) {
      pixels = doubled(pixels, enlarger);
      scale *= 2;
    }
    if (scale * ratio > FINER) {
      double less = FINER / (scale * ratio);
      pixels = Head.resized(pixels, less);
      scale *= less;
    }
    Shape shape = Shape.of(face.landmarks()).in(area.x(), area.y(), scale);
    return new Texture(pixels, shape, scale * ratio);
  }

  private static Mat doubled(Mat pixels, Enlarger enlarger) throws InterruptedException {
    try (Picture small = new Picture(pixels);
        Picture large = enlarger.twice(small)) {
      return large.mat().clone();
    }
  }

  /// The pixels for a smaller copy of the target.
  Mat scaled(double scale) {
    return Head.resized(pixels, scale);
  }

  /// The pixels after a blur.
  ///
  /// @param sigma in pixels of the target
  Mat softened(double sigma) {
    if (sigma <= 0) {
      return pixels;
    }
    Mat soft = new Mat();
    GaussianBlur(pixels, soft, new Size(0, 0), sigma * perTarget);
    return soft;
  }
}
