package dev.pictor.engine.cutout;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_dnn.blobFromImage;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import dev.pictor.engine.model.Model;
import dev.pictor.engine.model.ModelFile;
import dev.pictor.engine.model.ModelStore;
import dev.pictor.engine.model.Task;
import java.util.Optional;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/// Where whatever is in front is, from a net of the operator's such as ISNet: input 1 x 3 x 1024 x
/// 1024, stretched, normalised as its manifest says; its first output is the mask.
final class ObjectMask {
  private static final int SIDE = 1024;

  private final ModelStore models;

  ObjectMask(ModelStore models) {
    this.models = models;
  }

  /// @param bgr of any size; the scope that the caller has open owns the result
  /// @return floats of the size asked for, 0 background to 1 in front; empty when there is no such
  ///   net
  Optional<Mat> of(Mat bgr, Size size) {
    Optional<ModelFile> file = models.find(Task.CUT_OUT);
    if (file.isEmpty()) {
      return Optional.empty();
    }
    Model.Normalisation numbers = file.get().model().normalisation();
    Size side = new Size(SIDE, SIDE);
    Mat input =
        blobFromImage(
            bgr, 1 / numbers.divide(), side, Scalar.all(numbers.subtract()), true, false, CV_32F);
    float[] values = models.nets(file.get()).run(input).getFirst();
    Mat mask = new Mat(SIDE, SIDE, CV_32F);
    new FloatPointer(mask.data()).put(values);
    Mat fitted = new Mat();
    resize(mask, fitted, size, 0, 0, INTER_AREA);
    return Optional.of(fitted);
  }
}
