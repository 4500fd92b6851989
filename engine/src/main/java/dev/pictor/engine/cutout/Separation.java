package dev.pictor.engine.cutout;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

import dev.pictor.engine.codec.Picture;
import dev.pictor.engine.plane.Rows;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;

/// Gives every pixel of the full picture its opacity and takes the old background out of its
/// colour: a pixel of a hair is `opacity * hair + (1 - opacity) * background`, and both colours are
/// known nearly enough from the matte.
final class Separation {
  /// Opacities within this of all or nothing are that: what is left of noise.
  private static final float FLOOR = 0.04f;

  private final Matte matte;
  private final int width;
  private final int height;
  private final BytePointer source;
  private final BytePointer colours;
  private final BytePointer opacity;

  /// Where each column of the picture lies in the matte.
  private final float[] across;

  /// For each pixel of the matte whether there is nothing to mix up to the next ones, and what the
  /// opacity is then.
  private final boolean[] settled;

  private final byte[] opaque;

  private Separation(Matte matte, Mat bgr, Mat colours, Mat opacity) {
    this.matte = matte;
    this.width = bgr.cols();
    this.height = bgr.rows();
    this.source = bgr.data();
    this.colours = colours.data();
    this.opacity = opacity.data();
    this.across = new float[width];
    for (int x = 0; x < width; x++) {
      across[x] = Math.clamp((x + 0.5f) * matte.width() / width - 0.5f, 0, matte.width() - 1);
    }
    this.settled = new boolean[matte.width() * matte.height()];
    this.opaque = new byte[settled.length];
    for (int y = 0; y < matte.height(); y++) {
      for (int x = 0; x < matte.width(); x++) {
        settle(x, y);
      }
    }
  }

  /// Whether a pixel, its neighbours on the right and below are all sure and agree.
  private void settle(int x, int y) {
    int a = y * matte.width() + x;
    int right = x + 1 < matte.width() ? 1 : 0;
    int below = y + 1 < matte.height() ? matte.width() : 0;
    boolean[] unknown = matte.unknown();
    float[] shares = matte.share();
    settled[a] =
        !unknown[a]
            && !unknown[a + right]
            && !unknown[a + below]
            && !unknown[a + below + right]
            && shares[a] == shares[a + below + right];
    opaque[a] = (byte) (shares[a] > 0.5f ? 255 : 0);
  }

  /// @param bgr at full size, in one piece
  static Picture of(Mat bgr, Matte matte, Rows rows) throws InterruptedException {
    Mat colours = new Mat(bgr.rows(), bgr.cols(), CV_8UC3);
    Mat opacity = new Mat(bgr.rows(), bgr.cols(), CV_8UC1);
    Separation separation = new Separation(matte, bgr, colours, opacity);
    rows.bands(bgr.rows(), 32, separation::band);
    return new Picture(colours, opacity);
  }

  private void band(int from, int to) {
    byte[] bgr = new byte[3 * width];
    byte[] alpha = new byte[width];
    float[] mix = new float[Samples.STEP + 1];
    for (int y = from; y < to; y++) {
      try (BytePointer in = new BytePointer(source).position(3L * width * y);
          BytePointer out = new BytePointer(colours).position(3L * width * y);
          BytePointer outAlpha = new BytePointer(opacity).position((long) width * y)) {
        in.get(bgr);
        row(y, bgr, alpha, mix);
        out.put(bgr, 0, bgr.length);
        outAlpha.put(alpha, 0, alpha.length);
      }
    }
  }

  private void row(int y, byte[] bgr, byte[] alpha, float[] mix) {
    float smallY = Math.clamp((y + 0.5f) * matte.height() / height - 0.5f, 0, matte.height() - 1);
    int row = (int) smallY;
    int cells = row * matte.width();
    for (int x = 0; x < width; x++) {
      int cell = cells + (int) across[x];
      alpha[x] =
          settled[cell] ? opaque[cell] : pixel(bgr, 3 * x, mixed(across[x], smallY, mix), mix);
    }
  }

  /// Reads the matte between its pixels.
  ///
  /// @param mix gets the two colours and the trust in them, then the share
  /// @return the share
  private float mixed(float x, float y, float[] mix) {
    int left = (int) x;
    int top = (int) y;
    int right = Math.min(left + 1, matte.width() - 1);
    int bottom = Math.min(top + 1, matte.height() - 1);
    int a = top * matte.width() + left;
    int b = top * matte.width() + right;
    int c = bottom * matte.width() + left;
    int d = bottom * matte.width() + right;
    java.util.Arrays.fill(mix, 0);
    float aside = x - left;
    float down = y - top;
    float trusted = 0;
    trusted += add(a, (1 - aside) * (1 - down), mix);
    trusted += add(b, aside * (1 - down), mix);
    trusted += add(c, (1 - aside) * down, mix);
    trusted += add(d, aside * down, mix);
    if (trusted > 0) {
      for (int i = 0; i < Samples.STEP; i++) {
        mix[i] /= trusted;
      }
    }
    return mix[Samples.STEP];
  }

  private float add(int at, float weight, float[] mix) {
    mix[Samples.STEP] += weight * matte.share()[at];
    if (!matte.unknown()[at]) {
      return 0;
    }
    for (int i = 0; i < Samples.STEP; i++) {
      mix[i] += weight * matte.pairs()[Samples.STEP * at + i];
    }
    return weight;
  }

  private static byte pixel(byte[] bgr, int at, float share, float[] mix) {
    float along = 0;
    float length = 1;
    for (int c = 0; c < 3; c++) {
      float span = mix[c] - mix[3 + c];
      along += ((bgr[at + c] & 0xff) - mix[3 + c]) * span;
      length += span * span;
    }
    float seen = Math.clamp(along / length, 0f, 1f);
    float trust = mix[6];
    float opacity = trust * seen + (1 - trust) * share;
    opacity = Math.clamp((opacity - FLOOR) / (1 - 2 * FLOOR), 0f, 1f);
    for (int c = 0; c < 3; c++) {
      bgr[at + c] = cleaned(bgr[at + c] & 0xff, opacity, mix[c], mix[3 + c]);
    }
    return (byte) Math.round(255 * opacity);
  }

  /// The person's own colour in a mixed pixel: what is left without the background where the pixel
  /// is mostly the person, the colour sampled nearby where it is mostly not.
  private static byte cleaned(int level, float opacity, float person, float background) {
    float rest = opacity < 0.02f ? person : (level - (1 - opacity) * background) / opacity;
    float own = opacity * Math.clamp(rest, 0f, 255f) + (1 - opacity) * person;
    return (byte) Math.round(Math.clamp(own, 0f, 255f));
  }
}
