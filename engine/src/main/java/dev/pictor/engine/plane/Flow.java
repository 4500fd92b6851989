package dev.pictor.engine.plane;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.mean;
import static org.bytedeco.opencv.global.opencv_core.multiply;
import static org.bytedeco.opencv.global.opencv_core.scaleAdd;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.Sobel;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/// The direction in which a hand would draw, as a unit vector for every pixel: along edges and
/// forms, never across. It is the eigenvector of the smoothed structure tensor (Kang, Lee, Chui
/// 2009; Kyprianidis and Kang 2011).
///
/// Two additions keep flat areas from turning into worms: 12 % of a tensor smoothed five times
/// wider, and a small pull towards one diagonal. The tensor is computed on a smaller copy, because
/// the smoothing removes what the copy cannot hold.
public final class Flow {
  private static final double WIDE_SHARE = 0.12;
  private static final double DIAGONAL_SHARE = 0.05;
  private static final double DIAGONAL = -0.75;

  private final Plane across;
  private final Plane down;

  private Flow(Plane across, Plane down) {
    this.across = across;
    this.down = down;
  }

  /// @param tone what to follow
  /// @param sigma the smoothing in pixels: small follows detail, large follows big forms
  public static Flow of(Plane tone, double sigma, Rows rows) throws InterruptedException {
    double shrink = Math.clamp(3 / sigma, 0.25, 1);
    int width = Math.max(2, (int) Math.round(tone.width() * shrink));
    int height = Math.max(2, (int) Math.round(tone.height() * shrink));
    Plane small = Pixels.resized(tone, width, height);
    double reach = sigma * shrink;
    try (Mat grey = Pixels.mat(Blur.gauss(small, Math.max(0.8, reach * 0.35)));
        Mat dx = new Mat();
        Mat dy = new Mat();
        Mat xx = new Mat();
        Mat xy = new Mat();
        Mat yy = new Mat()) {
      Sobel(grey, dx, CV_32F, 1, 0);
      Sobel(grey, dy, CV_32F, 0, 1);
      multiply(dx, dx, xx);
      multiply(dx, dy, xy);
      multiply(dy, dy, yy);
      Plane e = smoothed(xx, reach);
      Plane f = smoothed(xy, reach);
      Plane g = smoothed(yy, reach);
      pull(e, f, g, mean(xx).get(0) + mean(yy).get(0));
      return directions(e, f, g, tone.width(), tone.height(), rows);
    }
  }

  /// The horizontal part of the direction, -1 to 1; its sign carries no meaning.
  public Plane across() {
    return across;
  }

  /// The vertical part of the direction, growing downwards.
  public Plane down() {
    return down;
  }

  /// The flow of a part of the picture.
  public Flow within(Region region) {
    return new Flow(region.of(across), region.of(down));
  }

  private static Plane smoothed(Mat tensor, double reach) {
    try (Mat near = Blur.gauss(tensor, reach);
        Mat wide = Blur.gauss(tensor, reach * 5)) {
      scaleAdd(wide, WIDE_SHARE, near, near);
      return Pixels.plane(near);
    }
  }

  private static void pull(Plane e, Plane f, Plane g, double energy) {
    float bias = (float) (energy * DIAGONAL_SHARE + 1e-7);
    float nx = (float) -Math.sin(DIAGONAL);
    float ny = (float) Math.cos(DIAGONAL);
    for (int i = 0; i < e.values().length; i++) {
      e.values()[i] += bias * nx * nx;
      f.values()[i] += bias * nx * ny;
      g.values()[i] += bias * ny * ny;
    }
  }

  private static Flow directions(Plane e, Plane f, Plane g, int width, int height, Rows rows)
      throws InterruptedException {
    Plane xx = enlarged(e, width, height);
    Plane xy = enlarged(f, width, height);
    Plane yy = enlarged(g, width, height);
    float[] tx = xx.values();
    float[] ty = xy.values();
    float[] other = yy.values();
    // The tensor's planes are overwritten by the vectors: each place is read once, then written.
    rows.each(
        height,
        y -> {
          for (int i = y * width; i < (y + 1) * width; i++) {
            float difference = tx[i] - other[i];
            float mixed = ty[i];
            float root = (float) Math.sqrt(difference * difference + 4 * mixed * mixed);
            float vx = 0.5f * (root - difference);
            float vy = -mixed;
            float length = (float) Math.sqrt(vx * vx + vy * vy);
            boolean plain = length < 1e-9f;
            tx[i] = plain ? (difference > 0 ? 0 : 1) : vx / length;
            ty[i] = plain ? (difference > 0 ? 1 : 0) : vy / length;
          }
        });
    return new Flow(xx, xy);
  }

  private static Plane enlarged(Plane plane, int width, int height) {
    if (plane.width() == width && plane.height() == height) {
      return plane;
    }
    try (Mat from = Pixels.mat(plane);
        Mat to = new Mat();
        Size size = new Size(width, height)) {
      resize(from, to, size, 0, 0, INTER_LINEAR);
      return Pixels.plane(to);
    }
  }
}
