package dev.pictor.engine.restore;

import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2GRAY;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

import dev.pictor.engine.codec.Picture;
import dev.pictor.engine.face.Box;
import dev.pictor.engine.face.Face;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_quality;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_quality.QualityBRISQUE;
import org.bytedeco.opencv.opencv_quality.QualitySSIM;

/// Measures the quality of a face with 30 % of its width around it: against the truth by SSIM (Wang
/// and others 2004) of the luma, and without the truth by BRISQUE (Mittal and others 2012), both as
/// OpenCV computes them.
final class Judge {
  private static final Path MODEL = extracted("brisque_model_live.yml");
  private static final Path RANGE = extracted("brisque_range_live.yml");

  private Judge() {}

  /// The part of the picture that is judged.
  static Rect around(Face face, Picture picture) {
    Box box = face.box();
    double margin = 0.3 * box.width();
    int left = (int) Math.max(0, box.left() - margin);
    int top = (int) Math.max(0, box.top() - margin);
    int right = (int) Math.min(picture.width(), box.right() + margin);
    int bottom = (int) Math.min(picture.height(), box.bottom() + margin);
    return new Rect(left, top, right - left, bottom - top);
  }

  /// 1 is the truth itself.
  static double ssim(Picture truth, Picture picture, Rect area) {
    try (PointerScope _ = new PointerScope()) {
      return QualitySSIM.compute(luma(truth, area), luma(picture, area), new Mat()).get(0);
    }
  }

  private static Mat luma(Picture picture, Rect area) {
    Mat grey = new Mat();
    cvtColor(new Mat(picture.mat(), area), grey, COLOR_BGR2GRAY);
    return grey;
  }

  /// 0 looks like a good photograph, 100 like none.
  static double brisque(Picture picture, Rect area) {
    try (PointerScope _ = new PointerScope()) {
      Mat part = new Mat(picture.mat(), area).clone();
      return QualityBRISQUE.compute(part, MODEL.toString(), RANGE.toString()).get(0);
    }
  }

  /// OpenCV reads its trained numbers from a file; they lie in the native jar.
  private static Path extracted(String name) {
    String resource =
        "/org/bytedeco/opencv/" + Loader.getPlatform() + "/share/opencv4/quality/" + name;
    try (InputStream in = opencv_quality.class.getResourceAsStream(resource)) {
      Path file = Files.createTempFile("brisque", ".yml");
      file.toFile().deleteOnExit();
      Files.write(file, Objects.requireNonNull(in, resource).readAllBytes());
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
