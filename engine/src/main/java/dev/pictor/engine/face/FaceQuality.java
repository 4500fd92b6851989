package dev.pictor.engine.face;

import static org.bytedeco.opencv.global.opencv_core.BORDER_REPLICATE;
import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.meanStdDev;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2GRAY;
import static org.bytedeco.opencv.global.opencv_imgproc.GaussianBlur;
import static org.bytedeco.opencv.global.opencv_imgproc.Laplacian;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

import dev.pictor.engine.codec.Picture;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/// How good a picture of a face is, measured on the face turned upright and resampled to a height
/// of 128 pixels, so that faces of any size compare.
///
/// @param widthPixels of the face in its picture
/// @param sharpness 0 to 1: the deviation of the Laplacian as a part of the deviation of the tones;
///   the sharp portraits of the tests have 0.15 to 0.3, blurred by a fiftieth of their width 0.05
/// @param brightness the mean tone, 0 to 1
/// @param contrast the deviation of the tones, 0 to 0.5
public record FaceQuality(
    double widthPixels, double sharpness, double brightness, double contrast) {
  /// Of the face that is 128 pixels high.
  private static final int MIDDLE = 96;

  /// Removes grain, which would pass for detail.
  private static final double GRAIN_SIGMA = 0.8;

  /// Flat pictures have no detail to be sharp in; without this their quotient would be noise.
  private static final double LEAST_CONTRAST = 0.02;

  /// Measures the middle of a face, where eyes, nose and mouth are, however the head is tilted.
  public static FaceQuality of(Picture picture, Face face) {
    try (PointerScope _ = new PointerScope();
        Pyramid pyramid = new Pyramid(picture.mat())) {
      Mat tones = tones(Mesh.upright(pyramid, face));
      double[] tone = meanAndDeviation(tones);
      Mat calm = new Mat();
      GaussianBlur(tones, calm, new Size(0, 0), GRAIN_SIGMA);
      Mat edges = new Mat();
      Laplacian(calm, edges, CV_32F, 1, 1, 0, BORDER_REPLICATE);
      double detail = meanAndDeviation(edges)[1] / Math.max(LEAST_CONTRAST, tone[1]);
      return new FaceQuality(face.widthPixels(), Math.min(1, detail), tone[0], tone[1]);
    }
  }

  private static Mat tones(Mat upright) {
    int margin = (upright.cols() - MIDDLE) / 2;
    Mat grey = new Mat();
    cvtColor(new Mat(upright, new Rect(margin, margin, MIDDLE, MIDDLE)), grey, COLOR_BGR2GRAY);
    Mat tones = new Mat();
    grey.convertTo(tones, CV_32F, 1 / 255.0, 0);
    return tones;
  }

  private static double[] meanAndDeviation(Mat single) {
    Mat mean = new Mat(1, 1, CV_32F, Scalar.all(0));
    Mat deviation = new Mat(1, 1, CV_32F, Scalar.all(0));
    meanStdDev(single, mean, deviation);
    return new double[] {
      new DoublePointer(mean.data()).get(), new DoublePointer(deviation.data()).get()
    };
  }
}
