package dev.pictor.engine.theme;

import static org.bytedeco.opencv.global.opencv_imgproc.GaussianBlur;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import dev.pictor.engine.codec.Picture;
import dev.pictor.engine.plane.Magnifier;
import dev.pictor.engine.plane.Noise;
import dev.pictor.engine.plane.Pixels;
import dev.pictor.engine.plane.Plane;
import dev.pictor.engine.plane.Rows;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/// Gives a picture a grade, row by row.
final class Grading {
  private static final int SEED = 40_961;

  /// What glows is blurred, so a small copy is enough.
  private static final int GLOW_SIDE = 240;

  /// Of the longer side.
  private static final double GLOW_REACH = 0.03;

  /// Tones under this do not glow.
  private static final float GLOW_FROM = 0.45f;

  private final Grade grade;
  private final float strength;
  private final Tones tones;

  /// @param strength 0 changes nothing, 1 gives the whole grade
  /// @param white how bright white cloth is in the picture, 0 to 1
  Grading(Grade grade, double strength, double white) {
    this.grade = grade;
    this.strength = (float) strength;
    tones = new Tones(grade, white);
  }

  /// Grades the picture itself.
  void apply(Picture picture, Rows rows) throws InterruptedException {
    if (strength == 0 || grade.equals(Grade.NONE)) {
      return;
    }
    if (grade.poster() > 0) {
      new Poster(grade.poster() * strength, tones.gain()).print(picture, rows);
    }
    List<Magnifier> glow = grade.glow() > 0 ? glow(picture) : List.of();
    int width = picture.width();
    rows.bands(
        picture.height(),
        16,
        (from, to) -> {
          byte[] pixels = new byte[3 * width];
          float[] light = new float[3 * width];
          for (int y = from; y < to; y++) {
            picture.mat().ptr(y).get(pixels);
            glowRow(glow, y, width, light);
            gradeRow(pixels, y, picture, light);
            picture.mat().ptr(y).put(pixels);
          }
        });
  }

  private static void glowRow(List<Magnifier> glow, int y, int width, float[] light) {
    float[] row = new float[width];
    for (int k = 0; k < glow.size(); k++) {
      Magnifier channel = glow.get(k);
      channel.row(y, channel.room(), row);
      for (int x = 0; x < width; x++) {
        light[3 * x + k] = Plane.clamp(row[x]);
      }
    }
  }

  private void gradeRow(byte[] pixels, int y, Picture picture, float[] light) {
    float[] colour = new float[3];
    double middleX = picture.width() / 2.0;
    double middleY = picture.height() / 2.0;
    double reach = middleX * middleX + middleY * middleY;
    double dy = (y - middleY) * (y - middleY);
    float shine = (float) grade.glow() * 0.75f;
    float speck = (float) grade.grain() * 0.2f;
    for (int x = 0; x < picture.width(); x++) {
      for (int k = 0; k < 3; k++) {
        float now = (pixels[3 * x + k] & 255) / 255f;
        colour[2 - k] = 1 - (1 - now) * (1 - shine * light[3 * x + k]);
      }
      tones.apply(colour);
      double away = ((x - middleX) * (x - middleX) + dy) / reach;
      float corner = (float) (1 - 0.75 * grade.vignette() * away * away);
      float grain = speck * (grain(x, y, picture) - 0.5f);
      for (int k = 0; k < 3; k++) {
        float now = pixels[3 * x + k] & 255;
        float graded = 255 * Plane.clamp(colour[2 - k] * corner + grain);
        pixels[3 * x + k] = (byte) Math.round(now + (graded - now) * strength);
      }
    }
  }

  /// Film grain of the same size on paper whatever the number of pixels.
  private static float grain(int x, int y, Picture picture) {
    double cell = Math.max(1, Math.sqrt(picture.megapixels()) * 1.1);
    int column = (int) (x / cell);
    int row = (int) (y / cell);
    return (Noise.at(column, row, SEED) + Noise.at(x, y, SEED + 1)) / 2;
  }

  private static List<Magnifier> glow(Picture picture) {
    double scale = Math.min(1, (double) GLOW_SIDE / Math.max(picture.width(), picture.height()));
    int width = Math.max(1, (int) Math.round(picture.width() * scale));
    int height = Math.max(1, (int) Math.round(picture.height() * scale));
    List<Magnifier> channels = new ArrayList<>();
    try (Mat small = new Mat();
        Size size = new Size(width, height)) {
      resize(picture.mat(), small, size, 0, 0, INTER_AREA);
      for (int k = 0; k < 3; k++) {
        Plane soft = blurred(bright(Pixels.channel(small, k)));
        channels.add(new Magnifier(soft, picture.width(), picture.height()));
      }
    }
    return channels;
  }

  private static Plane bright(Plane plane) {
    float[] values = plane.values();
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.max(0, values[i] - GLOW_FROM) / (1 - GLOW_FROM);
    }
    return plane;
  }

  private static Plane blurred(Plane plane) {
    double sigma = Math.max(0.5, GLOW_REACH * Math.max(plane.width(), plane.height()));
    try (Mat sharp = Pixels.mat(plane);
        Mat soft = new Mat();
        Size any = new Size(0, 0)) {
      GaussianBlur(sharp, soft, any, sigma);
      return Pixels.plane(soft);
    }
  }
}
