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

  /// What the rows of a band use one after the other.
  private record Room(float[] light, float[] corners, float[] grains) {
    Room(int width) {
      this(new float[3 * width], new float[width], new float[width]);
    }
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
          Room room = new Room(width);
          for (int y = from; y < to; y++) {
            picture.mat().ptr(y).get(pixels);
            glowRow(glow, y, width, room.light);
            gradeRow(pixels, y, picture, room);
            picture.mat().ptr(y).put(pixels);
          }
        });
  }

  private static void glowRow(List<Magnifier> glow, int y, int width, float[] light) {
    float[] row = new float[width];
    for (int k = 0; k < glow.size(); k++) {
      Magnifier channel = glow.get(k);
      float[] room = channel.room();
      channel.row(y, room, row);
      for (int x = 0; x < width; x++) {
        light[3 * x + k] = Plane.clamp(row[x]);
      }
    }
  }

  private void gradeRow(byte[] pixels, int y, Picture picture, Room room) {
    float[] colour = new float[3];
    float[] corners = room.corners;
    float[] grains = room.grains;
    float[] light = room.light;
    corners(y, picture, corners);
    grains(y, picture, grains);
    float shine = (float) grade.glow() * 0.75f;
    for (int x = 0; x < corners.length; x++) {
      for (int k = 0; k < 3; k++) {
        float now = (pixels[3 * x + k] & 255) / 255f;
        colour[2 - k] = 1 - (1 - now) * (1 - shine * light[3 * x + k]);
      }
      tones.apply(colour);
      for (int k = 0; k < 3; k++) {
        float now = pixels[3 * x + k] & 255;
        float graded = 255 * Plane.clamp(colour[2 - k] * corners[x] + grains[x]);
        pixels[3 * x + k] = (byte) (int) (now + (graded - now) * strength + 0.5f);
      }
    }
  }

  /// The light that the vignette leaves in a row.
  private void corners(int y, Picture picture, float[] corners) {
    float middleX = picture.width() / 2f;
    float middleY = picture.height() / 2f;
    float reach = middleX * middleX + middleY * middleY;
    float darkness = (float) (0.75 * grade.vignette());
    for (int x = 0; x < corners.length; x++) {
      float dx = x - middleX;
      float dy = y - middleY;
      float away = (dx * dx + dy * dy) / reach;
      corners[x] = 1 - darkness * away * away;
    }
  }

  /// Film grain of the same size on paper whatever the number of pixels.
  private void grains(int y, Picture picture, float[] grains) {
    float speck = (float) grade.grain() * 0.2f;
    float cells = (float) (1 / Math.max(1, Math.sqrt(picture.megapixels()) * 1.1));
    int row = (int) (y * cells);
    for (int x = 0; x < grains.length && speck > 0; x++) {
      float coarse = Noise.at((int) (x * cells), row, SEED);
      grains[x] = speck * ((coarse + Noise.at(x, y, SEED + 1)) / 2 - 0.5f);
    }
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
