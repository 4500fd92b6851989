package dev.pictor.engine.restore;

import static org.bytedeco.opencv.global.opencv_core.BORDER_REFLECT_101;
import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.magnitude;
import static org.bytedeco.opencv.global.opencv_imgproc.Sobel;
import static org.bytedeco.opencv.global.opencv_imgproc.filter2D;

import dev.pictor.engine.plane.Blur;
import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.opencv_core.Mat;

/// How worn a part of a picture is, measured before anything is done about it, so that a good
/// picture is left alone.
///
/// @param noise the deviation of the grain in each colour, in levels of 255; good photographs have
///   1 to 3
/// @param blocking how much larger steps across the lines of the 8 x 8 blocks are than elsewhere: 1
///   without any, 1.5 and more for strongly compressed JPEG files
record Wear(double noise, double blocking) {
  /// From here on blocks can be seen.
  static final double BLOCKY = 1.25;

  private static final int BLOCK = 8;

  /// The luma has less noise than its colours, and the quietest quarter of the blocks, which tells
  /// the noise, lies low by chance: fitted to noise of 8 to 25 levels on the test portraits.
  private static final double QUIET = 1.57;

  /// @param grey one channel of 8 bit, 32 pixels or more on each side
  /// @param left where the part lies in its picture, since blocks are counted from there
  static Wear of(Mat grey, int left, int top) {
    return new Wear(noise(grey), blocking(grey, left, top));
  }

  boolean isBlocky() {
    return blocking > BLOCKY;
  }

  /// Immerkær, "Fast Noise Variance Estimation" (1996): a mask that answers to neither flat tones
  /// nor slopes, here averaged in blocks of which only quiet ones count, so that hair does not.
  private static double noise(Mat grey) {
    Mat mask = new Mat(3, 3, CV_32F);
    new FloatPointer(mask.data()).put(1, -2, 1, -2, 4, -2, 1, -2, 1);
    Mat answer = new Mat();
    filter2D(grey, answer, CV_32F, mask);
    float[] values = Floats.values(answer);
    int across = (grey.cols() - BLOCK) / BLOCK;
    int down = (grey.rows() - BLOCK) / BLOCK;
    double[] means = new double[across * down];
    for (int i = 0; i < means.length; i++) {
      int first = (i / across * BLOCK + BLOCK / 2) * grey.cols() + i % across * BLOCK + BLOCK / 2;
      double sum = 0;
      for (int y = 0; y < BLOCK; y++) {
        for (int x = 0; x < BLOCK; x++) {
          sum += Math.abs(values[first + y * grey.cols() + x]);
        }
      }
      means[i] = sum / (BLOCK * BLOCK);
    }
    Arrays.sort(means);
    return means.length == 0 ? 0 : QUIET * Math.sqrt(Math.PI / 2) / 6 * means[means.length / 4];
  }

  private static double blocking(Mat grey, int left, int top) {
    byte[] pixels = new byte[Math.toIntExact(grey.total())];
    grey.data().get(pixels);
    int width = grey.cols();
    double[] steps = new double[2];
    long[] counts = new long[2];
    for (int y = 1; y < grey.rows(); y++) {
      for (int x = 1; x < width; x++) {
        int here = pixels[y * width + x] & 255;
        int column = (x + left) % BLOCK == 0 ? 1 : 0;
        int row = (y + top) % BLOCK == 0 ? 1 : 0;
        steps[column] += Math.abs(here - (pixels[y * width + x - 1] & 255));
        counts[column]++;
        steps[row] += Math.abs(here - (pixels[(y - 1) * width + x] & 255));
        counts[row]++;
      }
    }
    double elsewhere = Math.max(0.05, steps[0] / Math.max(1, counts[0]));
    return steps[1] / Math.max(1, counts[1]) / elsewhere;
  }

  /// The blur of the sharper edges, as the sigma of a Gaussian in pixels, after Zhuo and Sim,
  /// "Defocus map estimation from a single image" (2011): blurring once more by one pixel weakens a
  /// sharp edge much and a soft one little. Measure it after the noise is gone.
  ///
  /// @return 0.5 to 9; sharp photographs have 0.7 to 1.2
  static double blurSigma(Mat grey) {
    Mat tones = Floats.of(grey);
    float[] once = slopes(tones);
    float[] twice = slopes(Blur.gauss(tones, 1));
    float[] sorted = once.clone();
    Arrays.sort(sorted);
    float edge = Math.max(LEAST_EDGE, sorted[(int) (sorted.length * 0.97)]);
    double[] sigmas = new double[once.length];
    int count = 0;
    for (int i = 0; i < once.length; i++) {
      double ratio = once[i] / Math.max(1e-3, twice[i]);
      if (once[i] >= edge && ratio > 1.0001) {
        sigmas[count++] = 1 / Math.sqrt(ratio * ratio - 1);
      }
    }
    Arrays.sort(sigmas, 0, count);
    return count == 0 ? MOST_BLUR : Math.clamp(sigmas[(int) (count * 0.3)], 0.5, MOST_BLUR);
  }

  private static final float LEAST_EDGE = 8;
  private static final double MOST_BLUR = 9;

  private static float[] slopes(Mat tones) {
    Mat across = new Mat();
    Mat down = new Mat();
    Sobel(tones, across, CV_32F, 1, 0, 3, 1 / 8.0, 0, BORDER_REFLECT_101);
    Sobel(tones, down, CV_32F, 0, 1, 3, 1 / 8.0, 0, BORDER_REFLECT_101);
    Mat slope = new Mat();
    magnitude(across, down, slope);
    return Floats.values(slope);
  }
}
