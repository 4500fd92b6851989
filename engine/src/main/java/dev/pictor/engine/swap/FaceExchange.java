package dev.pictor.engine.swap;

import static org.bytedeco.opencv.global.opencv_core.BORDER_REPLICATE;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.remap;

import dev.pictor.engine.Progress;
import dev.pictor.engine.codec.Picture;
import dev.pictor.engine.face.Face;
import dev.pictor.engine.plane.Pixels;
import dev.pictor.engine.plane.Plane;
import dev.pictor.engine.plane.Rows;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;

/// One source face onto one head. Everything that varies slowly is worked out on a small copy of
/// the head; [Composition] then does the pixels.
final class FaceExchange {
  private final Picture source;
  private final Face from;
  private final SwapOptions options;
  private final Enlarger enlarger;
  private final Rows rows;

  FaceExchange(Picture source, Face from, SwapOptions options, Enlarger enlarger, Rows rows) {
    this.source = source;
    this.from = from;
    this.options = options;
    this.enlarger = enlarger;
    this.rows = rows;
  }

  /// Writes into the picture, within the outline of the face and nowhere else. The scope that the
  /// caller has open owns what is made on the way.
  void into(Mat picture, Face face) throws InterruptedException {
    Head head = Head.of(picture, face);
    Texture texture = Texture.of(source.mat(), from, head.faceWidth() / head.scale(), enlarger);
    Progress.checkInterrupt();
    Shape fitted = head.small(Fitting.of(from.landmarks(), face.landmarks(), options.strength()));
    WarpMap map = WarpMap.of(fitted, texture.shape(), head.width(), head.height());
    Mat warped = warped(map, texture.scaled(head.scale()), head.scale());
    FaceArea area = new FaceArea(fitted, head.faceWidth(), head.width(), head.height());
    Cover cover = Cover.of(head, map, area, warped, fitted);
    boolean keepsMouth = Mouth.keepsTargets(from.landmarks(), face.landmarks());
    Plane alpha = cover.alpha(options.blend(), keepsMouth ? area.mouthInside() : null);
    LightMatch light =
        LightMatch.between(warped, head.small(), cover.trust(), cover.depth(), head.faceWidth());
    double softening = Finish.softening(warped, head.small(), alpha) / head.scale();
    Progress.checkInterrupt();
    WarpMap own =
        options.strength() < 1
            ? WarpMap.of(fitted, head.shape(), head.width(), head.height())
            : null;
    new Composition(
            new Layers(map, own, light, alpha, cover.trust(), head.scale(), face.widthPixels()),
            options.strength())
        .onto(head.part(), texture.softened(softening), rows);
  }

  /// The source's face in the place of the target's, on the small copy.
  private static Mat warped(WarpMap map, Mat texture, double scale) {
    byte[] direct = looked(map.x(), map.y(), texture, scale);
    Mat warped = new Mat(map.x().height(), map.x().width(), texture.type());
    if (!map.isMirrored()) {
      Bands.write(direct, warped);
      return warped;
    }
    byte[] mirrored = looked(map.mirrorX(), map.mirrorY(), texture, scale);
    for (int i = 0; i < direct.length; i++) {
      float seen = map.seen().values()[i / 3];
      direct[i] = (byte) Math.round((direct[i] & 0xff) * seen + (mirrored[i] & 0xff) * (1 - seen));
    }
    Bands.write(direct, warped);
    return warped;
  }

  private static byte[] looked(Plane x, Plane y, Mat texture, double scale) {
    Mat columns = Pixels.mat(x);
    Mat rows = Pixels.mat(y);
    columns.convertTo(columns, -1, scale, 0.5 * scale - 0.5);
    rows.convertTo(rows, -1, scale, 0.5 * scale - 0.5);
    Mat looked = new Mat();
    remap(texture, looked, columns, rows, INTER_LINEAR, BORDER_REPLICATE, Scalar.all(0));
    return Bands.bytes(looked);
  }
}
