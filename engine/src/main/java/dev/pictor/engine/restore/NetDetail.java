package dev.pictor.engine.restore;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_core.merge;
import static org.bytedeco.opencv.global.opencv_dnn.blobFromImage;

import dev.pictor.engine.model.NetPool;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.bytedeco.opencv.opencv_core.Scalar;

/// Real-ESRGAN's compact net for photographs as it is, in one piece: noise and blocks vanish, edges
/// get crisp, and faces look painted until [FaceRepair] has held them against the picture.
final class NetDetail implements Detail {
  private static final int TIMES = 4;

  private final NetPool nets;

  NetDetail(NetPool nets) {
    this.nets = nets;
  }

  @Override
  public Mat fourfold(Mat bgr) {
    Mat large = new Mat();
    try (PointerScope _ = new PointerScope()) {
      Mat input = blobFromImage(bgr, 1 / 255.0, bgr.size(), Scalar.all(0), true, false, CV_32F);
      nets.run(
          List.of(input),
          outputs -> read(outputs.get(0), TIMES * bgr.cols(), TIMES * bgr.rows(), large));
    }
    return large;
  }

  /// From three planes, red first, to pixels.
  private static void read(Mat output, int width, int height, Mat into) {
    MatVector channels = new MatVector(3);
    for (int channel = 0; channel < 3; channel++) {
      long start = (2L - channel) * width * height;
      FloatPointer plane = new FloatPointer(output.data()).getPointer(start);
      channels.put(channel, new Mat(height, width, CV_32F, plane));
    }
    Mat numbers = new Mat();
    merge(channels, numbers);
    numbers.convertTo(into, CV_8U, 255, 0);
  }
}
