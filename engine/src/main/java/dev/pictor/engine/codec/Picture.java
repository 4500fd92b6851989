package dev.pictor.engine.codec;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

import dev.pictor.engine.Natives;
import java.util.Optional;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.jspecify.annotations.Nullable;

/// Decoded pixels: 8 bit, three channels in the order blue, green, red, sRGB, upright, and for
/// pictures that may be see-through a fourth plane with their opacity. The memory is native, so
/// whoever holds a picture closes it.
public final class Picture implements AutoCloseable {
  static {
    Natives.load();
  }

  private final Mat pixels;
  private final @Nullable Mat alpha;

  /// An opaque picture. Takes ownership of the pixels.
  public Picture(Mat pixels) {
    this(pixels, null);
  }

  /// Takes ownership of both.
  ///
  /// @param alpha 8 bit, one channel, as large as the pixels: 0 is see-through, 255 opaque. The
  ///   colours are not multiplied by it. Null for an opaque picture.
  public Picture(Mat pixels, @Nullable Mat alpha) {
    if (pixels.empty() || pixels.type() != CV_8UC3) {
      throw new IllegalArgumentException(
          "a picture is 8 bit BGR, not OpenCV type " + pixels.type());
    }
    if (alpha != null && !fits(alpha, pixels)) {
      throw new IllegalArgumentException(
          "an alpha plane is 8 bit with one channel and as large as its picture");
    }
    // An open PointerScope would otherwise free the pixels at its end.
    this.pixels = pixels.retainReference();
    this.alpha = alpha == null ? null : alpha.retainReference();
  }

  private static boolean fits(Mat alpha, Mat pixels) {
    return alpha.type() == CV_8UC1
        && alpha.cols() == pixels.cols()
        && alpha.rows() == pixels.rows();
  }

  /// A black picture.
  public static Picture blank(int width, int height) {
    // Without a colour the memory keeps what was there before.
    try (Scalar black = Scalar.all(0)) {
      return new Picture(new Mat(height, width, CV_8UC3, black));
    }
  }

  public int width() {
    return pixels.cols();
  }

  public int height() {
    return pixels.rows();
  }

  /// How many pixels, in millions: every radius of a style grows with its square root.
  public double megapixels() {
    return (double) width() * height() / 1e6;
  }

  /// The pixels themselves, still owned by this picture.
  public Mat mat() {
    return pixels;
  }

  /// The opacity, still owned by this picture; empty when the whole picture is opaque.
  public Optional<Mat> alpha() {
    return Optional.ofNullable(alpha);
  }

  /// An opaque copy: what the picture looks like on white paper. The caller closes it.
  public Picture onWhite() {
    return on(0xffffff);
  }

  /// An opaque copy: what the picture looks like on paper of a colour. The caller closes it.
  ///
  /// @param rgb the colour, as `0xRRGGBB`
  public Picture on(int rgb) {
    if (alpha == null) {
      return new Picture(pixels.clone());
    }
    try (Mat bgra = Alpha.joined(pixels, alpha)) {
      return new Picture(Alpha.flattened(bgra, rgb));
    }
  }

  @Override
  public void close() {
    pixels.close();
    if (alpha != null) {
      alpha.close();
    }
  }
}
