package dev.pictor.engine.cutout;

import static org.bytedeco.opencv.global.opencv_core.CV_32S;
import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_imgproc.DIST_L2;
import static org.bytedeco.opencv.global.opencv_imgproc.DIST_LABEL_PIXEL;
import static org.bytedeco.opencv.global.opencv_imgproc.MORPH_ELLIPSE;
import static org.bytedeco.opencv.global.opencv_imgproc.THRESH_BINARY;
import static org.bytedeco.opencv.global.opencv_imgproc.THRESH_BINARY_INV;
import static org.bytedeco.opencv.global.opencv_imgproc.distanceTransformWithLabels;
import static org.bytedeco.opencv.global.opencv_imgproc.erode;
import static org.bytedeco.opencv.global.opencv_imgproc.getStructuringElement;
import static org.bytedeco.opencv.global.opencv_imgproc.threshold;

import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/// Which pixels are surely the person, which surely the background, and for those between the
/// nearest sure pixel of each side.
///
/// @param unknown for each pixel whether it lies between
/// @param person the index of the nearest sure pixel of the person
/// @param background the index of the nearest sure pixel of the background
record Trimap(boolean[] unknown, int[] person, int[] background) {
  private static final double SURELY_PERSON = 0.92;
  private static final double SURELY_BACKGROUND = 0.06;

  /// How far the doubt reaches beyond the mask's own, in parts of the longer side: hair stands out
  /// farther than a net of 256 pixels can see.
  private static final double INWARDS = 0.007;

  private static final double OUTWARDS = 0.014;

  /// @param mask floats, 0 background to 1 person
  static Trimap of(Mat mask) {
    int side = Math.max(mask.cols(), mask.rows());
    Mat person = sure(mask, SURELY_PERSON, THRESH_BINARY, INWARDS * side);
    Mat background = sure(mask, SURELY_BACKGROUND, THRESH_BINARY_INV, OUTWARDS * side);
    byte[] inside = bytes(person);
    byte[] outside = bytes(background);
    boolean[] unknown = new boolean[inside.length];
    for (int i = 0; i < unknown.length; i++) {
      unknown[i] = inside[i] == 0 && outside[i] == 0;
    }
    return new Trimap(unknown, nearest(person, inside), nearest(background, outside));
  }

  private static Mat sure(Mat mask, double level, int side, double radius) {
    Mat sure = new Mat();
    threshold(mask, sure, level, 255, side);
    sure.convertTo(sure, CV_8U);
    int size = 2 * (int) Math.max(1, Math.round(radius)) + 1;
    erode(sure, sure, getStructuringElement(MORPH_ELLIPSE, new Size(size, size)));
    return sure;
  }

  private static byte[] bytes(Mat mat) {
    byte[] bytes = new byte[Math.toIntExact(mat.total())];
    mat.data().get(bytes);
    return bytes;
  }

  /// For each pixel the index of the nearest one that is set; -1 everywhere when none is.
  private static int[] nearest(Mat set, byte[] values) {
    Mat zeroWhereSet = new Mat();
    threshold(set, zeroWhereSet, 0, 255, THRESH_BINARY_INV);
    Mat labels = new Mat(set.size(), CV_32S);
    distanceTransformWithLabels(zeroWhereSet, new Mat(), labels, DIST_L2, 5, DIST_LABEL_PIXEL);
    int[] nearest = new int[values.length];
    new IntPointer(labels.data()).get(nearest);
    int[] indices = new int[values.length + 1];
    java.util.Arrays.fill(indices, -1);
    for (int i = 0; i < values.length; i++) {
      if (values[i] != 0) {
        indices[nearest[i]] = i;
      }
    }
    for (int i = 0; i < nearest.length; i++) {
      nearest[i] = indices[nearest[i]];
    }
    return nearest;
  }
}
