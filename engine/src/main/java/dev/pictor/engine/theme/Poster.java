package dev.pictor.engine.theme;

import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_CUBIC;
import static org.bytedeco.opencv.global.opencv_imgproc.bilateralFilter;
import static org.bytedeco.opencv.global.opencv_imgproc.medianBlur;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import dev.pictor.engine.codec.Picture;
import dev.pictor.engine.plane.Rows;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/// Prints a picture as a poster of the forties: few flat tones in warm inks, and a halftone screen
/// in the middle tones.
final class Poster {
  /// Flattening works on at most so many pixels; ink has no finer detail.
  private static final double MEGAPIXELS = 0.8;

  /// Dots along the longer side.
  private static final double DOTS = 170;

  private static final int TONES = 6;

  private final double amount;
  private final double exposure;

  /// @param exposure the gain that the picture gets after printing: the steps are laid by the tones
  ///   that will be seen
  Poster(double amount, double exposure) {
    this.amount = amount;
    this.exposure = exposure;
  }

  /// Prints over the picture itself.
  void print(Picture picture, Rows rows) throws InterruptedException {
    try (Mat flat = flattened(picture)) {
      double pitch = Math.max(3, Math.max(picture.width(), picture.height()) / DOTS);
      int width = picture.width();
      rows.bands(
          picture.height(),
          16,
          (from, to) -> {
            byte[] pixels = new byte[3 * width];
            byte[] inks = new byte[3 * width];
            for (int y = from; y < to; y++) {
              picture.mat().ptr(y).get(pixels);
              flat.ptr(y).get(inks);
              printRow(pixels, inks, y, pitch);
              picture.mat().ptr(y).put(pixels);
            }
          });
    }
  }

  private static Mat flattened(Picture picture) {
    double scale = Math.min(1, Math.sqrt(MEGAPIXELS / picture.megapixels()));
    Mat full = new Mat();
    try (Mat small = new Mat();
        Mat calm = new Mat();
        Mat flat = new Mat();
        Size any = new Size();
        Size size = new Size(picture.width(), picture.height())) {
      resize(picture.mat(), small, any, scale, scale, INTER_AREA);
      medianBlur(small, calm, 3);
      bilateralFilter(calm, flat, 7, 40, 5);
      resize(flat, full, size, 0, 0, INTER_CUBIC);
    }
    return full;
  }

  private void printRow(byte[] pixels, byte[] inks, int y, double pitch) {
    double turnedY = y / pitch;
    for (int x = 0; x < pixels.length / 3; x++) {
      int blue = inks[3 * x] & 255;
      int green = inks[3 * x + 1] & 255;
      int red = inks[3 * x + 2] & 255;
      double luma = Math.min(1, exposure * (0.299 * red + 0.587 * green + 0.114 * blue) / 255);
      double u = (x / pitch + turnedY) * Math.PI * 0.7071;
      double v = (x / pitch - turnedY) * Math.PI * 0.7071;
      double screen = Math.cos(u) * Math.cos(v) * 0.5;
      double gain = (stepped(luma, screen) + 0.02) / (luma + 0.02);
      for (int k = 0; k < 3; k++) {
        double ink = Math.min(255, (inks[3 * x + k] & 255) * gain);
        double now = pixels[3 * x + k] & 255;
        pixels[3 * x + k] = (byte) Math.clamp(Math.round(now + (ink - now) * amount), 0, 255);
      }
    }
  }

  /// The tone in a few steps; between two of them dots of the one lie on the other.
  private static double stepped(double luma, double screen) {
    double scaled = luma * (TONES - 1);
    double low = Math.floor(scaled);
    double between = Math.clamp((scaled - low - 0.5 + screen * 0.9) * 4 + 0.5, 0, 1);
    return (low + between) / (TONES - 1);
  }
}
