package dev.pictor.engine.model;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.bytedeco.opencv.opencv_core.Scalar;

/// Loads a net and runs it once on an even grey, as small as it takes.
final class Trial {
  private static final int FREE_SIDE = 32;
  private static final double GREY = 0.5;
  private static final int X4 = 4;

  private Trial() {}

  /// @throws BrokenModel when the net cannot be loaded, cannot be run, or gives another shape than
  ///   its manifest says
  static void run(ModelFile file) {
    Model model = file.model();
    if (model.inputs().isEmpty()) {
      return;
    }
    try (NetPool nets = new NetPool(file, model.outputNames(), Duration.ZERO);
        PointerScope _ = new PointerScope()) {
      List<Mat> inputs = new ArrayList<>();
      for (Tensor input : model.inputs()) {
        inputs.add(new Mat(sides(input), CV_32F, Scalar.all(GREY)));
      }
      nets.run(inputs, results -> check(model, results));
    }
  }

  private static int[] sides(Tensor input) {
    int rank = input.shape().size();
    if (rank < 2) {
      // A single number is a matrix of one for OpenCV.
      return new int[] {1, 1};
    }
    int[] sides = new int[rank];
    for (int i = 0; i < rank; i++) {
      int free = i == 0 ? 1 : FREE_SIDE;
      sides[i] = input.shape().get(i) == Tensor.ANY ? free : input.shape().get(i);
    }
    return sides;
  }

  private static void check(Model model, MatVector results) {
    boolean fourTimes = model.tasks().contains(Task.UPSCALE_X4);
    for (int i = 0; i < model.outputs().size(); i++) {
      Tensor wanted = model.outputs().get(i);
      List<Integer> given = shape(results.get(i));
      boolean rightSize = !fourTimes || given.getLast() == X4 * FREE_SIDE;
      if (!new Tensor(wanted.name(), given).canBe(wanted.shape()) || !rightSize) {
        throw new BrokenModel(
            "The net "
                + model.name()
                + " gives "
                + given
                + " where "
                + wanted
                + " was expected; add another export of it.");
      }
    }
  }

  private static List<Integer> shape(Mat result) {
    List<Integer> shape = new ArrayList<>();
    for (int i = 0; i < result.dims(); i++) {
      shape.add(result.size(i));
    }
    return shape;
  }
}
