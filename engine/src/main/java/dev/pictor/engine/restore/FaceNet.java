package dev.pictor.engine.restore;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.merge;
import static org.bytedeco.opencv.global.opencv_dnn.blobFromImage;

import dev.pictor.engine.model.Model;
import dev.pictor.engine.model.NetPool;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/// A net that draws an aligned face anew: GFPGAN, CodeFormer and their kin. It takes 1 x 3 x 512 x
/// 512 numbers within -1..1, red first, and gives as many; a second input, if it has one, is
/// CodeFormer's fidelity.
final class FaceNet {
  private static final double HALF = 127.5;

  private final NetPool nets;
  private final Model model;

  FaceNet(NetPool nets, Model model) {
    this.nets = nets;
    this.model = model;
  }

  /// @param crop 8 bit BGR, 512 x 512
  /// @param fidelity 0 to 1
  /// @return floats, BGR, 0 to 255
  Mat drawn(Mat crop, double fidelity) {
    Size size = new Size(FfhqFace.SIDE, FfhqFace.SIDE);
    List<Mat> inputs = new ArrayList<>();
    inputs.add(blobFromImage(crop, 1 / HALF, size, Scalar.all(HALF), true, false, CV_32F));
    if (model.inputs().size() > 1) {
      int[] one = {1};
      Mat weight = new Mat(one, CV_32F);
      new FloatPointer(weight.data()).put((float) fidelity);
      inputs.add(weight);
    }
    Mat drawn = new Mat();
    nets.run(inputs, outputs -> read(outputs.get(0), drawn));
    return drawn;
  }

  private static void read(Mat output, Mat into) {
    long plane = (long) FfhqFace.SIDE * FfhqFace.SIDE;
    MatVector channels = new MatVector(3);
    for (int channel = 0; channel < 3; channel++) {
      FloatPointer start = new FloatPointer(output.data()).getPointer((2 - channel) * plane);
      channels.put(channel, new Mat(FfhqFace.SIDE, FfhqFace.SIDE, CV_32F, start));
    }
    Mat numbers = new Mat();
    merge(channels, numbers);
    numbers.convertTo(into, CV_32F, HALF, HALF);
  }
}
