package dev.pictor.engine.restore;

import static org.bytedeco.opencv.global.opencv_core.BORDER_REPLICATE;
import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_CUBIC;
import static org.bytedeco.opencv.global.opencv_imgproc.warpAffine;

import dev.pictor.engine.codec.Picture;
import dev.pictor.engine.face.Face;
import dev.pictor.engine.face.Landmarks;
import dev.pictor.engine.plane.Affine;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/// A face turned, moved and scaled so that eyes, nose and mouth lie where they do in the pictures
/// of FFHQ, which the nets for faces were trained on.
///
/// @param toCrop from pixels of the picture to pixels of the crop
record FfhqFace(Affine toCrop) {
  /// The crop is a square of so many pixels.
  static final int SIDE = 512;

  /// Right eye, left eye, tip of the nose, right and left corner of the mouth, as seen by the
  /// viewer from left to right: facexlib's template, which GFPGAN and CodeFormer use.
  private static final double[][] TEMPLATE = {
    {192.98138, 239.94708},
    {318.90277, 240.1936},
    {256.63416, 314.01935},
    {201.26117, 371.41043},
    {313.08905, 371.15118}
  };

  /// The points of the mesh whose mean is each of the five.
  private static final int[][] POINTS = {
    {33, 133, 159, 145}, {263, 362, 386, 374}, {1, 4}, {61}, {291}
  };

  /// The rim of the crop fades out over so many pixels.
  private static final int RIM = 64;

  static FfhqFace of(Face face) {
    double[][] found = new double[POINTS.length][2];
    Landmarks points = face.landmarks();
    for (int i = 0; i < POINTS.length; i++) {
      for (int point : POINTS[i]) {
        found[i][0] += points.x(point) / POINTS[i].length;
        found[i][1] += points.y(point) / POINTS[i].length;
      }
    }
    return new FfhqFace(similarity(found, TEMPLATE));
  }

  /// Turn, size and shift with the least squared error (Umeyama 1991, in two dimensions).
  static Affine similarity(double[][] from, double[][] to) {
    double[] a = mean(from);
    double[] b = mean(to);
    double along = 0;
    double across = 0;
    double spread = 0;
    for (int i = 0; i < from.length; i++) {
      double x = from[i][0] - a[0];
      double y = from[i][1] - a[1];
      double u = to[i][0] - b[0];
      double v = to[i][1] - b[1];
      along += x * u + y * v;
      across += x * v - y * u;
      spread += x * x + y * y;
    }
    double cos = along / spread;
    double sin = across / spread;
    return new Affine(
        cos, -sin, b[0] - cos * a[0] + sin * a[1], sin, cos, b[1] - sin * a[0] - cos * a[1]);
  }

  private static double[] mean(double[][] points) {
    double[] mean = new double[2];
    for (double[] point : points) {
      mean[0] += point[0] / points.length;
      mean[1] += point[1] / points.length;
    }
    return mean;
  }

  /// The face as the nets want it: 8 bit BGR, 512 x 512.
  Mat crop(Picture picture) {
    Mat source = picture.mat();
    Affine map = toCrop;
    if (map.scale() < 0.7) {
      // Warping alone would skip pixels.
      double shrink = Math.max(map.scale(), 1.0 / Math.min(source.cols(), source.rows()));
      Rect area = area(source);
      Size less =
          new Size(
              (int) Math.max(1, Math.round(area.width() * shrink)),
              (int) Math.max(1, Math.round(area.height() * shrink)));
      Mat small = Floats.resized(new Mat(source, area), less);
      double across = (double) area.width() / less.width();
      double down = (double) area.height() / less.height();
      source = small;
      map = shrunk(map.from(area.x(), area.y()), across, down);
    }
    Mat crop = new Mat();
    Size side = new Size(SIDE, SIDE);
    warpAffine(source, crop, map.mat(), side, INTER_CUBIC, BORDER_REPLICATE, Scalar.all(0));
    return crop;
  }

  /// The map for a copy whose pixels are as wide and high as so many of before.
  private static Affine shrunk(Affine map, double across, double down) {
    double x = 0.5 * across - 0.5;
    double y = 0.5 * down - 0.5;
    return new Affine(
        map.a() * across,
        map.b() * down,
        map.x(x, y),
        map.d() * across,
        map.e() * down,
        map.y(x, y));
  }

  /// The pixels of the picture that the crop shows.
  Rect area(Mat picture) {
    Affine back = toCrop.inverse();
    double left = picture.cols();
    double top = picture.rows();
    double right = 0;
    double bottom = 0;
    for (int corner = 0; corner < 4; corner++) {
      double x = corner % 2 * SIDE;
      double y = corner / 2 * SIDE;
      left = Math.min(left, back.x(x, y));
      right = Math.max(right, back.x(x, y));
      top = Math.min(top, back.y(x, y));
      bottom = Math.max(bottom, back.y(x, y));
    }
    int x0 = Math.clamp((long) Math.floor(left), 0, picture.cols() - 1);
    int y0 = Math.clamp((long) Math.floor(top), 0, picture.rows() - 1);
    int x1 = Math.clamp((long) Math.ceil(right) + 1, x0 + 1, picture.cols());
    int y1 = Math.clamp((long) Math.ceil(bottom) + 1, y0 + 1, picture.rows());
    return new Rect(x0, y0, x1 - x0, y1 - y0);
  }

  /// 1 in the middle of the crop, 0 at its rim.
  static Mat weight() {
    float[] weight = new float[SIDE * SIDE];
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        double inside = Math.min(Math.min(x, SIDE - 1 - x), Math.min(y, SIDE - 1 - y));
        double share = Math.clamp((inside - 4) / RIM, 0.0, 1.0);
        weight[y * SIDE + x] = (float) (share * share * (3 - 2 * share));
      }
    }
    Mat mat = new Mat(SIDE, SIDE, CV_32F);
    new FloatPointer(mat.data()).put(weight);
    return mat;
  }
}
