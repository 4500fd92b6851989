package dev.pictor.engine.cutout;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.CV_32FC3;
import static org.bytedeco.opencv.global.opencv_imgproc.boxFilter;

import dev.pictor.engine.Progress;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/// For each pixel in doubt the two colours it is probably mixed of: one of the person and one of
/// the background, picked among the sure pixels near it. The idea is that of shared sampling
/// (Gastal and Oliveira, "Shared Sampling for Real-Time Alpha Matting", Eurographics 2010); here
/// the samples are the nearest sure pixels of the pixel itself and of some around it, so that a
/// curl of dark hair finds the dark hair beside the bright cheek.
final class Samples {
  /// Where else to ask for the nearest sure pixels, in parts of the longer side.
  private static final double[][] AROUND = {
    {0, 0}, {-1, 0}, {1, 0}, {0, -1}, {0, 1}, {-1.6, -1.6}, {1.6, -1.6}, {-1.6, 1.6}, {1.6, 1.6}
  };

  private static final double STRIDE = 0.016;

  /// Levels of noise that a photograph has anyway: a pair that explains a pixel better than this is
  /// not a better pair.
  private static final float NOISE = 6;

  /// What it costs when the pair contradicts the mask, in levels.
  private static final float CONTRADICTION = 26;

  /// What it costs to look one longer side away, in levels.
  private static final float DISTANCE = 160;

  /// Colours closer than this, in levels, do not tell how much of each is in a pixel.
  private static final float INDISTINCT = 30;

  private final int width;
  private final int height;
  private final byte[] bgr;
  private final float[] prior;
  private final Trimap trimap;

  /// Blue, green, red of the person's colour, then of the background's, then how far to trust them
  /// (0 to 1): seven floats a pixel.
  private final float[] pairs;

  static final int STEP = 7;

  /// Where the trust is among them.
  static final int TRUST = 6;

  private Samples(int width, int height, byte[] bgr, float[] prior, Trimap trimap) {
    this.width = width;
    this.height = height;
    this.bgr = bgr;
    this.prior = prior;
    this.trimap = trimap;
    this.pairs = new float[STEP * width * height];
  }

  /// @param small the picture, little enough for all arrays to be cheap
  /// @param prior how much of each pixel the mask gives to the person
  static float[] of(Mat small, float[] prior, Trimap trimap) throws InterruptedException {
    byte[] bytes = new byte[3 * small.cols() * small.rows()];
    Mat calm = new Mat();
    boxFilter(small, calm, -1, new Size(3, 3));
    calm.data().get(bytes);
    Samples samples = new Samples(small.cols(), small.rows(), bytes, prior, trimap);
    for (int y = 0; y < samples.height; y += 2) {
      if ((y & 63) == 0) {
        Progress.checkInterrupt();
      }
      samples.row(y);
    }
    samples.smooth();
    return samples.pairs;
  }

  /// Every second pixel of every second row is asked; the mean over neighbours fills the others.
  private void row(int y) {
    Candidates people = new Candidates(AROUND.length);
    Candidates backgrounds = new Candidates(AROUND.length);
    for (int x = (y / 2) & 1; x < width; x += 2) {
      int at = y * width + x;
      if (trimap.unknown()[at]) {
        gather(x, y, trimap.person(), people);
        gather(x, y, trimap.background(), backgrounds);
        choose(at, people, backgrounds);
      }
    }
  }

  /// The sure pixels of one side that are tried for one pixel.
  private static final class Candidates {
    final float[] levels;
    final float[] reach;
    final int[] at;
    int count;

    Candidates(int most) {
      levels = new float[3 * most];
      reach = new float[most];
      at = new int[most];
    }

    boolean has(int index) {
      for (int i = 0; i < count; i++) {
        if (at[i] == index) {
          return true;
        }
      }
      return false;
    }
  }

  private void gather(int x, int y, int[] nearest, Candidates into) {
    double stride = STRIDE * Math.max(width, height);
    into.count = 0;
    for (double[] around : AROUND) {
      int nearX = Math.clamp(Math.round(x + around[0] * stride), 0, width - 1);
      int nearY = Math.clamp(Math.round(y + around[1] * stride), 0, height - 1);
      int index = nearest[nearY * width + nearX];
      if (index < 0 || into.has(index)) {
        continue;
      }
      float dx = x - index % width;
      float dy = y - index / width;
      into.at[into.count] = index;
      into.reach[into.count] =
          DISTANCE * (float) Math.sqrt(dx * dx + dy * dy) / Math.max(width, height);
      for (int c = 0; c < 3; c++) {
        into.levels[3 * into.count + c] = bgr[3 * index + c] & 0xff;
      }
      into.count++;
    }
  }

  private void choose(int at, Candidates people, Candidates backgrounds) {
    float blue = bgr[3 * at] & 0xff;
    float green = bgr[3 * at + 1] & 0xff;
    float red = bgr[3 * at + 2] & 0xff;
    float best = Float.MAX_VALUE;
    for (int i = 0; i < people.count; i++) {
      for (int k = 0; k < backgrounds.count; k++) {
        float spanBlue = people.levels[3 * i] - backgrounds.levels[3 * k];
        float spanGreen = people.levels[3 * i + 1] - backgrounds.levels[3 * k + 1];
        float spanRed = people.levels[3 * i + 2] - backgrounds.levels[3 * k + 2];
        float apart = spanBlue * spanBlue + spanGreen * spanGreen + spanRed * spanRed;
        float offBlue = blue - backgrounds.levels[3 * k];
        float offGreen = green - backgrounds.levels[3 * k + 1];
        float offRed = red - backgrounds.levels[3 * k + 2];
        float along = offBlue * spanBlue + offGreen * spanGreen + offRed * spanRed;
        float share = Math.clamp(along / (apart + 1), 0f, 1f);
        offBlue -= share * spanBlue;
        offGreen -= share * spanGreen;
        offRed -= share * spanRed;
        float error = (float) Math.sqrt(offBlue * offBlue + offGreen * offGreen + offRed * offRed);
        float cost =
            Math.max(error, NOISE)
                + CONTRADICTION * Math.abs(share - prior[at])
                + people.reach[i]
                + backgrounds.reach[k];
        if (cost < best) {
          best = cost;
          keep(at, people, i, backgrounds, k, trust(apart, error));
        }
      }
    }
  }

  private static float trust(float apart, float error) {
    return apart / (apart + INDISTINCT * INDISTINCT) / (1 + error * error / (2 * 144)) + 0.001f;
  }

  private void keep(
      int at, Candidates people, int person, Candidates backgrounds, int background, float trust) {
    for (int c = 0; c < 3; c++) {
      pairs[STEP * at + c] = people.levels[3 * person + c];
      pairs[STEP * at + 3 + c] = backgrounds.levels[3 * background + c];
    }
    pairs[STEP * at + TRUST] = trust;
  }

  /// Neighbours agree: each colour becomes the mean of those around it, weighted by trust.
  private void smooth() {
    int side = 2 * Math.max(2, Math.round(Math.max(width, height) / 220f)) + 1;
    float[] counts = counts(side);
    float[] weights = averaged(new int[] {TRUST}, false, side);
    float[] person = averaged(new int[] {0, 1, 2}, true, side);
    float[] background = averaged(new int[] {3, 4, 5}, true, side);
    for (int i = 0; i < weights.length; i++) {
      if (trimap.unknown()[i] && counts[i] > 0) {
        for (int c = 0; c < 3; c++) {
          pairs[STEP * i + c] = person[3 * i + c] / weights[i];
          pairs[STEP * i + 3 + c] = background[3 * i + c] / weights[i];
        }
        pairs[STEP * i + TRUST] = weights[i] / counts[i];
      }
    }
  }

  private float[] counts(int side) {
    float[] ones = new float[width * height];
    for (int i = 0; i < ones.length; i++) {
      ones[i] = pairs[STEP * i + TRUST] > 0 ? 1 : 0;
    }
    return boxed(ones, 1, side);
  }

  private float[] averaged(int[] channels, boolean weighted, int side) {
    float[] values = new float[channels.length * width * height];
    for (int i = 0; i < width * height; i++) {
      float weight = weighted ? pairs[STEP * i + TRUST] : 1;
      for (int c = 0; c < channels.length; c++) {
        values[channels.length * i + c] = weight * pairs[STEP * i + channels[c]];
      }
    }
    return boxed(values, channels.length, side);
  }

  private float[] boxed(float[] values, int channels, int side) {
    try (PointerScope _ = new PointerScope()) {
      Mat mat = new Mat(height, width, channels == 3 ? CV_32FC3 : CV_32F);
      new FloatPointer(mat.data()).put(values);
      boxFilter(mat, mat, -1, new Size(side, side));
      new FloatPointer(mat.data()).get(values);
    }
    return values;
  }
}
