package dev.pictor.engine.codec;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC4;
import static org.bytedeco.opencv.global.opencv_core.extractChannel;
import static org.bytedeco.opencv.global.opencv_core.insertChannel;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2BGRA;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGRA2BGR;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;

/// The opacity of pixels: apart from their colours, together with them, and turned into what they
/// look like on white paper.
final class Alpha {
  private static final int STRIP_ROWS = 64;

  private Alpha() {}

  /// A copy with four channels; opaque where there was no alpha.
  static Mat added(Mat pixels) {
    if (pixels.channels() == 4) {
      return pixels.clone();
    }
    Mat bgra = new Mat();
    cvtColor(pixels, bgra, COLOR_BGR2BGRA);
    return bgra;
  }

  /// One picture with four channels.
  static Mat joined(Mat bgr, Mat alpha) {
    Mat bgra = added(bgr);
    insertChannel(alpha, bgra, 3);
    return bgra;
  }

  /// The colours alone.
  static Mat colors(Mat bgra) {
    Mat bgr = new Mat();
    cvtColor(bgra, bgr, COLOR_BGRA2BGR);
    return bgr;
  }

  /// The opacity alone.
  static Mat opacity(Mat bgra) {
    Mat opacity = new Mat();
    extractChannel(bgra, opacity, 3);
    return opacity;
  }

  /// On white.
  ///
  /// @param bgra 8 bit, four channels, in one piece
  static Mat flattened(Mat bgra) {
    return flattened(bgra, 0xffffff);
  }

  /// @param bgra 8 bit, four channels, in one piece
  /// @param rgb the paper's colour, as `0xRRGGBB`
  static Mat flattened(Mat bgra, int rgb) {
    if (bgra.type() != CV_8UC4 || !bgra.isContinuous()) {
      throw new IllegalArgumentException("these are not pixels with alpha: type " + bgra.type());
    }
    int width = bgra.cols();
    int height = bgra.rows();
    Mat bgr = new Mat(height, width, CV_8UC3);
    byte[] from = new byte[STRIP_ROWS * width * 4];
    byte[] to = new byte[STRIP_ROWS * width * 3];
    try (BytePointer source = bgra.data();
        BytePointer target = bgr.data()) {
      for (int y = 0; y < height; y += STRIP_ROWS) {
        int pixels = Math.min(STRIP_ROWS, height - y) * width;
        source.position((long) y * width * 4).get(from, 0, pixels * 4);
        flatten(from, to, pixels, rgb);
        target.position((long) y * width * 3).put(to, 0, pixels * 3);
      }
    }
    return bgr;
  }

  private static void flatten(byte[] bgra, byte[] bgr, int pixels, int rgb) {
    for (int i = 0; i < pixels; i++) {
      int alpha = bgra[4 * i + 3] & 0xff;
      for (int c = 0; c < 3; c++) {
        int color = bgra[4 * i + c] & 0xff;
        int paper = (rgb >> (8 * c)) & 0xff;
        bgr[3 * i + c] = (byte) ((color * alpha + paper * (255 - alpha) + 127) / 255);
      }
    }
  }
}
