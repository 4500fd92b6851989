package dev.pictor.engine.plane;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_core.extractChannel;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2GRAY;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_CUBIC;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/// The way between OpenCV's native pictures and planes.
public final class Pixels {
  private Pixels() {}

  /// The luma of an 8 bit BGR picture (Rec. 601 weights), 0 to 1.
  public static Plane tone(Mat bgr) {
    try (Mat grey = new Mat()) {
      cvtColor(bgr, grey, COLOR_BGR2GRAY);
      return plane(grey);
    }
  }

  /// One channel of a picture: 8 bit becomes 0 to 1, floats are taken as they are.
  public static Plane channel(Mat picture, int index) {
    try (Mat one = new Mat()) {
      extractChannel(picture, one, index);
      return plane(one);
    }
  }

  /// A picture of one channel: 8 bit becomes 0 to 1, floats are taken as they are.
  public static Plane plane(Mat single) {
    int width = single.cols();
    int height = single.rows();
    float[] values = new float[width * height];
    if (single.type() == CV_32F && single.isContinuous()) {
      read(single, values);
    } else {
      try (Mat floats = new Mat()) {
        single.convertTo(floats, CV_32F, single.depth() == CV_8U ? 1 / 255.0 : 1, 0);
        read(floats, values);
      }
    }
    return new Plane(width, height, values);
  }

  /// A native copy of a plane, 32 bit float with one channel; the caller closes it.
  public static Mat mat(Plane plane) {
    Mat mat = new Mat(plane.height(), plane.width(), CV_32F);
    new FloatPointer(mat.data()).put(plane.values());
    return mat;
  }

  /// An 8 bit copy, 0 to 255 with clipping; the caller closes it.
  public static Mat bytes(Plane plane) {
    Mat bytes = new Mat();
    try (Mat floats = mat(plane)) {
      floats.convertTo(bytes, CV_8U, 255, 0);
    }
    return bytes;
  }

  /// Another size: averaged when it gets smaller, cubic when it gets larger.
  public static Plane resized(Plane plane, int width, int height) {
    if (plane.width() == width && plane.height() == height) {
      return plane;
    }
    boolean smaller = (long) width * height < (long) plane.width() * plane.height();
    try (Mat from = mat(plane);
        Mat to = new Mat();
        Size size = new Size(width, height)) {
      resize(from, to, size, 0, 0, smaller ? INTER_AREA : INTER_CUBIC);
      return plane(to);
    }
  }

  private static void read(Mat floats, float[] values) {
    new FloatPointer(floats.data()).get(values);
  }
}
