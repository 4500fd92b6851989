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

  private Separation(Matte matte, Mat bgr, Mat colours, Mat opacity) {
    this.matte = matte;
    this.width = bgr.cols();
    this.height = bgr.rows();
    this.source = bgr.data();
    this.colours = colours.data();
    this.opacity = opacity.data();
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
    for (int x = 0; x < width; x++) {
      float smallX = Math.clamp((x + 0.5f) * matte.width() / width - 0.5f, 0, matte.width() - 1);
      float share = mixed(smallX, smallY, mix);
      if (share < 0) {
        alpha[x] = (byte) (mix[Samples.STEP] > 0.5f ? 255 : 0);
      } else {
        alpha[x] = pixel(bgr, 3 * x, share, mix);
      }
    }
  }

  /// Reads the matte between its pixels.
  ///
  /// @param mix gets the two colours and the trust in them, then the share
  /// @return the share, or -1 where all four neighbours are sure and agree
  private float mixed(float x, float y, float[] mix) {
    int left = (int) x;
    int top = (int) y;
    int right = Math.min(left + 1, matte.width() - 1);
    int bottom = Math.min(top + 1, matte.height() - 1);
    int a = top * matte.width() + left;
    int b = top * matte.width() + right;
    int c = bottom * matte.width() + left;
    int d = bottom * matte.width() + right;
    boolean[] unknown = matte.unknown();
    float[] shares = matte.share();
    if (!unknown[a] && !unknown[b] && !unknown[c] && !unknown[d] && shares[a] == shares[d]) {
      mix[Samples.STEP] = shares[a];
      return -1;
    }
    java.util.Arrays.fill(mix, 0);
    float across = x - left;
    float down = y - top;
    float trusted = 0;
    trusted += add(a, (1 - across) * (1 - down), mix);
    trusted += add(b, across * (1 - down), mix);
    trusted += add(c, (1 - across) * down, mix);
    trusted += add(d, across * down, mix);
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
