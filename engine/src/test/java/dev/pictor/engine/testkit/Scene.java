package dev.pictor.engine.testkit;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imread;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_CUBIC;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import dev.pictor.engine.Natives;
import dev.pictor.engine.codec.Picture;
import dev.pictor.engine.plane.Noise;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/// Pictures to draw: some made by program, some from the project's test data.
public final class Scene {
  private Scene() {}

  /// A slope of light, a disc, stripes, noise: smooth and sharp, dark and bright, even and busy.
  public static Picture madeUp(int width, int height) {
    Natives.load();
    byte[] bytes = new byte[3 * width * height];
    double side = Math.max(1, Math.min(width, height));
    for (int y = 0, i = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double light = 220 - 150.0 * y / height;
        double red = light;
        double blue = 255 - light;
        if (Math.hypot(x - width * 0.32, y - height * 0.4) < side * 0.22) {
          light = 60 + 150 * (x - width * 0.32) / side;
          red = 200;
        } else if (x > width * 0.6 && y > height * 0.3) {
          light = (int) (x * 26 / side) % 2 == 0 ? 35 : 215;
        }
        light += 30 * (Noise.at(x, y, 5) - 0.5);
        bytes[i++] = level(blue);
        bytes[i++] = level(light);
        bytes[i++] = level(red);
      }
    }
    Mat pixels = new Mat(height, width, CV_8UC3);
    pixels.data().put(bytes);
    return new Picture(pixels);
  }

  /// One colour all over.
  public static Picture flat(int width, int height, int level) {
    Natives.load();
    return new Picture(new Mat(height, width, CV_8UC3, new Scalar(level, level, level, 0)));
  }

  /// A photograph of the test data, scaled to this longer side.
  public static Picture photograph(String name, int longerSide) {
    Natives.load();
    try (Mat photograph = imread(testdata().resolve(name).toString())) {
      double scale = (double) longerSide / Math.max(photograph.cols(), photograph.rows());
      int width = (int) Math.round(photograph.cols() * scale);
      int height = (int) Math.round(photograph.rows() * scale);
      Mat scaled = new Mat();
      int how = scale < 1 ? INTER_AREA : INTER_CUBIC;
      resize(photograph, scaled, new Size(width, height), 0, 0, how);
      return new Picture(scaled);
    }
  }

  public static byte[] bytes(Picture picture) {
    byte[] bytes = new byte[3 * picture.width() * picture.height()];
    picture.mat().data().get(bytes);
    return bytes;
  }

  /// The mean difference of a channel, in levels of 255.
  public static double difference(byte[] one, byte[] other) {
    long sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += Math.abs((one[i] & 255) - (other[i] & 255));
    }
    return (double) sum / one.length;
  }

  /// The tests run in the module's folder, an editor may run them in the project's.
  private static Path testdata() {
    Path here = Path.of("testdata");
    return Files.isDirectory(here) ? here : Path.of("..", "testdata");
  }

  private static byte level(double value) {
    return (byte) Math.clamp(Math.round(value), 0, 255);
  }
}
