package dev.pictor.engine.theme;

import static org.bytedeco.opencv.global.opencv_imgproc.GaussianBlur;

import dev.pictor.engine.plane.Pixels;
import dev.pictor.engine.plane.Plane;
import java.util.Arrays;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/// The soft dark rim that a thing leaves on what it lies on. It is drawn small: everything in it is
/// blurred anyway.
final class Shadows {
  private static final int LONGEST_SIDE = 320;

  /// Centimetres that the shadow spreads.
  private static final double NEAR = 0.45;

  private static final double FAR = 1.6;

  /// Centimetres that it is moved away from the light, at most.
  private static final double MOVED = 1.1;

  /// Centimetres from the rim of a body at which it faces the camera.
  private static final double ROUND = 2.2;

  /// The light on clothes at the very rim of a body.
  private static final float RIM = 0.6f;

  /// How much light the head takes from what is right below it.
  private static final float CHIN = 0.42f;

  private static final double CHIN_FALL = 3.4;
  private static final double CHIN_SOFT = 1.5;

  private final int width;
  private final int height;
  private final double scale;
  private final Plane person;

  /// @param width of the picture, in pixels
  /// @param height likewise
  /// @param person where a shadow may fall; elsewhere is the background, too far behind
  Shadows(int width, int height, Plane person) {
    scale = Math.min(1, (double) LONGEST_SIDE / Math.max(width, height));
    this.width = Math.max(1, (int) Math.round(width * scale));
    this.height = Math.max(1, (int) Math.round(height * scale));
    this.person = Pixels.resized(person, this.width, this.height);
  }

  /// What a piece darkens, 0 to 1, stretched over the picture.
  Plane of(Piece piece, Frame frame, Light light) {
    Raster raster = new Raster(0, 0, width, height);
    raster.paint(
        new Piece(
            piece.surface().scaled(scale),
            piece.artwork(),
            piece.gains(),
            piece.matte(),
            piece.behind(),
            null,
            0));
    float[] cover = new float[width * height];
    for (int i = 0; i < cover.length; i++) {
      cover[i] = raster.colours()[4 * i + 3] / 255;
    }
    double unit = frame.scale() * scale;
    Plane near = blurred(cover, NEAR * unit);
    Plane far = blurred(cover, FAR * unit);
    Vec3 towards = light.towards();
    double dx = -towards.x() * MOVED * unit;
    double dy = (0.5 + Math.max(0, towards.y())) * MOVED * unit;
    float[] dark = new float[cover.length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int i = y * width + x;
        int fromX = Math.clamp(Math.round(x - dx), 0, width - 1);
        int fromY = Math.clamp(Math.round(y - dy), 0, height - 1);
        float spread = 0.55f * near.values()[i] + 0.45f * far.at(fromX, fromY);
        dark[i] = (float) piece.shadow() * spread * Math.clamp(person.values()[i], 0f, 1f);
      }
    }
    return new Plane(width, height, dark);
  }

  /// How much light reaches the clothes of a body, 0 to 1: less at its rims, which turn away, and
  /// less under the chin.
  Plane onBody(Outline face, Frame frame, Light light) {
    double unit = frame.scale() * scale;
    Plane round = blurred(person.values().clone(), ROUND * unit);
    float[] cover = new float[width * height];
    Outline small = face.scaled(scale);
    float[] row = new float[width];
    for (int y = 0; y < height; y++) {
      Arrays.fill(row, 0);
      small.cover(y, row);
      System.arraycopy(row, 0, cover, y * width, width);
    }
    Plane head = blurred(cover, CHIN_SOFT * unit);
    double dx = -light.towards().x() * CHIN_FALL * unit;
    double dy = CHIN_FALL * unit;
    float[] lit = new float[cover.length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int i = y * width + x;
        int fromX = Math.clamp(Math.round(x - dx), 0, width - 1);
        int fromY = Math.clamp(Math.round(y - dy), 0, height - 1);
        float rim = Math.clamp((round.values()[i] - 0.45f) / 0.5f, 0f, 1f);
        lit[i] = (RIM + (1 - RIM) * rim * (2 - rim)) * (1 - CHIN * head.at(fromX, fromY));
      }
    }
    return new Plane(width, height, lit);
  }

  private Plane blurred(float[] values, double sigma) {
    try (Mat sharp = Pixels.mat(new Plane(width, height, values));
        Mat soft = new Mat();
        Size any = new Size(0, 0)) {
      GaussianBlur(sharp, soft, any, Math.max(0.6, sigma));
      return Pixels.plane(soft);
    }
  }
}
