package dev.pictor.engine.face;

import static org.bytedeco.opencv.global.opencv_core.BORDER_REPLICATE;
import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.CV_64F;
import static org.bytedeco.opencv.global.opencv_dnn.blobFromImage;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.warpAffine;

import dev.pictor.engine.model.ModelFile;
import dev.pictor.engine.model.NetPool;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/// Puts the 468 points on a face. The net wants a square around the face with level eyes, so it is
/// asked up to three times: with the square that the detector suggests, then with the one that its
/// own points suggest until that stays where it is. This makes them visibly tighter.
final class Mesh implements AutoCloseable {
  private static final int SIDE = 192;
  private static final int REFINEMENTS = 2;

  /// The square is this much larger than the face.
  private static final double MARGIN = 1.5;

  /// Two squares this near, in shares of the side and in radians, give the same points.
  private static final double NEAR = 0.025;

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

    /// Whether looking at this square would show nothing that the other did not.
    boolean isNear(Square other) {
      return Math.hypot(x - other.x, y - other.y) < NEAR * size
          && Math.abs(size / other.size - 1) < NEAR
          && Math.abs(Math.IEEEremainder(tilt - other.tilt, 2 * Math.PI)) < NEAR;
    }
  }

  /// Empty when there is no face.
  Optional<Face> find(Pyramid picture, Detection detection) {
    Square square = Square.around(detection.box(), detection.tilt());
    Face face = look(picture, square);
    for (int i = 0; i < REFINEMENTS && face.score() >= PRESENT; i++) {
      Square next = Square.around(face.landmarks());
      if (next.isNear(square)) {
        break;
      }
      square = next;
      face = look(picture, square);
    }
    return face.score() >= PRESENT ? Optional.of(face) : Optional.empty();
  }

  private Face look(Pyramid picture, Square square) {
    List<float[]> outputs;
    try (PointerScope _ = new PointerScope()) {
      Size size = new Size(SIDE, SIDE);
      Mat crop = cut(picture, square, size);
      outputs = net.run(blobFromImage(crop, 1 / 255.0, size, Scalar.all(0), true, false, CV_32F));
    }
    Landmarks points = placed(outputs.get(0), square);
    double score = 1 / (1 + Math.exp(-outputs.get(1)[0]));
    return new Face(points.box(), points, score);
  }

  /// The face upright with level eyes, 128 pixels high in a square of 192; the caller's scope owns
  /// it.
  static Mat upright(Pyramid picture, Face face) {
    return cut(picture, Square.around(face.landmarks()), new Size(SIDE, SIDE));
  }

  /// From a level at most twice as fine as the crop: warping would skip pixels of a finer one.
  private static Mat cut(Pyramid picture, Square square, Size size) {
    Pyramid.Level level = picture.atLeast(SIDE / square.size);
    // The centre of the first pixel of a level lies half a step into the picture.
    double shift = (level.step() - 1) / 2.0;
    Square inside =
        new Square(
            (square.x - shift) / level.step(),
            (square.y - shift) / level.step(),
            square.size / level.step(),
            square.tilt);
    Mat crop = new Mat();
    warpAffine(
        level.bgr(), crop, toCrop(inside), size, INTER_LINEAR, BORDER_REPLICATE, Scalar.all(0));
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
