package dev.pictor.engine.face;

import static org.bytedeco.opencv.global.opencv_core.BORDER_REPLICATE;
import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.CV_64F;
import static org.bytedeco.opencv.global.opencv_dnn.blobFromImage;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;
import static org.bytedeco.opencv.global.opencv_imgproc.warpAffine;

import dev.pictor.engine.model.ModelFile;
import dev.pictor.engine.model.NetPool;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/// Puts the 468 points on a face. The net wants a square around the face with level eyes, so it is
/// asked three times: with the square that the detector suggests and twice with the one that its
/// own points suggest, which makes them visibly tighter.
final class Mesh implements AutoCloseable {
  private static final int SIDE = 192;
  private static final int REFINEMENTS = 2;

  /// The square is this much larger than the face.
  private static final double MARGIN = 1.5;

  /// Under this the net says that there is no face; false finds score below 0.12, faces near 1.
  private static final double PRESENT = 0.5;

  private final NetPool net;

  Mesh(Duration keep) {
    net = new NetPool(ModelFile.FACE_MESH, List.of("conv2d_21", "conv2d_31"), keep);
  }

  /// A turned square of the picture.
  private record Square(double x, double y, double size, double tilt) {
    static Square around(Box box, double tilt) {
      double size = MARGIN * Math.max(box.width(), box.height());
      return new Square((box.left() + box.right()) / 2, (box.top() + box.bottom()) / 2, size, tilt);
    }

    static Square around(Landmarks points) {
      double tilt = points.tilt();
      Square turned = around(points.boxTurned(tilt), tilt);
      double cos = Math.cos(tilt);
      double sin = Math.sin(tilt);
      return new Square(
          cos * turned.x - sin * turned.y, sin * turned.x + cos * turned.y, turned.size, tilt);
    }
  }

  /// Empty when there is no face.
  Optional<Face> find(Mat bgr, Detection detection) {
    Face face = look(bgr, Square.around(detection.box(), detection.tilt()));
    for (int i = 0; i < REFINEMENTS && face.score() >= PRESENT; i++) {
      face = look(bgr, Square.around(face.landmarks()));
    }
    return face.score() >= PRESENT ? Optional.of(face) : Optional.empty();
  }

  private Face look(Mat bgr, Square square) {
    List<float[]> outputs;
    try (PointerScope _ = new PointerScope()) {
      Size size = new Size(SIDE, SIDE);
      Mat crop = cut(bgr, square, size);
      outputs = net.run(blobFromImage(crop, 1 / 255.0, size, Scalar.all(0), true, false, CV_32F));
    }
    Landmarks points = placed(outputs.get(0), square);
    double score = 1 / (1 + Math.exp(-outputs.get(1)[0]));
    return new Face(points.box(), points, score);
  }

  /// A large face is shrunk first: warping alone would skip pixels and alias.
  private static Mat cut(Mat bgr, Square square, Size size) {
    double shrink = Math.min(1, 2.0 * SIDE / square.size);
    Mat source = bgr;
    int left = 0;
    int top = 0;
    if (shrink < 0.8) {
      left = (int) Math.max(0, square.x - square.size);
      top = (int) Math.max(0, square.y - square.size);
      int right = (int) Math.min(bgr.cols(), square.x + square.size);
      int bottom = (int) Math.min(bgr.rows(), square.y + square.size);
      Mat part = new Mat(bgr, new Rect(left, top, right - left, bottom - top));
      source = new Mat();
      resize(part, source, new Size(), shrink, shrink, INTER_AREA);
    } else {
      shrink = 1;
    }
    Square inside =
        new Square(
            (square.x - left) * shrink,
            (square.y - top) * shrink,
            square.size * shrink,
            square.tilt);
    Mat crop = new Mat();
    warpAffine(source, crop, toCrop(inside), size, INTER_LINEAR, BORDER_REPLICATE, Scalar.all(0));
    return crop;
  }

  /// The 2 x 3 matrix that takes picture pixels to crop pixels.
  private static Mat toCrop(Square square) {
    double scale = SIDE / square.size;
    double cos = Math.cos(square.tilt) * scale;
    double sin = Math.sin(square.tilt) * scale;
    double half = SIDE / 2.0;
    Mat matrix = new Mat(2, 3, CV_64F);
    new DoublePointer(matrix.data())
        .put(
            cos,
            sin,
            half - cos * square.x - sin * square.y,
            -sin,
            cos,
            half + sin * square.x - cos * square.y);
    return matrix;
  }

  private static Landmarks placed(float[] inCrop, Square square) {
    double scale = square.size / SIDE;
    double cos = Math.cos(square.tilt) * scale;
    double sin = Math.sin(square.tilt) * scale;
    float[] placed = new float[inCrop.length];
    for (int i = 0; i < inCrop.length; i += 3) {
      double u = inCrop[i] - SIDE / 2.0;
      double v = inCrop[i + 1] - SIDE / 2.0;
      placed[i] = (float) (square.x + cos * u - sin * v);
      placed[i + 1] = (float) (square.y + sin * u + cos * v);
      placed[i + 2] = (float) (inCrop[i + 2] * scale);
    }
    return new Landmarks(placed);
  }

  @Override
  public void close() {
    net.close();
  }
}
