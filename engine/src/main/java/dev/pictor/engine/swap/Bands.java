package dev.pictor.engine.swap;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.opencv_core.Mat;

/// Pixels between native pictures and Java arrays.
final class Bands {
  private Bands() {}

  /// All values of an 8 bit picture, row by row, also of a part of a larger one.
  static byte[] bytes(Mat picture) {
    int rowBytes = picture.cols() * picture.channels();
    byte[] all = new byte[rowBytes * picture.rows()];
    for (int y = 0; y < picture.rows(); y++) {
      picture.ptr(y).get(all, y * rowBytes, rowBytes);
    }
    return all;
  }

  /// Writes them back.
  static void write(byte[] all, Mat picture) {
    int rowBytes = picture.cols() * picture.channels();
    for (int y = 0; y < picture.rows(); y++) {
      picture.ptr(y).put(all, y * rowBytes, rowBytes);
    }
  }

  /// All values of a continuous float picture.
  static float[] floats(Mat picture) {
    float[] all = new float[picture.cols() * picture.rows() * picture.channels()];
    new FloatPointer(picture.data()).get(all);
    return all;
  }
}
