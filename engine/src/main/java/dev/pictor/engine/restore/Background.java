package dev.pictor.engine.restore;

import static org.bytedeco.opencv.global.opencv_core.addWeighted;
import static org.bytedeco.opencv.global.opencv_photo.fastNlMeansDenoisingColored;

import dev.pictor.engine.Progress;
import dev.pictor.engine.plane.Rows;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;

/// Calms a whole picture before its faces are laid over it: blocks and noise go as far as asked,
/// and only where there are some.
final class Background {
  /// Under this noise nobody sees any.
  private static final double LEAST_NOISE = 3;

  private static final int SAMPLE = 512;

  /// Always the same strips, so that the number of threads changes nothing. They start at the
  /// corners of JPEG blocks.
  private static final int STRIP = 96;

  /// As far as the neighbours reach that a pixel is compared with.
  private static final int HALO = 16;

  private final Rows rows;

  Background(Rows rows) {
    this.rows = rows;
  }

  /// @param share 0 to 1
  /// @return 8 bit, the caller's to close; a plain copy when there is nothing to do
  Mat calmed(Mat bgr, double share) throws InterruptedException {
    Mat calm = bgr.clone();
    if (share == 0 || Math.min(bgr.cols(), bgr.rows()) < 2 * HALO) {
      return calm;
    }
    Plan plan = plan(bgr);
    if (plan.isEmpty()) {
      return calm;
    }
    try {
      rows.bands(
          bgr.rows(),
          STRIP,
          (from, to) -> calm(bgr, calm, from, Math.min(to, bgr.rows()), plan, share));
      return calm;
    } catch (InterruptedException | RuntimeException e) {
      calm.close();
      throw e;
    }
  }

  /// What there is to do.
  private record Plan(double noise, int quality) {
    boolean isEmpty() {
      return noise < LEAST_NOISE && quality == 0;
    }
  }

  /// The noise of a quiet part, and the quality by which most parts were compressed.
  private static Plan plan(Mat bgr) {
    try (PointerScope _ = new PointerScope()) {
      List<Wear> wears = new ArrayList<>();
      int quality = 0;
      for (Rect sample : samples(bgr)) {
        Mat part = new Mat(bgr, sample).clone();
        Wear wear = Wear.of(Floats.luma(part), sample.x(), sample.y());
        wears.add(wear);
        if (quality == 0 && wear.isBlocky()) {
          quality = Deblocking.quality(part);
        }
      }
      wears.sort(Comparator.comparingDouble(Wear::noise));
      return new Plan(wears.get(wears.size() / 2).noise(), quality);
    }
  }

  /// Nine squares, or less where they would overlap, at corners of blocks.
  private static List<Rect> samples(Mat bgr) {
    List<Rect> samples = new ArrayList<>();
    int width = Math.min(SAMPLE, bgr.cols());
    int height = Math.min(SAMPLE, bgr.rows());
    for (int row = 0; row < Math.clamp(bgr.rows() / SAMPLE, 1, 3); row++) {
      for (int column = 0; column < Math.clamp(bgr.cols() / SAMPLE, 1, 3); column++) {
        int left = (bgr.cols() - width) * column / 2 / 8 * 8;
        int top = (bgr.rows() - height) * row / 2 / 8 * 8;
        samples.add(new Rect(left, top, width, height));
      }
    }
    return samples;
  }

  private static void calm(Mat bgr, Mat calm, int from, int to, Plan plan, double share) {
    int top = Math.max(0, from - HALO);
    int bottom = Math.min(bgr.rows(), to + HALO);
    try (PointerScope _ = new PointerScope()) {
      Mat strip = new Mat(bgr, new Rect(0, top, bgr.cols(), bottom - top)).clone();
      Mat done = strip;
      // From a half on all of it goes; filters far too weak would leave single specks.
      double part = Math.min(1, 2 * share);
      if (plan.quality > 0) {
        done = new Mat();
        Mat smooth = Deblocking.deblocked(strip, plan.quality);
        addWeighted(strip, 1 - part, smooth, part, 0, done);
      }
      Progress.checkInterrupt();
      if (plan.noise >= LEAST_NOISE) {
        Mat quiet = new Mat();
        float strength = (float) ((0.4 + 0.8 * share) * plan.noise);
        fastNlMeansDenoisingColored(done, quiet, strength, 1.4f * strength, 5, 11);
        addWeighted(done, 1 - part, quiet, part, 0, quiet);
        done = quiet;
      }
      Mat middle = new Mat(done, new Rect(0, from - top, bgr.cols(), to - from));
      middle.copyTo(new Mat(calm, new Rect(0, from, bgr.cols(), to - from)));
    } catch (InterruptedException e) {
      // The loop ends at this flag, and its caller throws.
      Thread.currentThread().interrupt();
    }
  }
}
