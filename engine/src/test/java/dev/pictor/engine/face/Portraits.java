package dev.pictor.engine.face;

import static org.bytedeco.opencv.global.opencv_core.BORDER_CONSTANT;
import static org.bytedeco.opencv.global.opencv_core.CV_64F;
import static org.bytedeco.opencv.global.opencv_imgproc.GaussianBlur;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;
import static org.bytedeco.opencv.global.opencv_imgproc.warpAffine;

import dev.pictor.engine.codec.BadPicture;
import dev.pictor.engine.codec.Decoder;
import dev.pictor.engine.codec.Limits;
import dev.pictor.engine.codec.Picture;
import dev.pictor.engine.codec.Samples;
import java.util.Random;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/// The portraits of `testdata`, turned, shrunk, darkened and blurred: what people really send.
public final class Portraits {
  private Portraits() {}

  public static Picture of(String name) throws InterruptedException {
    try {
      return new Decoder(Limits.STANDARD).decode(Samples.testdata(name));
    } catch (BadPicture e) {
      throw new IllegalArgumentException(name, e);
    }
  }

  /// @param degrees clockwise; the corners are filled with grey
  public static Picture turned(Picture picture, double degrees) {
    double angle = Math.toRadians(degrees);
    double cos = Math.cos(angle);
    double sin = Math.sin(angle);
    double w = picture.width();
    double h = picture.height();
    int width = (int) Math.ceil(Math.abs(w * cos) + Math.abs(h * sin));
    int height = (int) Math.ceil(Math.abs(w * sin) + Math.abs(h * cos));
    Mat turned = new Mat();
    try (PointerScope _ = new PointerScope()) {
      Mat matrix = new Mat(2, 3, CV_64F);
      new DoublePointer(matrix.data())
          .put(
              cos,
              -sin,
              width / 2.0 - cos * w / 2 + sin * h / 2,
              sin,
              cos,
              height / 2.0 - sin * w / 2 - cos * h / 2);
      warpAffine(
          picture.mat(),
          turned,
          matrix,
          new Size(width, height),
          INTER_LINEAR,
          BORDER_CONSTANT,
          new Scalar(110, 110, 110, 0));
    }
    return new Picture(turned);
  }

  public static Picture scaled(Picture picture, double factor) {
    Mat scaled = new Mat();
    try (Size none = new Size()) {
      int how = factor < 1 ? INTER_AREA : INTER_LINEAR;
      resize(picture.mat(), scaled, none, factor, factor, how);
    }
    return new Picture(scaled);
  }

  /// @param light what is left of it, 0 to 1
  public static Picture darkened(Picture picture, double light) {
    Mat dark = new Mat();
    picture.mat().convertTo(dark, -1, light, 0);
    return new Picture(dark);
  }

  public static Picture blurred(Picture picture, double sigma) {
    Mat blurred = new Mat();
    try (Size any = new Size(0, 0)) {
      GaussianBlur(picture.mat(), blurred, any, sigma);
    }
    return new Picture(blurred);
  }

  /// A copy of a picture with another one in it.
  public static Picture pasted(Picture picture, Picture onto, int left, int top) {
    Mat copy = onto.mat().clone();
    try (Rect place = new Rect(left, top, picture.width(), picture.height());
        Mat inside = new Mat(copy, place)) {
      picture.mat().copyTo(inside);
    }
    return new Picture(copy);
  }

  /// @param deviation of the noise in levels of 255, the same in every run
  public static Picture noisy(Picture picture, double deviation) {
    Mat noisy = picture.mat().clone();
    byte[] pixels = new byte[3 * picture.width() * picture.height()];
    noisy.data().get(pixels);
    Random random = new Random(7);
    for (int i = 0; i < pixels.length; i++) {
      double value = (pixels[i] & 0xff) + deviation * random.nextGaussian();
      pixels[i] = (byte) Math.clamp(Math.round(value), 0, 255);
    }
    noisy.data().put(pixels);
    return new Picture(noisy);
  }

  /// With a green square over one of the face's points.
  ///
  /// @param share of the face's width
  public static Picture covered(Picture picture, Face face, int point, double share) {
    Mat covered = picture.mat().clone();
    int side = (int) (share * face.widthPixels());
    int left = (int) face.landmarks().x(point) - side / 2;
    int top = (int) face.landmarks().y(point) - side / 2;
    try (Rect area = new Rect(left, top, side, side);
        Mat patch = new Mat(covered, area);
        Scalar green = new Scalar(70, 120, 30, 0)) {
      patch.put(green);
    }
    return new Picture(covered);
  }
}
