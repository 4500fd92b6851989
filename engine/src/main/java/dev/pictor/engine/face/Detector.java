package dev.pictor.engine.face;

import static org.bytedeco.opencv.global.opencv_core.BORDER_CONSTANT;
import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.copyMakeBorder;
import static org.bytedeco.opencv.global.opencv_dnn.blobFromImage;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import dev.pictor.engine.model.ModelFile;
import dev.pictor.engine.model.NetPool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/// One of the two BlazeFace nets. It looks at a picture shrunk into a small square; an output
/// belongs to an anchor, the centre of a cell, and gives a box and six points relative to it.
final class Detector implements AutoCloseable {
  private static final int NUMBERS_PER_ANCHOR = 16;

  private final NetPool net;
  private final int side;
  private final double threshold;
  private final float[] anchors;

  private Detector(NetPool net, int side, double threshold, float[] anchors) {
    this.net = net;
    this.side = side;
    this.threshold = threshold;
    this.anchors = anchors;
  }

  /// Two anchors in each cell of 16 x 16, then six in each of 8 x 8.
  static Detector near(Duration keep) {
    List<String> outputs = List.of("classificators", "regressors");
    NetPool net = new NetPool(ModelFile.FACE_DETECTOR_NEAR, outputs, keep);
    return new Detector(net, 128, 0.5, joined(cells(16, 2), cells(8, 6)));
  }

  /// One anchor in each cell of 48 x 48. At the usual 0.6 a second face beside a large one is lost
  /// (0.59 measured), and the mesh sorts out what is none.
  static Detector far(Duration keep) {
    List<String> outputs = List.of("reshaped_classifier_face_4", "reshaped_regressor_face_4");
    NetPool net = new NetPool(ModelFile.FACE_DETECTOR_FAR, outputs, keep);
    return new Detector(net, 192, 0.5, cells(48, 1));
  }

  /// The centres of the cells, row by row, as shares of the side.
  private static float[] cells(int grid, int perCell) {
    float[] centres = new float[2 * grid * grid * perCell];
    int next = 0;
    for (int row = 0; row < grid; row++) {
      for (int column = 0; column < grid; column++) {
        for (int i = 0; i < perCell; i++) {
          centres[next++] = (column + 0.5f) / grid;
          centres[next++] = (row + 0.5f) / grid;
        }
      }
    }
    return centres;
  }

  private static float[] joined(float[] first, float[] second) {
    float[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  /// @param region the part of the picture to look at
  List<Detection> detect(Pyramid picture, Rect region, Turn turn) {
    double scale = (double) side / Math.max(region.width(), region.height());
    int width = Math.max(1, (int) Math.round(region.width() * scale));
    int height = Math.max(1, (int) Math.round(region.height() * scale));
    int left = (side - width) / 2;
    int top = (side - height) / 2;
    List<float[]> outputs;
    try (PointerScope _ = new PointerScope()) {
      Mat small = new Mat();
      Size size = new Size(width, height);
      resize(
          part(picture, region, scale), small, size, 0, 0, scale < 1 ? INTER_AREA : INTER_LINEAR);
      Mat square = new Mat();
      int below = side - height - top;
      int beside = side - width - left;
      copyMakeBorder(small, square, top, below, left, beside, BORDER_CONSTANT, Scalar.all(0));
      outputs = net.run(input(turn.of(square)));
    }
    Placement place =
        new Placement(region.x() - left / scale, region.y() - top / scale, side / scale);
    List<Detection> found = found(outputs.get(0), outputs.get(1));
    return Detection.blended(found.stream().map(d -> place.of(turn.undone(d))).toList());
  }

  private static Mat part(Pyramid picture, Rect region, double scale) {
    Pyramid.Level level = picture.atLeast(scale);
    int left = region.x() / level.step();
    int top = region.y() / level.step();
    int width = Math.min(region.width() / level.step(), level.bgr().cols() - left);
    int height = Math.min(region.height() / level.step(), level.bgr().rows() - top);
    return new Mat(level.bgr(), new Rect(left, top, Math.max(1, width), Math.max(1, height)));
  }

  /// Pixels within -1..1, red first.
  private Mat input(Mat square) {
    Size size = new Size(side, side);
    return blobFromImage(square, 1 / 127.5, size, Scalar.all(127.5), true, false, CV_32F);
  }

  /// Where the net's square lies in the picture.
  private record Placement(double left, double top, double size) {
    Detection of(Detection inSquare) {
      Box b = inSquare.box();
      Box box = new Box(x(b.left()), y(b.top()), x(b.right()), y(b.bottom()));
      return new Detection(inSquare.score(), box, inSquare.tilt());
    }

    private double x(double share) {
      return left + share * size;
    }

    private double y(double share) {
      return top + share * size;
    }
  }

  private List<Detection> found(float[] logits, float[] numbers) {
    List<Detection> found = new ArrayList<>();
    for (int i = 0; i < logits.length; i++) {
      double score = 1 / (1 + Math.exp(-logits[i]));
      if (score >= threshold) {
        found.add(new Detection(score, box(numbers, i), tilt(numbers, i)));
      }
    }
    return found;
  }

  /// As shares of the square.
  private Box box(float[] numbers, int anchor) {
    int at = anchor * NUMBERS_PER_ANCHOR;
    double x = numbers[at] / side + anchors[2 * anchor];
    double y = numbers[at + 1] / side + anchors[2 * anchor + 1];
    double halfWidth = numbers[at + 2] / side / 2;
    double halfHeight = numbers[at + 3] / side / 2;
    return new Box(x - halfWidth, y - halfHeight, x + halfWidth, y + halfHeight);
  }

  /// The first two points are the right and the left eye of the person.
  private static double tilt(float[] numbers, int anchor) {
    int at = anchor * NUMBERS_PER_ANCHOR + 4;
    return Math.atan2(numbers[at + 3] - numbers[at + 1], numbers[at + 2] - numbers[at]);
  }

  @Override
  public void close() {
    net.close();
  }
}
