package dev.pictor.engine.cutout;

import static org.bytedeco.opencv.global.opencv_core.CV_32S;
import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_imgproc.THRESH_BINARY_INV;
import static org.bytedeco.opencv.global.opencv_imgproc.connectedComponents;
import static org.bytedeco.opencv.global.opencv_imgproc.threshold;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.opencv_core.Mat;

/// Fills what the net took for background in the middle of a person: a dark visor, a badge, a bag
/// in the lap. A hole is closed all around, where the lower edge of the picture closes it too since
/// people go on below it. The gap between an arm and the body is a hole as well, but there the net
/// is sure of what it sees, and it stays.
final class Holes {
  private static final float HALF = 0.5f;

  /// A hole whose mean share is above this is doubt and not background.
  private static final double DOUBTFUL = 0.07;

  /// A hole smaller than this part of the picture is a speck, whatever the net says.
  private static final double SPECK = 0.0008;

  private Holes() {}

  /// Changes the mask in place.
  ///
  /// @param mask floats, 0 background to 1 person
  static void fill(Mat mask) {
    Mat background = new Mat();
    threshold(mask, background, HALF, 255, THRESH_BINARY_INV);
    background.convertTo(background, CV_8U);
    Mat labels = new Mat();
    int count = connectedComponents(background, labels, 8, CV_32S);
    int[] label = new int[Math.toIntExact(labels.total())];
    new IntPointer(labels.data()).get(label);
    float[] share = new float[label.length];
    FloatPointer values = new FloatPointer(mask.data());
    values.get(share);
    boolean[] hole = holes(label, share, count, mask.cols(), mask.rows());
    for (int i = 0; i < share.length; i++) {
      if (hole[label[i]]) {
        share[i] = 1;
      }
    }
    values.put(share);
  }

  private static boolean[] holes(int[] label, float[] share, int count, int width, int height) {
    boolean[] open = new boolean[count];
    for (int x = 0; x < width; x++) {
      open[label[x]] = true;
    }
    for (int y = 0; y < height; y++) {
      open[label[y * width]] = true;
      open[label[y * width + width - 1]] = true;
    }
    double[] sums = new double[count];
    int[] sizes = new int[count];
    for (int i = 0; i < label.length; i++) {
      sums[label[i]] += share[i];
      sizes[label[i]]++;
    }
    boolean[] hole = new boolean[count];
    for (int i = 1; i < count; i++) {
      boolean speck = sizes[i] < SPECK * width * height;
      hole[i] = !open[i] && (speck || sums[i] > DOUBTFUL * sizes[i]);
    }
    return hole;
  }
}
