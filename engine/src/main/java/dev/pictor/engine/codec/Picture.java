package dev.pictor.engine.codec;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

import dev.pictor.engine.Natives;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;

/// Decoded pixels: 8 bit, three channels in the order blue, green, red, sRGB, upright. The memory
/// is native, so whoever holds a picture closes it.
public final class Picture implements AutoCloseable {
  static {
    Natives.load();
  }

  private final Mat pixels;

  /// Takes ownership of the pixels.
  public Picture(Mat pixels) {
    if (pixels.empty() || pixels.type() != CV_8UC3) {
      throw new IllegalArgumentException(
          "a picture is 8 bit BGR, not OpenCV type " + pixels.type());
    }
    // An open PointerScope would otherwise free the pixels at its end.
    this.pixels = pixels.retainReference();
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

  @Override
  public void close() {
    pixels.close();
  }
}
