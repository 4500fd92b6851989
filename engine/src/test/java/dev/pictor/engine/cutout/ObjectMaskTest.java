package dev.pictor.engine.cutout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgproc.LINE_8;
import static org.bytedeco.opencv.global.opencv_imgproc.circle;

import dev.pictor.engine.Progress;
import dev.pictor.engine.codec.Picture;
import dev.pictor.engine.model.ModelStore;
import dev.pictor.engine.plane.Rows;
import dev.pictor.engine.testkit.OnnxFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The way of the large cut-out net, proven with one of ISNet's signature to which all that is
/// bright is in front.
class ObjectMaskTest {
  @TempDir Path folder;

  /// A white disc, which is no person, on black.
  private static Picture disc(int width, int height) {
    Mat pixels = new Mat(height, width, CV_8UC3, Scalar.all(10));
    circle(pixels, new Point(width / 2, height / 2), height / 4, Scalar.all(245), -1, LINE_8, 0);
    return new Picture(pixels);
  }

  private ModelStore storeWithNet() throws IOException {
    Path file = Files.write(folder.resolve("downloaded.onnx"), OnnxFiles.isnet());
    ModelStore store = ModelStore.with(Files.createDirectories(folder.resolve("models")));
    store.add(file);
    return store;
  }

  private static int opacity(Picture cut, double x, double y) {
    Mat alpha = cut.alpha().orElseThrow();
    return alpha.ptr((int) (y * cut.height()), (int) (x * cut.width())).get(0) & 255;
  }

  @Test
  void aNetInTheStoreCutsOutThingsThatAreNoPeople() throws Exception {
    try (Rows rows = new Rows(2);
        Cutter cutter = new Cutter(rows, storeWithNet());
        Picture disc = disc(900, 300);
        Picture cut = cutter.cut(disc, Progress.SILENT)) {
      assertThat(cut.width()).isEqualTo(900);
      assertThat(opacity(cut, 0.5, 0.5)).isEqualTo(255);
      assertThat(opacity(cut, 0.47, 0.5)).isEqualTo(255);
      assertThat(opacity(cut, 0.3, 0.5)).isZero();
      assertThat(opacity(cut, 0.5, 0.05)).isZero();
    }
  }

  @Test
  void itIsAskedInsteadOfTheNetForPeople() throws Exception {
    try (Rows rows = new Rows(2);
        Cutter usual = new Cutter(rows);
        Cutter cutter = new Cutter(rows, storeWithNet());
        Picture disc = disc(400, 400)) {
      assertThatThrownBy(() -> usual.cut(disc, Progress.SILENT)).isInstanceOf(NoSubject.class);
      cutter.cut(disc, Progress.SILENT).close();
    }
  }
}
