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
  private static final double MEGAPIXELS = 0.6;

  /// Dots along the longer side.
  private static final double DOTS = 170;

  private static final int TONES = 6;

  private final float amount;
  private final float exposure;

  /// @param exposure the gain that the picture gets after printing: the steps are laid by the tones
  ///   that will be seen
  Poster(double amount, double exposure) {
    this.amount = (float) amount;
    this.exposure = (float) exposure;
  }

  /// Prints over the picture itself.
  void print(Picture picture, Rows rows) throws InterruptedException {
    try (Mat flat = flattened(picture)) {
      double pitch = Math.max(3, Math.max(picture.width(), picture.height()) / DOTS);
      int width = picture.width();
      float[] across = waves(width, pitch);
      float[] down = waves(picture.height(), pitch);
      rows.bands(
          picture.height(),
          16,
          (from, to) -> {
            byte[] pixels = new byte[3 * width];
            byte[] inks = new byte[3 * width];
            for (int y = from; y < to; y++) {
              picture.mat().ptr(y).get(pixels);
              flat.ptr(y).get(inks);
              printRow(pixels, inks, across, down[y]);
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

  /// The screen is a grid of dots at 45 degrees, which is the sum of two waves along the edges.
  private static float[] waves(int length, double pitch) {
    float[] waves = new float[length];
    for (int i = 0; i < length; i++) {
      waves[i] = (float) (0.25 * Math.cos(2 * Math.PI * 0.7071 * i / pitch));
    }
    return waves;
  }

  private void printRow(byte[] pixels, byte[] inks, float[] across, float down) {
    for (int x = 0; x < across.length; x++) {
      int blue = inks[3 * x] & 255;
      int green = inks[3 * x + 1] & 255;
      int red = inks[3 * x + 2] & 255;
      float luma = Math.min(1, exposure * (0.299f * red + 0.587f * green + 0.114f * blue) / 255);
      float gain = (stepped(luma, across[x] + down) + 0.02f) / (luma + 0.02f);
      for (int k = 0; k < 3; k++) {
        float ink = Math.min(255, (inks[3 * x + k] & 255) * gain);
        float now = pixels[3 * x + k] & 255;
        pixels[3 * x + k] = (byte) Math.clamp((int) (now + (ink - now) * amount + 0.5f), 0, 255);
      }
    }
  }

  /// The tone in a few steps; between two of them dots of the one lie on the other.
  private static float stepped(float luma, float screen) {
    float scaled = luma * (TONES - 1);
    int low = (int) scaled;
    float between = Math.clamp((scaled - low - 0.5f + screen * 0.9f) * 4 + 0.5f, 0f, 1f);
    return (low + between) / (TONES - 1);
  }
}
