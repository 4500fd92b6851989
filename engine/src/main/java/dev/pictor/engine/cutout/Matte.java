package dev.pictor.engine.cutout;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.CV_32FC3;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.THRESH_TOZERO;
import static org.bytedeco.opencv.global.opencv_imgproc.THRESH_TRUNC;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;
import static org.bytedeco.opencv.global.opencv_imgproc.threshold;
import static org.bytedeco.opencv.global.opencv_ximgproc.guidedFilter;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/// What a small copy of the picture tells about each of its pixels: how much of it is the person,
/// and of which two colours it is mixed.
///
/// @param share 0 background to 1 person
/// @param unknown where the share is neither
/// @param pairs see [Samples]
record Matte(int width, int height, float[] share, boolean[] unknown, float[] pairs) {
  /// The longer side of the small copy: enough for the colours around an edge.
  private static final int SIDE = 480;

  /// The recipe of the guided filter: its radius in parts of the longer side, its smoothness, and
  /// the ends of the curve that brings back the contrast it costs.
  private static final double RADIUS = 1 / 100.0;

  private static final double SMOOTHNESS = 1e-4;
  private static final float LOW = 0.15f;
  private static final float HIGH = 0.85f;

  /// Shares of the mask beyond these are taken for all or nothing.
  private static final double VEIL_FROM = 0.2;

  private static final double VEIL_TO = 0.8;

  /// From which share of the mask on, from either end, colours begin to count, and count fully.
  private static final float DOUBT_FROM = 0.05f;

  private static final float DOUBT_FULL = 0.3f;

  /// The small copy; the scope that the caller has open owns it.
  static Mat small(Mat bgr) {
    double scale = Math.min(1, (double) SIDE / Math.max(bgr.cols(), bgr.rows()));
    Mat small = new Mat();
    Size size =
        new Size(
            Math.max(1, (int) Math.round(bgr.cols() * scale)),
            Math.max(1, (int) Math.round(bgr.rows() * scale)));
    resize(bgr, small, size, 0, 0, INTER_AREA);
    return small;
  }

  /// @param small what [#small] gave
  /// @param mask floats of the same size; its holes get filled
  static Matte of(Mat small, Mat mask) throws InterruptedException {
    Holes.fill(mask);
    Mat decided = decided(mask);
    Trimap trimap = Trimap.of(decided);
    float[] share = guided(small, decided);
    float[] pairs = Samples.of(small, share, trimap);
    believe(pairs, floats(mask));
    return new Matte(mask.cols(), mask.rows(), settled(share, trimap), trimap.unknown(), pairs);
  }

  /// The mask with most of its doubt taken away: what the net half believes would else shine
  /// through as a veil.
  private static Mat decided(Mat mask) {
    Mat decided = mask.clone();
    double slope = 1 / (VEIL_TO - VEIL_FROM);
    decided.convertTo(decided, CV_32F, slope, -VEIL_FROM * slope);
    threshold(decided, decided, 1, 1, THRESH_TRUNC);
    threshold(decided, decided, 0, 0, THRESH_TOZERO);
    return decided;
  }

  private static float[] guided(Mat small, Mat mask) {
    Mat guide = new Mat();
    small.convertTo(guide, CV_32FC3, 1 / 255.0, 0);
    Mat smooth = new Mat();
    int radius = (int) Math.max(3, Math.round(RADIUS * Math.max(mask.cols(), mask.rows())));
    guidedFilter(guide, mask, smooth, radius, SMOOTHNESS, CV_32F, 1);
    float[] values = floats(smooth);
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.clamp((values[i] - LOW) / (HIGH - LOW), 0f, 1f);
    }
    return values;
  }

  private static float[] floats(Mat mat) {
    float[] values = new float[Math.toIntExact(mat.total())];
    new FloatPointer(mat.data()).get(values);
    return values;
  }

  /// Colours decide near the edge only. Where the net is nearly sure they must not bring back a
  /// dark curtain that happens to look like a dark sleeve.
  private static void believe(float[] pairs, float[] mask) {
    for (int i = 0; i < mask.length; i++) {
      float in = Math.clamp((mask[i] - DOUBT_FROM) / (DOUBT_FULL - DOUBT_FROM), 0f, 1f);
      float out = Math.clamp((1 - mask[i] - DOUBT_FROM) / (DOUBT_FULL - DOUBT_FROM), 0f, 1f);
      pairs[Samples.STEP * i + Samples.TRUST] *= in * out;
    }
  }

  /// Where there is no doubt the share is all or nothing.
  private static float[] settled(float[] share, Trimap trimap) {
    for (int i = 0; i < share.length; i++) {
      if (!trimap.unknown()[i]) {
        share[i] = trimap.person()[i] == i ? 1 : 0;
      }
    }
    return share;
  }
}
