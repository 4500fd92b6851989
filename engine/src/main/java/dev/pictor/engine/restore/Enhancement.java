package dev.pictor.engine.restore;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.LUT;
import static org.bytedeco.opencv.global.opencv_core.addWeighted;
import static org.bytedeco.opencv.global.opencv_core.extractChannel;
import static org.bytedeco.opencv.global.opencv_core.insertChannel;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2YCrCb;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_YCrCb2BGR;
import static org.bytedeco.opencv.global.opencv_imgproc.createCLAHE;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

import dev.pictor.engine.Progress;
import dev.pictor.engine.plane.Blur;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_imgproc.CLAHE;

/// Lifts tone, contrast and sharpness of a whole picture so gently that nobody would call it
/// edited: the range of tones is filled, dark pictures get lighter, middle tones get some contrast
/// of their own, edges a little bite. Colours keep their hue.
final class Enhancement {
  /// This part of the pixels may be lost in black and in white.
  private static final double CLIPPED = 0.004;

  private static final int BLACK = 5;
  private static final int WHITE = 250;
  private static final double MOST_GAIN = 1.35;
  private static final int MOST_LIFT = 28;

  /// The median tone that needs no change, and the exponents that may be used to come nearer.
  private static final double MIDDLE = 0.45;

  private static final double LIGHTEST = 0.78;
  private static final double DARKEST = 1.12;

  private static final double LOCAL_CONTRAST = 0.2;
  private static final double CLIP_LIMIT = 2;
  private static final int GRID = 8;
  private static final double BITE = 0.35;

  private Enhancement() {}

  /// Changes the picture in place.
  ///
  /// @param bgr 8 bit
  static void apply(Mat bgr) throws InterruptedException {
    try (PointerScope _ = new PointerScope()) {
      Mat parts = new Mat();
      cvtColor(bgr, parts, COLOR_BGR2YCrCb);
      Mat luma = new Mat();
      extractChannel(parts, luma, 0);
      Progress.checkInterrupt();
      Mat toned = new Mat();
      LUT(luma, table(luma), toned);
      Mat local = new Mat();
      try (CLAHE clahe = createCLAHE(CLIP_LIMIT, new Size(GRID, GRID))) {
        clahe.apply(toned, local);
      }
      addWeighted(toned, 1 - LOCAL_CONTRAST, local, LOCAL_CONTRAST, 0, toned);
      Progress.checkInterrupt();
      double radius = Math.max(0.8, Math.max(bgr.cols(), bgr.rows()) / 2500.0);
      addWeighted(toned, 1 + BITE, Blur.gauss(toned, radius), -BITE, 0, toned);
      insertChannel(toned, parts, 0);
      cvtColor(parts, bgr, COLOR_YCrCb2BGR);
    }
  }

  private static Mat table(Mat luma) {
    long[] counts = new long[256];
    byte[] row = new byte[luma.cols()];
    for (int y = 0; y < luma.rows(); y++) {
      luma.ptr(y).get(row);
      for (byte value : row) {
        counts[value & 255]++;
      }
    }
    int low = Math.min(MOST_LIFT, rank(counts, CLIPPED));
    int high = Math.max(low + 1, rank(counts, 1 - CLIPPED));
    double gain = Math.clamp((double) (WHITE - BLACK) / (high - low), 1, MOST_GAIN);
    int from = Math.min(low, BLACK) + Math.max(0, low - BLACK);
    double median = Math.clamp(((rank(counts, 0.5) - from) * gain + BLACK) / 255, 0.05, 0.95);
    double power = Math.clamp(Math.log(MIDDLE) / Math.log(median), LIGHTEST, DARKEST);
    Mat table = new Mat(1, 256, CV_8UC1);
    for (int i = 0; i < 256; i++) {
      double tone = Math.clamp(((i - from) * gain + Math.min(low, BLACK)) / 255, 0.0, 1.0);
      table.data().put(i, (byte) Math.round(255 * Math.pow(tone, power)));
    }
    return table;
  }

  /// The tone under which this part of the pixels lies.
  private static int rank(long[] counts, double part) {
    long all = 0;
    for (long count : counts) {
      all += count;
    }
    long below = 0;
    for (int i = 0; i < counts.length; i++) {
      below += counts[i];
      if (below >= part * all) {
        return i;
      }
    }
    return counts.length - 1;
  }
}
