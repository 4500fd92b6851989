package dev.pictor.engine.upscale;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;

/// The channels of a net's input or output, batch x channels x height x width, as planes on the
/// same memory.
final class Planes {
  private Planes() {}

  static Mat of(Mat blob, int channel) {
    int height = blob.size(2);
    int width = blob.size(3);
    long bytes = (long) height * width * Float.BYTES;
    return new Mat(height, width, CV_32F, blob.data().position(channel * bytes));
  }

  static List<Mat> all(Mat blob) {
    List<Mat> planes = new ArrayList<>();
    for (int channel = 0; channel < blob.size(1); channel++) {
      planes.add(of(blob, channel));
    }
    return planes;
  }
}
