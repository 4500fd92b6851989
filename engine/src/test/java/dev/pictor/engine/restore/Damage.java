package dev.pictor.engine.restore;

import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;
import static org.bytedeco.opencv.global.opencv_imgproc.GaussianBlur;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_CUBIC;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import dev.pictor.engine.codec.Picture;
import java.util.Random;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/// Ten ways in which pictures of people get spoilt, done by program so that the truth is known.
enum Damage {
  SOFT("out of focus, sigma 1.5"),
  BLURRED("out of focus, sigma 3"),
  JPEG_20("JPEG quality 20"),
  GRAINY("noise of 12 levels"),
  NOISY("noise of 25 levels"),
  BLURRED_JPEG("sigma 2, then JPEG 40"),
  SOFT_GRAINY("sigma 1.2, then noise 10"),
  HALVED("half size, noise 6, JPEG 35"),
  THIRD("a third of the size, JPEG 30"),
  NOISY_JPEG("noise 8, JPEG 20");

  private final String title;

  Damage(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  private Mat done(Mat m) {
    return switch (this) {
      case SOFT -> blurred(m, 1.5);
      case BLURRED -> blurred(m, 3);
      case JPEG_20 -> compressed(m, 20);
      case GRAINY -> noisy(m, 12);
      case NOISY -> noisy(m, 25);
      case BLURRED_JPEG -> compressed(blurred(m, 2), 40);
      case SOFT_GRAINY -> noisy(blurred(m, 1.2), 10);
      case HALVED -> compressed(noisy(shrunk(m, 2), 6), 35);
      case THIRD -> compressed(shrunk(m, 3), 30);
      case NOISY_JPEG -> compressed(noisy(m, 8), 20);
    };
  }

  Picture to(Picture good) {
    Mat worn = new Mat();
    try (PointerScope _ = new PointerScope()) {
      done(good.mat()).copyTo(worn);
    }
    return new Picture(worn);
  }

  static Mat blurred(Mat bgr, double sigma) {
    Mat blurred = new Mat();
    GaussianBlur(bgr, blurred, new Size(0, 0), sigma);
    return blurred;
  }

  static Mat compressed(Mat bgr, int quality) {
    BytePointer file = new BytePointer();
    imencode(".jpg", bgr, file, new IntPointer(IMWRITE_JPEG_QUALITY, quality));
    return imdecode(new Mat(1, Math.toIntExact(file.limit()), CV_8U, file), IMREAD_COLOR);
  }

  static Mat noisy(Mat bgr, double levels) {
    byte[] bytes = new byte[3 * bgr.rows() * bgr.cols()];
    bgr.data().get(bytes);
    Random random = new Random(5);
    for (int i = 0; i < bytes.length; i++) {
      long value = Math.round((bytes[i] & 255) + levels * random.nextGaussian());
      bytes[i] = (byte) Math.clamp(value, 0, 255);
    }
    Mat noisy = new Mat(bgr.rows(), bgr.cols(), CV_8UC3);
    noisy.data().put(bytes);
    return noisy;
  }

  /// Shrunk and enlarged again, as an old thumbnail.
  static Mat shrunk(Mat bgr, int times) {
    Mat small = new Mat();
    resize(bgr, small, new Size(bgr.cols() / times, bgr.rows() / times), 0, 0, INTER_AREA);
    Mat large = new Mat();
    resize(small, large, bgr.size(), 0, 0, INTER_CUBIC);
    return large;
  }
}
