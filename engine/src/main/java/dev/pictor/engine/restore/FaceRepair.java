package dev.pictor.engine.restore;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.absdiff;
import static org.bytedeco.opencv.global.opencv_core.exp;
import static org.bytedeco.opencv.global.opencv_photo.fastNlMeansDenoisingColored;

import dev.pictor.engine.Progress;
import dev.pictor.engine.plane.Blur;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/// The built-in way to make one face clear. Nothing is invented: whatever it draws, blurred as the
/// picture was, must give the picture back.
///
/// 1. Noise, blocks and blur are measured; a good face is left alone.
/// 2. The blocks go ([Deblocking]) and half of the noise (non-local means).
/// 3. The face is shrunk until it is sharp, and the upscaler's net draws it four times as large;
///    the net removes the rest of the noise on the way.
/// 4. That drawing is corrected by what it lacks when it is shrunk again (back-projection), and
///    counts only where the two agree, less in eyes and mouth: nets like to paint those.
/// 5. What the result, blurred, still lacks of the picture is added a few times (Van Cittert's
///    iteration), without what may be noise.
/// 6. A little of the grain comes back, for skin without any looks like wax.
final class FaceRepair {
  /// What the net gets to see: more costs seconds and shows nothing new.
  private static final double NET_PIXELS = 0.055e6;

  private static final double LARGE_PIXELS = 0.2e6;

  /// Good portraits have this much grain, blur and blocking; from the first number on something is
  /// done, from the second on everything.
  private static final double[] NOISE = {3, 5};

  private static final double[] BLUR = {1.15, 1.45};
  private static final double[] BLOCKS = {1.2, 1.3};

  /// Optics and sensor blur even a sharp picture; a result sharper than this looks harsh.
  private static final double SHARP_SIGMA = 0.7;

  private static final double SHARP_SIGMA_WORN = 1;

  /// Levels of 255 by which the net's drawing, blurred, may miss the picture.
  private static final double AGREEMENT = 14;

  private final Detail detail;

  FaceRepair(Detail detail) {
    this.detail = detail;
  }

  /// What was found out about a face.
  ///
  /// @param quality of the JPEG file it came from, 0 when it has no blocks or nothing can be told
  /// @param blur sigma in pixels
  private record State(double noise, int quality, boolean blocky, double blur) {
    boolean isClean() {
      return noise < NOISE[0] && !blocky;
    }

    /// Noise and blocks leave errors of about this many levels behind, which must not be sharpened.
    double doubt() {
      double fromBlocks = blocky ? 60.0 / Math.max(10, quality == 0 ? 40 : quality) : 0;
      return 0.5 + 0.3 * Math.max(0, noise - 1) * (noise < NOISE[0] ? 0 : 1) + fromBlocks;
    }

    double remainingBlur() {
      double sharp = isClean() ? SHARP_SIGMA : SHARP_SIGMA_WORN;
      return Math.sqrt(Math.max(0, blur * blur - sharp * sharp));
    }
  }

  /// A repaired face.
  ///
  /// @param pixels floats, as large as what was given
  /// @param noise what was measured before, in levels
  record Repaired(Mat pixels, double noise) {}

  /// @param worn 8 bit, a face with some room around it
  /// @param features 1 on eyes and mouth, one channel of floats
  /// @param left where the part lies in its picture, since JPEG's blocks are counted from there
  Repaired repaired(Mat worn, Mat features, int left, int top) throws InterruptedException {
    Wear wear = Wear.of(Floats.luma(worn), left, top);
    int quality = wear.isBlocky() ? Deblocking.quality(worn) : 0;
    Mat calm = quality > 0 ? Deblocking.deblocked(worn, quality) : worn;
    Progress.checkInterrupt();
    calm = calmed(calm, wear.noise());
    double blur = Wear.blurSigma(Floats.luma(calm));
    double need = need(wear, blur);
    if (need == 0) {
      return new Repaired(Floats.of(worn), wear.noise());
    }
    State state = new State(wear.noise(), quality, wear.isBlocky(), blur);
    Mat drawn = drawn(calm, state, features);
    Mat sharp = sharpened(drawn, Floats.of(calm), state);
    Mat grained = grained(sharp, Floats.of(worn), Floats.of(calm), state);
    Mat result = Floats.sum(Floats.of(worn), 1 - need, grained, need);
    return new Repaired(result, wear.noise());
  }

  private static double need(Wear wear, double blur) {
    double blocks = wear.isBlocky() ? ramp(wear.blocking(), BLOCKS) : 0;
    return Math.max(blocks, Math.max(ramp(wear.noise(), NOISE), ramp(blur, BLUR)));
  }

  private static double ramp(double value, double[] from) {
    return Math.clamp((value - from[0]) / (from[1] - from[0]), 0.0, 1.0);
  }

  /// Half strength unless there is much: the net takes the rest, and takes it better than what was
  /// smeared before.
  private static Mat calmed(Mat bgr, double noise) {
    if (noise < NOISE[0]) {
      return bgr;
    }
    Mat calm = new Mat();
    double share = Math.clamp(0.5 + 0.02 * (noise - 12), 0.5, 0.75);
    fastNlMeansDenoisingColored(
        bgr, calm, (float) (share * noise), (float) (0.9 * noise), 5, reach(bgr));
    return calm;
  }

  /// How wide the square is in which likenesses are sought: large faces have enough of them near.
  private static int reach(Mat bgr) {
    return bgr.total() > LARGE_PIXELS ? 11 : 15;
  }

  private Mat drawn(Mat calm, State state, Mat features) throws InterruptedException {
    double scale = Math.min(Math.min(1, 1 / state.blur()), Math.sqrt(NET_PIXELS / calm.total()));
    Size less = new Size(scaled(calm.cols(), scale), scaled(calm.rows(), scale));
    Mat small = Floats.resized(calm, less);
    Progress.checkInterrupt();
    Mat net;
    try (Mat large = detail.fourfold(small)) {
      net = Floats.of(Floats.resized(large, calm.size()));
    }
    Mat lack = Floats.sum(Floats.of(small), 1, Floats.resized(net, less), -1);
    net = Floats.sum(net, 1, Floats.resized(lack, calm.size()), 0.8);
    return Floats.mixed(Floats.of(calm), net, trust(net, calm, state, features));
  }

  private static int scaled(int side, double scale) {
    return Math.max(16, (int) Math.round(side * scale));
  }

  private static Mat trust(Mat net, Mat calm, State state, Mat features) {
    Mat blurred = Blur.gauss(Floats.luma(net), Math.max(0.8, state.remainingBlur()));
    Mat apart = new Mat();
    absdiff(blurred, Blur.gauss(Floats.of(Floats.luma(calm)), 0.8), apart);
    Mat local = Blur.gauss(apart, 2);
    Mat power = new Mat();
    Floats.product(local, local).convertTo(power, CV_32F, -1 / (AGREEMENT * AGREEMENT), 0);
    Mat agreement = new Mat();
    exp(power, agreement);
    double most = state.noise() < NOISE[0] ? 0.8 : 0.95;
    Mat guarded = Floats.product(agreement, features);
    return Floats.sum(agreement, most, guarded, -0.2 * most);
  }

  private static Mat sharpened(Mat drawn, Mat calm, State state) throws InterruptedException {
    double sigma = state.remainingBlur();
    Mat sharp = drawn;
    if (sigma > 0.3) {
      int rounds = state.isClean() ? 5 : 1;
      for (int i = 0; i < rounds; i++) {
        Progress.checkInterrupt();
        sharp = nearer(sharp, calm, sigma, state.doubt(), rounds > 1 ? 0.8 : 0.7);
      }
    }
    double crisp = state.noise() >= NOISE[0] ? 0.25 : state.blocky() ? 0.55 : 0.4;
    return Floats.sum(sharp, 1 + crisp, Blur.gauss(sharp, 1), -crisp);
  }

  /// One round; its scope frees a dozen copies that the next round would double.
  private static Mat nearer(Mat sharp, Mat calm, double sigma, double doubt, double share) {
    Mat nearer = new Mat();
    try (PointerScope _ = new PointerScope()) {
      Mat lack = Floats.sum(calm, 1, Blur.gauss(sharp, sigma), -1);
      Floats.sum(sharp, 1, Floats.cored(lack, doubt), share).copyTo(nearer);
    }
    sharp.close();
    return nearer;
  }

  /// Grain in the tone only: coloured grain is what one sees first in dark hair.
  private static Mat grained(Mat sharp, Mat worn, Mat calm, State state) {
    Mat grain =
        state.noise() < NOISE[0]
            ? Floats.luma(Floats.sum(worn, 1, calm, -1))
            : Floats.luma(Floats.sum(worn, 1, Floats.sum(sharp, 0.5, calm, 0.5), -1));
    return Floats.sum(sharp, 1, Floats.spread(grain), state.noise() < NOISE[0] ? 0.3 : 0.15);
  }
}
